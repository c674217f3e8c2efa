import { ArgsType, Field, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { MachineStatus } from '../domain/asset.js';
import { Asset } from './asset.js';
import { connectionOf, PageArgs } from './connection.js';
import { UserError } from './user-error.js';

registerEnumType(MachineStatus, {
  name: 'MachineStatus',
  description: 'What a machine does, as it or its operator said last.',
  valuesConfig: {
    RUNNING: { description: 'It works.' },
    IDLE: { description: 'It could work and waits.' },
    MAINTENANCE: { description: 'It is being serviced.' },
    ERROR: { description: 'It has stopped because of a fault.' },
    OFFLINE: { description: 'It is switched off, or has never said anything else.' },
  },
});

@ObjectType({ simpleResolvers: true, implements: Asset, description: 'A thing that does something and can be in a state, such as a mill, a freezer or a pump.' })
export class Machine extends Asset {
  @Field(() => String, { nullable: true, description: 'What kind of machine it is, in free words; null: nobody said.' })
  kind!: string | null;

  @Field(() => String, { nullable: true, description: 'Who built it; null: nobody said.' })
  manufacturer!: string | null;

  @Field(() => String, { nullable: true, description: 'The model name that its manufacturer gave it; null: nobody said.' })
  model!: string | null;

  @Field(() => MachineStatus, { description: 'What it does, as it or its operator said last.' })
  status!: MachineStatus;
}

export const MachineConnection = connectionOf(Machine, 'Machine', 'machines');

@InputType({ description: 'Which machines to list: those that fit every field that is given.' })
export class MachineFilter {
  @Field(() => [String], { nullable: true, description: 'Those with one of these codes; null: any code.' })
  code?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'Those registered at a site with one of these codes; null: any site or none.' })
  site?: string[] | null;

  @Field(() => [MachineStatus], { nullable: true, description: 'Those with one of these statuses; null: any status.' })
  status?: MachineStatus[] | null;

  @Field(() => [String], { nullable: true, description: 'Those of exactly one of these kinds; null: any kind or none.' })
  kind?: string[] | null;
}

@ArgsType()
export class MachinesArgs extends PageArgs {
  @Field(() => MachineFilter, { nullable: true, description: 'Which machines to list; null: all.' })
  where?: MachineFilter | null;
}

@ObjectType({ simpleResolvers: true, description: 'What became of a machine in a mutation.' })
export class MachinePayload {
  @Field(() => Machine, { nullable: true, description: 'The machine as it is now; null when the input was refused.' })
  machine!: Machine | null;

  @Field(() => [UserError], { description: 'Why the input was refused; empty when it was not.' })
  userErrors!: UserError[];
}
