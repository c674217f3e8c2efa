import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { ExcursionKind, Severity } from '../domain/excursion.js';
import { Quantity } from '../domain/reading.js';
import type { Duration as Length, Instant } from '../domain/time.js';
import { DateTime } from './date-time.js';
import { Duration } from './duration.js';
import './excursion.js';
import { UserError } from './user-error.js';
import { Reasoned } from './reasoned.js';

@ObjectType({ simpleResolvers: true, description: 'Some channels that are told together.' })
export class EscalationStep {
  @Field(() => Int, { description: 'Which step it is, from 1.' })
  step!: number;

  @Field(() => Duration, { description: 'How long after an excursion was found they are told, if nobody has acknowledged it by then.' })
  after!: Length;

  @Field(() => Duration, { nullable: true, description: 'How often they are told again, until somebody acknowledges it; null: once.' })
  repeatEvery!: Length | null;
}

@ObjectType({ simpleResolvers: true, description: 'Who is told of which excursions, and when, as its newest version says; a version brings to an end what it has begun.' })
export class EscalationPolicy {
  @Field(() => ID, { description: 'The id, which never changes.' })
  id!: number;

  @Field({ description: 'The code that all versions share.' })
  code!: string;

  @Field(() => Int, { description: 'Which version this is, from 1.' })
  version!: number;

  @Field(() => Severity, { description: 'Excursions of this severity or worse.' })
  leastSeverity!: Severity;

  @Field(() => [Quantity], { nullable: true, description: 'Excursions of these quantities; null: of any.' })
  quantities!: Quantity[] | null;

  @Field(() => [ExcursionKind], { nullable: true, description: 'Excursions of these kinds; null: of any.' })
  kinds!: ExcursionKind[] | null;

  @Field({ description: 'Whether excursions are told of which everything is more than an hour past when they are found, as when a logger is read out.' })
  tellHistory!: boolean;

  @Field(() => DateTime, { description: 'When this version was defined.' })
  definedAt!: Instant;

  @Field({ description: 'The name of whoever defined this version.' })
  definedBy!: string;

  @Field(() => DateTime, { nullable: true, description: 'When it was retired; null while it is in force.' })
  retiredAt!: Instant | null;

  @Field(() => String, { nullable: true, description: 'Who retired it; null: nobody.' })
  retiredBy!: string | null;
}

@InputType({ description: 'Some channels that are told together.' })
export class EscalationStepInput {
  @Field(() => [String], { description: 'The codes of from 1 to 20 channels.' })
  channels!: string[];

  @Field(() => Duration, { nullable: true, description: 'How long after an excursion was found they are told, if nobody has acknowledged it by then, at most 30 days; null: at once.' })
  after?: Length | null;

  @Field(() => Duration, { nullable: true, description: 'How often they are told again until somebody acknowledges it, from a minute to 30 days; null: once.' })
  repeatEvery?: Length | null;
}

@InputType({ description: 'Who is told of which excursions, or a new version of the policy with the same code.' })
export class DefineEscalationPolicyInput extends Reasoned {
  @Field({ description: 'The code, of 1 to 200 characters without control characters, "/", "+" and "#".' })
  code!: string;

  @Field(() => String, { nullable: true, description: 'Excursions of what is at the site with this code, which who is bound to sites must say; null: at any.' })
  site?: string | null;

  @Field(() => [String], { nullable: true, description: 'Excursions of machines with these codes, beside those of containers and samples that are named; null: none is named.' })
  machines?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'Excursions of containers with these codes, beside those of machines and samples that are named; null: none is named.' })
  containers?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'Excursions of probes of samples with these codes, beside those of machines and containers that are named; null: none is named.' })
  samples?: string[] | null;

  @Field(() => Severity, { nullable: true, defaultValue: Severity.INFO, description: 'Excursions of this severity or worse; null: of any.' })
  leastSeverity?: Severity | null;

  @Field(() => [Quantity], { nullable: true, description: 'Excursions of these quantities, at least one; null: of any.' })
  quantities?: Quantity[] | null;

  @Field(() => [ExcursionKind], { nullable: true, description: 'Excursions of these kinds, at least one; null: of any.' })
  kinds?: ExcursionKind[] | null;

  @Field(() => Boolean, { nullable: true, defaultValue: false, description: 'Whether excursions are told of which everything is more than an hour past when they are found; null: they are not.' })
  tellHistory?: boolean | null;

  @Field(() => [EscalationStepInput], { description: 'From 1 to 20 steps.' })
  steps!: EscalationStepInput[];
}

@InputType({ description: 'A policy by which nobody is to be told any more, also not of what it has begun to tell.' })
export class RetireEscalationPolicyInput extends Reasoned {
  @Field({ description: 'The code of the policy.' })
  code!: string;
}

@ObjectType({ simpleResolvers: true, description: 'What became of a policy in a mutation.' })
export class EscalationPolicyPayload {
  @Field(() => EscalationPolicy, { nullable: true, description: 'The policy as it is now; null when the input was refused.' })
  escalationPolicy!: EscalationPolicy | null;

  @Field(() => [UserError], { description: 'Why the input was refused; empty when it was not.' })
  userErrors!: UserError[];
}
