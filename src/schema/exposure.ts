import { ArgsType, Field, Float, ObjectType } from 'type-graphql';
import type { Segment } from '../domain/account.js';
import type { Duration as Length, Instant } from '../domain/time.js';
import { DateTime } from './date-time.js';
import { Duration } from './duration.js';

@ObjectType({
  simpleResolvers: true,
  description: 'A time in which one sensor, or none, spoke for a sample in one container; a caller who is bound to sites is told of those in containers at his sites.',
})
export class ExposureSegment {
  @Field(() => DateTime, { description: 'Where it begins.' })
  from!: Instant;

  @Field(() => DateTime, { description: 'Where it ends, which does not belong to it.' })
  to!: Instant;

  @Field(() => Float, { nullable: true, description: 'The least temperature in °C; null: nothing of it is known.' })
  minimum!: number | null;

  @Field(() => Float, { nullable: true, description: 'The greatest temperature in °C; null: nothing of it is known.' })
  maximum!: number | null;

  @Field(() => Float, { nullable: true, description: 'The time-weighted mean temperature in °C over its known time; null: nothing of it is known.' })
  mean!: number | null;
}

@ObjectType({ simpleResolvers: true, description: 'How much of the time that a product may spend at certain temperatures a sample has spent there.' })
export class BudgetUse {
  @Field({ description: "The code of the tier in the sample's stability profile." })
  tier!: string;

  @Field(() => Duration, { description: 'The known time at temperatures of the tier, both its limits included; a temperature at which one tier ends and another begins belongs to the colder one.' })
  used!: Length;

  @Field(() => Duration, { nullable: true, description: 'How long the product may be there; null: without end.' })
  limit!: Length | null;

  @Field(() => Duration, { nullable: true, description: 'What is left of the limit, with a minus where more was used than there was; null: there is no limit.' })
  remaining!: Length | null;

  @Field({ description: 'Whether more was used than there was.' })
  exhausted!: boolean;
}

@ObjectType({
  simpleResolvers: true,
  description: 'What a sample has been through, over every container that it was in: at each moment its own probe speaks for it, else the sensor of the nearest container around it that had one then, and while that is silent the temperature is unknown; all figures are of the whole interval, also for a caller who is not told of each of its segments.',
})
export class Exposure {
  @Field(() => DateTime, { description: 'Where the interval begins.' })
  from!: Instant;

  @Field(() => DateTime, { description: 'Where the interval ends, which does not belong to it.' })
  to!: Instant;

  @Field(() => [ExposureSegment], { description: 'Its times by container and sensor, in order; the time that the sample was in no container has none.' })
  segments!: Segment[];

  @Field(() => Float, { nullable: true, description: 'The least temperature in °C; null: nothing is known.' })
  minimum!: number | null;

  @Field(() => Float, { nullable: true, description: 'The greatest temperature in °C; null: nothing is known.' })
  maximum!: number | null;

  @Field(() => Float, { nullable: true, description: 'The time-weighted mean temperature in °C over the known time; null: nothing is known.' })
  mean!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'The mean kinetic temperature in °C over the known time, weighted by time (Haynes 1971, ICH Q1A(R2)), by the activation energy of the stability profile, or 83.14472 kJ/mol where there is none; null with mktReason set where it does not apply or data is missing.',
  })
  mkt!: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'Why there is no mkt: NOT_APPLICABLE_FROZEN where a storage condition of the interval is one that it does not apply to (USP <1079.2>), NO_DATA where nothing is known, IMPOSSIBLE_TEMPERATURE where a reading is at or below absolute zero; null: there is one.',
  })
  mktReason!: string | null;

  @Field(() => Float, { description: 'Share of the time with data, 0 to 1; 0 where the interval is empty, and unknown time is never counted as compliant.' })
  coverage!: number;

  @Field(() => Duration, { description: 'The time for which nobody spoke: it was in nothing, nothing around it had a sensor, or the sensor was silent for longer than expectedEvery, or what it said last may not be judged, or it has not come yet.' })
  unknown!: Length;

  @Field(() => Duration, { description: 'The known time above the maximum of the storage condition that held then, that of the nearest container that has one; none where nobody asked for anything.' })
  tooWarm!: Length;

  @Field(() => Duration, { description: 'The known time below the minimum of the storage condition that held then, which is never set off against tooWarm.' })
  tooCold!: Length;

  @Field(() => [BudgetUse], {
    description: 'The stability budget, tier by tier of the stability profile of the sample, or of the nearest sample that it was taken from that has one; empty where none has; until an aliquot was collected, what its parent used counts: of an interval that begins earlier that which was used in it, and without `from` all.',
  })
  budget!: BudgetUse[];
}

@ArgsType()
export class LifeArgs {
  @Field(() => DateTime, { nullable: true, description: 'The begin of the interval, which belongs to it; null: when the sample was collected, or `to` where that is earlier, and of what its parents used until then all counts for its budget.' })
  from?: Instant | null;

  @Field(() => DateTime, { nullable: true, description: 'The end of the interval, which does not belong to it; null: now.' })
  to?: Instant | null;
}
