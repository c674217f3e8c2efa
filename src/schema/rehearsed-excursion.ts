import { ArgsType, Field, Float, ObjectType } from 'type-graphql';
import { ExcursionKind, Severity } from '../domain/excursion.js';
import type { Duration as Length, Instant } from '../domain/time.js';
import { DateTime } from './date-time.js';
import { Duration } from './duration.js';
import { SeverityReached } from './excursion.js';
import { ExcursionRuleInput } from './excursion-rule-input.js';

@ArgsType()
export class RehearsalArgs {
  @Field(() => ExcursionRuleInput, { description: 'The rule as it would be defined.' })
  rule!: ExcursionRuleInput;

  @Field(() => DateTime, { description: 'From when on it would have been in force.' })
  from!: Instant;

  @Field(() => DateTime, { description: 'The moment up to which it is looked at, at most 366 days later; what is to come is unknown.' })
  to!: Instant;
}

@ObjectType({ simpleResolvers: true, description: 'An excursion that a rule would have raised, as it would be known at the end of the time that was looked at.' })
export class RehearsedExcursion {
  @Field(() => ExcursionKind, { description: 'In which way the sensor would have left what is normal.' })
  kind!: ExcursionKind;

  @Field(() => Severity, { description: 'The worst that it would have been.' })
  severity!: Severity;

  @Field(() => [SeverityReached], { description: 'How it would have become as bad, first to last.' })
  severities!: SeverityReached[];

  @Field(() => Float, { nullable: true, description: "The limit, in the sensor's unit; null for STUCK." })
  limit!: number | null;

  @Field(() => DateTime, { description: 'When the first value outside was measured, or the first time began that added up, or the first value that stayed was measured.' })
  startedAt!: Instant;

  @Field(() => DateTime, { description: 'When it would have been an excursion.' })
  confirmedAt!: Instant;

  @Field(() => DateTime, { nullable: true, description: 'When the first value that had returned was measured, or the sensor left; null: it would have lasted.' })
  endedAt!: Instant | null;

  @Field(() => Float, { description: "The value farthest outside, or at which it would have been stuck, in the sensor's unit." })
  peak!: number;

  @Field(() => Float, { nullable: true, description: "Degree-minutes outside the limit: the sensor's unit times minutes; null for STUCK." })
  area!: number | null;

  @Field(() => Duration, { description: 'How much of its time no reading spoke for.' })
  unknown!: Length;
}
