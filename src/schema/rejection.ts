import { ArgsType, Field, ID, InputType, ObjectType } from 'type-graphql';
import type { Instant } from '../domain/time.js';
import { connectionOf, PageArgs } from './connection.js';
import { DateTime } from './date-time.js';

@ObjectType({ simpleResolvers: true, description: 'Something that came in and could not be stored as a reading, kept as it came so that it can be mended and replayed.' })
export class Rejection {
  @Field(() => ID, { description: 'The id, which never changes.' })
  id!: number;

  @Field(() => DateTime, { description: 'When it arrived here.' })
  receivedAt!: Instant;

  @Field({ description: 'The MQTT topic that it came on, or "graphql/" and the name of the mutation.' })
  topic!: string;

  @Field({ description: 'What kind of refusal it is, as in UNKNOWN_SENSOR, INVALID_JSON or CONFLICT.' })
  reason!: string;

  @Field(() => String, { nullable: true, description: 'What was wrong with it and what would be right, for people; null: the reason says it all.' })
  detail!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When it was replayed with success or put aside; null: it still waits.' })
  resolvedAt!: Instant | null;
}

export const RejectionConnection = connectionOf(Rejection, 'Rejection', 'rejections');

@InputType({ description: 'Which rejections to list: those that fit every field that is given.' })
export class RejectionFilter {
  @Field(() => [String], { nullable: true, description: 'Those with one of these reasons; null: with any.' })
  reason?: string[] | null;

  @Field(() => String, { nullable: true, description: 'Those whose topic begins with this text; null: any topic.' })
  topic?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'True: those that were resolved; false: those that still wait; null: both.' })
  resolved?: boolean | null;

  @Field(() => DateTime, { nullable: true, description: 'Those that arrived at this moment or later; null: from the first on.' })
  from?: Instant | null;

  @Field(() => DateTime, { nullable: true, description: 'Those that arrived before this moment; null: up to the last.' })
  to?: Instant | null;
}

@ArgsType()
export class RejectionsArgs extends PageArgs {
  @Field(() => RejectionFilter, { nullable: true, description: 'Which rejections to list; null: all.' })
  where?: RejectionFilter | null;
}
