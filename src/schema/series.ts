import { Field, Float, Int, ObjectType } from 'type-graphql';
import type { Duration as Length, Instant } from '../domain/time.js';
import { DateTime } from './date-time.js';
import { Duration } from './duration.js';

@ObjectType({ simpleResolvers: true, description: 'A moment at which a sample, or something that it was inside of, was put somewhere else.' })
export class SampleMove {
  @Field(() => DateTime, { description: 'When it was moved.' })
  at!: Instant;
}

@ObjectType({ simpleResolvers: true, description: 'What a sensor measured in one stretch of time, in which there is at least one reading.' })
export class Bucket {
  @Field(() => DateTime, { description: 'Where it begins.' })
  from!: Instant;

  @Field(() => DateTime, { description: 'Where it ends, which does not belong to it.' })
  to!: Instant;

  @Field(() => Int, { description: 'How many readings there are in it.' })
  count!: number;

  @Field(() => Float, { description: "The least of its readings, in the sensor's unit." })
  min!: number;

  @Field(() => Float, { description: "The greatest of its readings, in the sensor's unit." })
  max!: number;

  @Field(() => Float, { description: "The earliest of its readings, in the sensor's unit." })
  first!: number;

  @Field(() => Float, { description: "The latest of its readings, in the sensor's unit." })
  last!: number;

  @Field(() => Float, {
    description: "The time-weighted mean in the sensor's unit, over the known part of the bucket: what an earlier reading says of its begin counts too, so that the mean may lie outside min and max.",
  })
  mean!: number;
}

@ObjectType({
  simpleResolvers: true,
  description: 'Downsampled history of the readings that may be judged, which are those of quality GOOD, and UNCERTAIN where the sensor is set to trust it: extremes are never lost, gaps are never bridged, and any other reading begins a gap.',
})
export class Series {
  @Field(() => Float, { description: 'Width of a bucket in seconds.' })
  resolution!: number;

  @Field(() => [Bucket], { description: 'The buckets that have readings, in order of time; where there is none, there is no bucket.' })
  buckets!: Bucket[];

  @Field(() => Float, { description: 'Share of the interval that has data, 0 to 1: a reading speaks until the next, of whatever quality, for at most expectedEvery, and never for the future.' })
  coverage!: number;

  @Field(() => Duration, { description: 'The longest stretch of the interval without data.' })
  longestGap!: Length;
}

@ObjectType({ simpleResolvers: true, description: 'The temperature of a sample over a part of its life, in °C, as that sensor measured it that spoke for it at each moment, with the moves of the sample beside it.' })
export class SampleSeries extends Series {
  @Field(() => [SampleMove], { description: 'When it was moved within the interval, by itself or with what it was inside of, in order of time.' })
  moves!: readonly SampleMove[];
}
