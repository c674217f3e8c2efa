import { Field, Float, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { ExcursionKind, ExcursionStatus, Severity } from '../domain/excursion.js';
import type { Instant } from '../domain/time.js';
import { connectionOf } from './connection.js';
import { DateTime } from './date-time.js';
import './excursion-rule.js';

registerEnumType(ExcursionKind, {
  name: 'ExcursionKind',
  description: 'In which way a sensor left what is normal.',
  valuesConfig: {
    ABOVE: { description: 'Its values were above the upper limit.' },
    BELOW: { description: 'Its values were below the lower limit.' },
    NO_DATA: { description: 'It was silent for longer than expectedEvery.' },
    STUCK: { description: 'Its values stayed the same for longer than a STUCK rule allows. What it said is counted in exposure, compliance and series as ever.' },
    CALIBRATION_DUE: { description: 'Its calibration is due in 90 days or less: INFO; in 30 days: WARNING; now: CRITICAL. It lasts until it is calibrated again, and no sample goes through it.' },
  },
});

registerEnumType(ExcursionStatus, {
  name: 'ExcursionStatus',
  description: 'How far people have taken an excursion; whether it still runs is endedAt.',
  valuesConfig: {
    DETECTED: { description: 'It was found, and nobody has looked at it.' },
    ACKNOWLEDGED: { description: 'Somebody has seen it.' },
    INVESTIGATING: { description: 'Somebody looks for its cause.' },
    ASSESSED: { description: 'Somebody has said what it means.' },
    CLOSED: { description: 'Nothing more is to be done about it.' },
    RETRACTED: { description: 'Readings that came late, or a calibration that was told of late, showed that it never was; it is kept and counts no more, unless others show that it was after all: then it is what it had been.' },
  },
});

@ObjectType({ simpleResolvers: true, description: 'How bad an excursion became, and when.' })
export class SeverityReached {
  @Field(() => Severity, { description: 'How bad it was from then on.' })
  severity!: Severity;

  @Field(() => DateTime, { description: 'When it had been beyond the limit, or stuck, for the on-delay of the level, or the calibration was due in as many days.' })
  reachedAt!: Instant;

  @Field(() => Float, { nullable: true, description: "The limit of the level as it was then, in the sensor's unit; null for STUCK, NO_DATA and CALIBRATION_DUE." })
  limit!: number | null;
}

@ObjectType({ simpleResolvers: true, description: 'A stretch of time in which a sensor broke a rule, was silent, or had to be calibrated.' })
export class Excursion {
  @Field(() => ID, { description: 'The id, which never changes.' })
  id!: number;

  @Field(() => ExcursionKind, { description: 'In which way it left what is normal.' })
  kind!: ExcursionKind;

  @Field(() => Severity, { description: 'The worst that it has been, as the rule said when it was found.' })
  severity!: Severity;

  @Field(() => [SeverityReached], { description: 'How it became as bad as it has been, first to last.' })
  severities!: SeverityReached[];

  @Field(() => Float, { nullable: true, description: "The limit as it was then, in the sensor's unit; null for STUCK, NO_DATA and CALIBRATION_DUE." })
  limit!: number | null;

  @Field(() => DateTime, { description: 'When the first value outside was measured, or the first time began that added up, or the first value that stayed was measured, or the silence began to be too long, or the calibration was first said to come due.' })
  startedAt!: Instant;

  @Field(() => DateTime, { description: 'When it had lasted for the on-delay, or time outside had added up to it, and it was an excursion.' })
  confirmedAt!: Instant;

  @Field(() => DateTime, { nullable: true, description: 'When the first value that had returned, or changed, was measured, its rule was changed, or it was calibrated; null while it lasts.' })
  endedAt!: Instant | null;

  @Field(() => Float, { nullable: true, description: "The value farthest outside, or the first of those that stayed the same, in the sensor's unit; null for NO_DATA and CALIBRATION_DUE." })
  peak!: number | null;

  @Field(() => Float, { nullable: true, description: "Degree-minutes outside the limit: the sensor's unit times minutes; null for STUCK, NO_DATA and CALIBRATION_DUE." })
  area!: number | null;

  @Field(() => ExcursionStatus, { description: 'How far people have taken it.' })
  status!: ExcursionStatus;

  @Field(() => Int, { description: 'Grows from 1 each time late or corrected data, or a change of its rule or of what is known of calibrations, changes it.' })
  revision!: number;

  @Field(() => String, { nullable: true, description: 'Who acknowledged it, last if it had to be again; null: nobody yet.' })
  acknowledgedBy!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When it was acknowledged, last if it had to be again; null: not yet.' })
  acknowledgedAt!: Instant | null;

  @Field(() => String, { nullable: true, description: 'What was said of it when it was acknowledged; null: nothing.' })
  comment!: string | null;

  @Field(() => String, { nullable: true, description: 'Who reset its alarm; null: nobody, as it is with alarms that do not latch.' })
  resetBy!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When its alarm was reset; null: never.' })
  resetAt!: Instant | null;

  @Field(() => String, { nullable: true, description: 'Who began to look for its cause; null: nobody said so.' })
  investigatedBy!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When somebody began to look for its cause; null: nobody said so.' })
  investigatedAt!: Instant | null;

  @Field(() => String, { nullable: true, description: 'Who assessed it, last if several did; null: nobody yet.' })
  assessedBy!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When it was assessed, last if several times; null: not yet.' })
  assessedAt!: Instant | null;

  @Field(() => String, { nullable: true, description: 'What caused it, as the assessment says; null: it is not assessed.' })
  cause!: string | null;

  @Field(() => String, { nullable: true, description: 'What else the assessment says; null: nothing.' })
  assessment!: string | null;

  @Field(() => Severity, { nullable: true, description: 'How bad it is in the eyes of who assessed it, whatever severity says; null: nobody said otherwise.' })
  assessedSeverity!: Severity | null;

  @Field(() => String, { nullable: true, description: 'Who closed it; null: nobody yet.' })
  closedBy!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When it was closed; null: not yet.' })
  closedAt!: Instant | null;

  @Field(() => String, { nullable: true, description: 'What was said when it was closed; null: nothing.' })
  closingComment!: string | null;
}

export const ExcursionConnection = connectionOf(Excursion, 'Excursion', 'excursions');
