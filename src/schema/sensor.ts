import { ArgsType, Field, Float, ID, Int, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { Interpolation, Quantity } from '../domain/reading.js';
import type { Duration as Length, Instant } from '../domain/time.js';
import { connectionOf, PageArgs } from './connection.js';
import { DateTime } from './date-time.js';
import { Duration } from './duration.js';
import './quantity.js';

export enum SensorStatus {
  LIVE = 'LIVE',
  STALE = 'STALE',
  NEVER_SEEN = 'NEVER_SEEN',
  OUT_OF_SERVICE = 'OUT_OF_SERVICE',
}

registerEnumType(SensorStatus, {
  name: 'SensorStatus',
  description: 'Whether readings of a sensor come.',
  valuesConfig: {
    LIVE: { description: 'Its newest reading is not older than expectedEvery, or nothing was expected of it.' },
    STALE: { description: 'Its newest reading is older than expectedEvery.' },
    NEVER_SEEN: { description: 'There is no reading of it.' },
    OUT_OF_SERVICE: { description: 'It was taken out of service on purpose, so its silence means nothing.' },
  },
});

@ObjectType({ simpleResolvers: true, description: 'What measures one quantity of one asset.' })
export class Sensor {
  @Field(() => ID, { description: 'The id, which never changes.' })
  id!: number;

  @Field({ description: "Unique: the asset's code, a slash and a channel, as in 'CNC-001/temperature'." })
  key!: string;

  @Field(() => Quantity, { description: 'What it measures.' })
  quantity!: Quantity;

  @Field({ description: "The unit of its readings as a UCUM code, as in 'Cel', '%', 'bar' or 'mm/s'." })
  unit!: string;

  @Field(() => Duration, {
    nullable: true,
    description: 'The longest silence that is still normal: longer than this raises a NO_DATA excursion, and a reading speaks for at most this long; null: never, and for ever.',
  })
  expectedEvery!: Length | null;

  @Field(() => Interpolation, { description: 'What is taken to be true between two of its readings.' })
  interpolation!: Interpolation;

  @Field(() => [Float], { description: 'The numbers by which the device says that it cannot measure, exactly as it sends them, before any conversion to the unit of the sensor; empty: it has none.' })
  errorCodes!: number[];
}

export const SensorConnection = connectionOf(Sensor, 'Sensor', 'sensors');

@InputType({ description: 'Which sensors to list: those that fit every field that is given.' })
export class SensorFilter {
  @Field(() => [String], { nullable: true, description: 'Those with one of these keys; null: any key.' })
  key?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'Those of a machine with one of these codes, or of the container that it is; null: of anything.' })
  machine?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'Those of a container with one of these codes, or of the machine that it is; null: of anything.' })
  container?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'Those of a sample with one of these codes; null: of anything.' })
  sample?: string[] | null;

  @Field(() => [Quantity], { nullable: true, description: 'Those of one of these quantities; null: of any.' })
  quantity?: Quantity[] | null;

  @Field(() => [SensorStatus], { nullable: true, description: 'Those with one of these statuses now; null: with any.' })
  status?: SensorStatus[] | null;

  @Field(() => Duration, { nullable: true, description: 'Those whose last calibration is good for no longer than that, as in "P30D", or is overdue; null: all, also those of which no calibration was recorded.' })
  calibrationDueWithin?: Length | null;
}

@ArgsType()
export class SensorsArgs extends PageArgs {
  @Field(() => SensorFilter, { nullable: true, description: 'Which sensors to list; null: all.' })
  where?: SensorFilter | null;
}

@ArgsType()
export class SeriesArgs {
  @Field(() => DateTime, { description: 'The begin of the interval, which belongs to it.' })
  from!: Instant;

  @Field(() => DateTime, { description: 'The end of the interval, which does not belong to it.' })
  to!: Instant;

  @Field(() => Int, { nullable: true, defaultValue: 500, description: 'How many buckets or points to give at most, from 1 to 5,000; null: 500.' })
  maxPoints?: number | null;
}
