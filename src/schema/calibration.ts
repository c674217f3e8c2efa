import { Field, ID, InputType, ObjectType } from 'type-graphql';
import type { Instant } from '../domain/time.js';
import { DateTime } from './date-time.js';
import { Reasoned } from './reasoned.js';
import { UserError } from './user-error.js';

@ObjectType({ description: 'That a sensor was calibrated, as somebody recorded it; never changed, but withdrawn where it was wrong.' })
export class Calibration {
  @Field(() => ID, { description: 'The id, which never changes.' })
  id!: number;

  @Field(() => DateTime, { description: 'When the sensor was calibrated.' })
  at!: Instant;

  @Field(() => DateTime, { description: 'When it is to be calibrated again at the latest: 90 days, 30 days and no day before that a CALIBRATION_DUE excursion says so, unless that lies before the calibration itself.' })
  dueAt!: Instant;

  @Field(() => String, { nullable: true, description: 'Who calibrated it; null: nobody said.' })
  by!: string | null;

  @Field(() => String, { nullable: true, description: 'The number of the certificate; null: nobody said.' })
  certificate!: string | null;

  @Field(() => String, { nullable: true, description: 'What else there is to say of it; null: nothing.' })
  notes!: string | null;

  @Field(() => DateTime, { description: 'When it was recorded here.' })
  recordedAt!: Instant;

  @Field({ description: 'Who recorded it here.' })
  recordedBy!: string;

  @Field(() => DateTime, { nullable: true, description: 'When it was withdrawn, and counts no more; null: it counts.' })
  withdrawnAt!: Instant | null;

  @Field(() => String, { nullable: true, description: 'Who withdrew it; null: it counts.' })
  withdrawnBy!: string | null;
}

@InputType({ description: 'That a sensor was calibrated.' })
export class RecordCalibrationInput extends Reasoned {
  @Field({ description: 'The key of the sensor.' })
  sensor!: string;

  @Field(() => DateTime, { nullable: true, description: 'When it was calibrated, which may be long ago, but not more than a minute ahead; null: now.' })
  at?: Instant | null;

  @Field(() => DateTime, { description: 'When it is to be calibrated again at the latest, which is after that.' })
  dueAt!: Instant;

  @Field(() => String, { nullable: true, description: 'Who calibrated it, in 1 to 200 characters; null: nobody said.' })
  by?: string | null;

  @Field(() => String, { nullable: true, description: 'The number of the certificate, in 1 to 200 characters; null: nobody said.' })
  certificate?: string | null;

  @Field(() => String, { nullable: true, description: 'What else there is to say of it, in at most 2,000 characters; null: nothing.' })
  notes?: string | null;
}

@InputType({ description: 'A calibration that was recorded wrongly.' })
export class WithdrawCalibrationInput extends Reasoned {
  @Field(() => ID, { description: 'The id of the calibration.' })
  calibration!: string;
}

@ObjectType({ description: 'What became of a calibration in a mutation.' })
export class CalibrationPayload {
  @Field(() => Calibration, { nullable: true, description: 'The calibration as it is now; null when the input was refused.' })
  calibration!: Calibration | null;

  @Field(() => [UserError], { description: 'Why the input was refused; empty when it was not.' })
  userErrors!: UserError[];
}
