import { Field, Float, Int, ObjectType } from 'type-graphql';
import { Severity } from '../domain/excursion.js';
import type { Instant } from '../domain/time.js';
import { DateTime } from './date-time.js';
import './excursion.js';

@ObjectType({ simpleResolvers: true, description: 'What was known of an excursion after one of its changes.' })
export class ExcursionRevision {
  @Field(() => Int, { description: 'Which revision it is, from 1.' })
  revision!: number;

  @Field(() => DateTime, { description: 'When it was written down.' })
  at!: Instant;

  @Field({ description: 'What made it: DETECTED, LATE_DATA, RULE_CHANGED, RULE_RETIRED, SENSOR_MOVED, CONDITION_CHANGED or CALIBRATION_CHANGED; or FOUND_AGAIN: it had been retracted, and data that came still later showed that it was after all.' })
  cause!: string;

  @Field(() => DateTime, { description: 'When the excursion started, as it was known then.' })
  startedAt!: Instant;

  @Field(() => DateTime, { nullable: true, description: 'When the excursion ended, as it was known then, or until when it had been taken to last when it was retracted; null: it lasted.' })
  endedAt!: Instant | null;

  @Field(() => Severity, { description: 'The worst that the excursion had been, as it was known then.' })
  severity!: Severity;

  @Field(() => Float, { nullable: true, description: "The value farthest outside, or the first of those that stayed the same, as it was known then, in the sensor's unit; null for NO_DATA and CALIBRATION_DUE." })
  peak!: number | null;
}
