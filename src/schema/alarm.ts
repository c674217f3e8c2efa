import { ArgsType, Field, Float, Int, ObjectType, registerEnumType } from 'type-graphql';
import { AlarmState, SuppressionKind } from '../domain/alarm.js';
import { Severity } from '../domain/excursion.js';
import type { Duration as Length, Instant } from '../domain/time.js';
import { DateTime } from './date-time.js';
import { Duration } from './duration.js';

registerEnumType(AlarmState, {
  name: 'AlarmState',
  description: 'Where the alarm of an excursion stands, in the states of ISA-18.2.',
  valuesConfig: {
    NORM: { description: 'Normal: it is over, or never was.' },
    UNACK: { description: 'Unacknowledged: it lasts, and nobody has said that he has seen it.' },
    ACKED: { description: 'Acknowledged: it lasts, and somebody has seen it.' },
    RTNUN: { description: 'Returned to normal, unacknowledged: it has ended, and nobody has said that he has seen it.' },
    LUNACK: { description: 'Latched unacknowledged: it has ended, its rule latches, and nobody has said that he has seen it.' },
    LACKED: { description: 'Latched acknowledged: it has ended, somebody has seen it, and nobody has reset it.' },
    SHLVD: { description: 'Shelved: it tells nobody while somebody works at the sensor.' },
    DSUPR: { description: 'Suppressed by design: it tells nobody while the process makes it meaningless, which no process does yet.' },
    OOSRV: { description: 'Out of service: it tells nobody because its sensor is not used.' },
  },
});

registerEnumType(SuppressionKind, {
  name: 'SuppressionKind',
  description: 'Why the alarms of a sensor tell nobody.',
  valuesConfig: {
    SHELVED: { description: 'Somebody works at it, for a while that is known before.' },
    OUT_OF_SERVICE: { description: 'It is not used, until somebody returns it to service.' },
  },
});

@ObjectType({ simpleResolvers: true, description: 'A time in which the alarms of a sensor tell nobody; they are found, stored and shown as ever.' })
export class SensorSuppression {
  @Field(() => SuppressionKind, { description: 'Why they tell nobody.' })
  kind!: SuppressionKind;

  @Field(() => DateTime, { description: 'When it began.' })
  from!: Instant;

  @Field(() => DateTime, { nullable: true, description: 'When it ends by itself; null: not before somebody lifts it.' })
  until!: Instant | null;

  @Field({ description: 'What was said for it.' })
  reason!: string;

  @Field({ description: 'Who began it.' })
  by!: string;

  @Field(() => DateTime, { nullable: true, description: 'When somebody lifted it; null: nobody has.' })
  liftedAt!: Instant | null;

  @Field(() => String, { nullable: true, description: 'Who lifted it; null: nobody has.' })
  liftedBy!: string | null;
}

@ArgsType()
export class AlarmFiguresArgs {
  @Field(() => DateTime, { description: 'The begin of the interval, which belongs to it; ISA-18.2 asks for 30 days at least.' })
  from!: Instant;

  @Field(() => DateTime, { description: 'The end of the interval, which does not belong to it.' })
  to!: Instant;
}

@ObjectType({ simpleResolvers: true, description: 'A sensor and how many alarms came from it.' })
export class AlarmSource {
  @Field(() => Int, { description: 'How many alarms it told.' })
  alarms!: number;

  @Field(() => Float, { description: 'Which share of all alarms that is, from 0 to 1.' })
  share!: number;
}

@ObjectType({ simpleResolvers: true, description: 'A severity and how many alarms had it.' })
export class AlarmsOfSeverity {
  @Field(() => Severity, { description: 'The severity, as the rule said.' })
  severity!: Severity;

  @Field(() => Int, { description: 'How many alarms had it.' })
  alarms!: number;

  @Field(() => Float, { nullable: true, description: 'Which share of all alarms that is, from 0 to 1; null: there was none.' })
  share!: number | null;
}

@ObjectType({
  simpleResolvers: true,
  description:
    'How much the alarms of an interval asked of people, by the measures of ISA-18.2. An alarm is told when its excursion is confirmed; if its sensor is suppressed then, when that ends, and never if it has ended by then. What was retracted counts nowhere, and late data changes what is counted.',
})
export class AlarmFigures {
  @Field(() => DateTime, { description: 'The begin of the interval, which belongs to it.' })
  from!: Instant;

  @Field(() => DateTime, { description: 'The end of the interval, which does not belong to it.' })
  to!: Instant;

  @Field(() => Int, { description: 'How many alarms were told in it.' })
  alarms!: number;

  @Field(() => Int, { description: 'How many excursions were confirmed in it of which nobody was told, because their sensor was suppressed for as long as they lasted, or until now.' })
  suppressed!: number;

  @Field(() => Float, { description: 'How many were told in an hour on average, which very likely is acceptable up to 6 for each person who watches.' })
  perHour!: number;

  @Field(() => Int, { description: 'How many were told in the hour that had the most, wherever it begins.' })
  mostPerHour!: number;

  @Field(() => Float, { description: 'How many were told in ten minutes on average, which very likely is acceptable up to 1.' })
  perTenMinutes!: number;

  @Field(() => Int, { description: 'How many were told in the ten minutes that had the most, wherever they begin; it should be at most 10.' })
  mostPerTenMinutes!: number;

  @Field(() => Float, { description: 'Which share of the ten-minute periods, counted from the begin of the interval, had more than 10, from 0 to 1; it should be less than 0.01.' })
  busyShare!: number;

  @Field(() => Int, { description: 'How many floods there were: one begins when 10 alarms were told within ten minutes, and ends when fewer than 5 were.' })
  floods!: number;

  @Field(() => Duration, { description: 'How long floods lasted.' })
  inFlood!: Length;

  @Field(() => Float, { description: 'Which share of the interval floods lasted, from 0 to 1; it should be less than 0.01.' })
  floodShare!: number;

  @Field(() => Int, { description: 'How many alarms, told in it or before, lasted in it after more than 24 hours, which in ISA-18.2 are alarms that stand without anything being done; of a day it should be less than 5. Calibrations that come due are not among them: they are announced 90 days before, and stand for so long when all is well.' })
  stale!: number;

  @Field(() => Int, { description: 'How many alarms were among three or more that one sensor told by one rule within a minute; it should be 0.' })
  chattering!: number;

  @Field(() => Int, { description: 'How many alarms that were not chattering ended within a minute after they were told; it should be 0.' })
  fleeting!: number;

  @Field(() => [AlarmSource], { description: 'The ten sensors that told the most, most first.' })
  topSources!: AlarmSource[];

  @Field(() => Float, { nullable: true, description: 'Which share of all alarms came from the ten sensors that told the most, from 0 to 1, which should be 0.05 at most; null: there was none.' })
  topShare!: number | null;

  @Field(() => [AlarmsOfSeverity], { description: 'How many alarms had each severity, least bad first; about 80 % low, 15 % medium and 5 % high is a good mix.' })
  severities!: AlarmsOfSeverity[];
}
