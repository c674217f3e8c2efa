import { Field, InputType, ObjectType } from 'type-graphql';
import type { Instant } from '../domain/time.js';
import { Placement } from './container.js';
import { DateTime } from './date-time.js';
import { UserError } from './user-error.js';

@InputType({ description: 'What is moved: exactly one of container and sample.' })
export class MoveItemInput {
  @Field(() => String, { nullable: true, description: 'The code of a container, which takes along everything inside it; null: it is a sample.' })
  container?: string | null;

  @Field(() => String, { nullable: true, description: 'The code of a sample; null: it is a container.' })
  sample?: string | null;
}

@InputType({ description: 'A move of containers and samples, all of them or none: where they are from a moment on, until the next later thing that is known of each.' })
export class MoveInput {
  @Field(() => [MoveItemInput], { description: 'From 1 to 10,000 different things.' })
  items!: MoveItemInput[];

  @Field(() => String, { nullable: true, description: 'The code of the container that they are directly inside from then on, which must be said; null: they were taken out, and are nowhere that is known.' })
  into?: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When it happened, which may be long ago, but not more than a minute ahead; null: now.' })
  at?: Instant | null;

  @Field(() => String, { nullable: true, description: 'Why, in at most 2,000 characters; null: nobody said.' })
  reason?: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'What became of a move.' })
export class MovePayload {
  @Field(() => [Placement], { description: 'Where the things are by this move, in the order of the input; empty when they were taken out, or when the input was refused.' })
  moved!: Placement[];

  @Field(() => [UserError], { description: 'Why the input was refused; empty when it was not.' })
  userErrors!: UserError[];
}
