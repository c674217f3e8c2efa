import { ArgsType, Field, ID, InputType, ObjectType } from 'type-graphql';
import { ExcursionKind, ExcursionStatus, Severity } from '../domain/excursion.js';
import type { Instant } from '../domain/time.js';
import { PageArgs } from './connection.js';
import { DateTime } from './date-time.js';
import { Excursion } from './excursion.js';
import { UserError } from './user-error.js';
import { Reasoned } from './reasoned.js';

@InputType({ description: 'Which excursions: those that fit every field that is given.' })
export class ExcursionFilter {
  @Field(() => [String], { nullable: true, description: 'Those of sensors of a machine with one of these codes, or of the container that it is; null: of anything.' })
  machine?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'Those of sensors of a container with one of these codes, or of the machine that it is; null: of anything.' })
  container?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'Those of probes of a sample with one of these codes, and of every container while it was inside; null: of anything.' })
  sample?: string[] | null;

  @Field(() => [Severity], { nullable: true, description: 'Those of one of these severities; null: of any.' })
  severity?: Severity[] | null;

  @Field(() => [ExcursionKind], { nullable: true, description: 'Those of one of these kinds; null: of any.' })
  kind?: ExcursionKind[] | null;

  @Field(() => [ExcursionStatus], { nullable: true, description: 'Those with one of these statuses; null: with any but RETRACTED in a list, with any in a subscription.' })
  status?: ExcursionStatus[] | null;

  @Field(() => Boolean, { nullable: true, description: 'True: those that still last; false: those that have ended; null: both.' })
  open?: boolean | null;

  @Field(() => DateTime, { nullable: true, description: 'Those that lasted at this moment or later; null: from the first on.' })
  from?: Instant | null;

  @Field(() => DateTime, { nullable: true, description: 'Those that started before this moment; null: up to the last.' })
  to?: Instant | null;
}

@ArgsType()
export class ExcursionsArgs extends PageArgs {
  @Field(() => ExcursionFilter, { nullable: true, description: 'Which excursions to list; null: all that are not RETRACTED.' })
  where?: ExcursionFilter | null;
}

@InputType({ description: 'An excursion that somebody has seen.' })
export class AcknowledgeExcursionInput {
  @Field(() => ID, { description: 'The id of the excursion.' })
  excursion!: string;

  @Field(() => String, { nullable: true, description: 'What there is to say of it, in at most 2,000 characters; null: nothing.' })
  comment?: string | null;
}

@InputType({ description: 'An excursion whose alarm is latched and has been dealt with.' })
export class ResetExcursionInput extends Reasoned {
  @Field(() => ID, { description: 'The id of the excursion.' })
  excursion!: string;
}

@InputType({ description: 'An excursion for whose cause somebody looks.' })
export class InvestigateExcursionInput extends Reasoned {
  @Field(() => ID, { description: 'The id of the excursion.' })
  excursion!: string;
}

@InputType({ description: 'What an excursion means.' })
export class AssessExcursionInput {
  @Field(() => ID, { description: 'The id of the excursion.' })
  excursion!: string;

  @Field({ description: 'What caused it, in 1 to 2,000 characters.' })
  cause!: string;

  @Field(() => String, { nullable: true, description: 'What else there is to say of it, in at most 2,000 characters; null: nothing.' })
  comment?: string | null;

  @Field(() => Severity, { nullable: true, description: 'How bad it is, where that is not what the rule says; null: as the rule says.' })
  severity?: Severity | null;
}

@InputType({ description: 'An excursion about which nothing more is to be done.' })
export class CloseExcursionInput {
  @Field(() => ID, { description: 'The id of the excursion.' })
  excursion!: string;

  @Field(() => String, { nullable: true, description: 'What there is to say in the end, in at most 2,000 characters; null: nothing.' })
  comment?: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'What became of an excursion in a mutation.' })
export class ExcursionPayload {
  @Field(() => Excursion, { nullable: true, description: 'The excursion as it is now; null when the input was refused.' })
  excursion!: Excursion | null;

  @Field(() => [UserError], { description: 'Why the input was refused; empty when it was not.' })
  userErrors!: UserError[];
}
