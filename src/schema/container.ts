import { ArgsType, Field, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { ContainerKind } from '../domain/asset.js';
import type { Instant } from '../domain/time.js';
import { Asset } from './asset.js';
import { connectionOf, PageArgs } from './connection.js';
import { DateTime } from './date-time.js';
import { UserError } from './user-error.js';

registerEnumType(ContainerKind, {
  name: 'ContainerKind',
  description: 'What sort of container it is.',
  valuesConfig: {
    ROOM: { description: 'A room that people walk into.' },
    FREEZER: { description: 'A freezer of any depth of cold.' },
    REFRIGERATOR: { description: 'A refrigerator.' },
    INCUBATOR: { description: 'An incubator, which keeps what is in it warm.' },
    CRYO_TANK: { description: 'A tank with liquid nitrogen or its vapour.' },
    SHELF: { description: 'A shelf or drawer of something larger.' },
    RACK: { description: 'A rack that boxes or tubes stand in.' },
    BOX: { description: 'A box, also one to carry.' },
    SHIPPER: { description: 'A package that keeps its temperature on the way.' },
    VEHICLE: { description: 'A vehicle that carries other containers.' },
    BENCH: { description: 'A bench or table, where things stand in the open.' },
  },
});

@ObjectType({ simpleResolvers: true, implements: Asset, description: 'A thing that samples and other containers can be inside, such as a freezer, a rack or a box.' })
export class Container extends Asset {
  @Field(() => ContainerKind, { description: 'What sort of container it is.' })
  kind!: ContainerKind;
}

export const ContainerConnection = connectionOf(Container, 'Container', 'containers');

@ObjectType({ simpleResolvers: true, description: 'A half-open interval [from, to) in which an item was directly inside a container.' })
export class Placement {
  @Field(() => DateTime, { description: 'When it was put there.' })
  from!: Instant;

  @Field(() => DateTime, { nullable: true, description: 'When it was taken away; null while it is there.' })
  to!: Instant | null;

  @Field(() => String, { nullable: true, description: 'Why it was put there; null: nobody said.' })
  reason!: string | null;

  @Field({ description: 'The name of whoever put it there.' })
  by!: string;
}

@InputType({ description: 'Which containers to list: those that fit every field that is given.' })
export class ContainerFilter {
  @Field(() => [String], { nullable: true, description: 'Those with one of these codes; null: any code.' })
  code?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'Those registered at a site with one of these codes; null: any site or none.' })
  site?: string[] | null;

  @Field(() => [ContainerKind], { nullable: true, description: 'Those of one of these kinds; null: any kind.' })
  kind?: ContainerKind[] | null;

  @Field(() => [String], { nullable: true, description: 'Those that stand directly in a container with one of these codes now; null: anywhere.' })
  parent?: string[] | null;
}

@ArgsType()
export class ContainersArgs extends PageArgs {
  @Field(() => ContainerFilter, { nullable: true, description: 'Which containers to list; null: all.' })
  where?: ContainerFilter | null;
}

@InputType({ description: 'A container to be made known.' })
export class RegisterContainerInput {
  @Field({ description: 'A code that no other container has, of 1 to 200 characters without control characters, "/", "+" and "#".' })
  code!: string;

  @Field({ description: 'What people call it, in 1 to 200 characters.' })
  name!: string;

  @Field(() => ContainerKind, { description: 'What sort of container it is.' })
  kind!: ContainerKind;

  @Field(() => String, { nullable: true, description: 'The code of the site where it stands; null: not said.' })
  site?: string | null;

  @Field(() => String, { nullable: true, description: 'The code of the machine that this container is, when a freezer is both; null: it is none.' })
  machine?: string | null;

  @Field(() => String, { nullable: true, description: 'The code of the container that it stands in from now on; null: in none.' })
  parent?: string | null;

  @Field(() => String, { nullable: true, description: 'The code of the storage condition that it is to be kept under; null: none was said.' })
  storageCondition?: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'What became of a container in a mutation.' })
export class ContainerPayload {
  @Field(() => Container, { nullable: true, description: 'The container as it is now; null when the input was refused.' })
  container!: Container | null;

  @Field(() => [UserError], { description: 'Why the input was refused; empty when it was not.' })
  userErrors!: UserError[];
}
