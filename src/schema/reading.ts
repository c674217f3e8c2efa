import { ArgsType, Field, Float, InputType, Int, ObjectType } from 'type-graphql';
import { Quality, Quantity } from '../domain/reading.js';
import type { Instant } from '../domain/time.js';
import { connectionOf, PageArgs } from './connection.js';
import { DateTime } from './date-time.js';
import './quantity.js';

@ObjectType({ simpleResolvers: true, description: 'One value that a sensor measured at one moment, which is never changed.' })
export class Reading {
  @Field(() => DateTime, { description: 'When it was measured, by the clock of the device.' })
  measuredAt!: Instant;

  @Field(() => DateTime, { description: 'When it arrived here.' })
  receivedAt!: Instant;

  @Field(() => Float, { description: "The value, in the sensor's unit." })
  value!: number;

  @Field(() => Quality, { description: 'How far the value can be trusted.' })
  quality!: Quality;
}

export const ReadingConnection = connectionOf(Reading, 'Reading', 'readings');

@ArgsType()
export class ReadingsArgs extends PageArgs {
  @Field(() => DateTime, { nullable: true, description: 'Readings measured at this moment or later; null: from the first on.' })
  from?: Instant | null;

  @Field(() => DateTime, { nullable: true, description: 'Readings measured before this moment; null: up to the last.' })
  to?: Instant | null;

  @Field(() => [Quality], { nullable: true, description: 'Readings of one of these qualities; null: of any.' })
  quality?: Quality[] | null;

  @Field(() => Int, { nullable: true, defaultValue: 100, description: 'How many to give at most, from 1 to 500; null: the default.' })
  declare first?: number | null;
}

@InputType({ description: 'Which readings to be told of: those that fit every field that is given.' })
export class ReadingFilter {
  @Field(() => [String], { nullable: true, description: 'Those of a machine with one of these codes, or of the container that it is; null: of anything.' })
  machine?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'Those of a container with one of these codes, of the machine that it is, and of everything that stands in it at the time, to any depth; null: of anything.' })
  container?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'Those of a probe of a sample with one of these codes, and of whatever speaks for its temperature at the time, wherever it is moved; null: of anything.' })
  sample?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'Those of a sensor with one of these keys; null: of any.' })
  sensor?: string[] | null;

  @Field(() => [Quantity], { nullable: true, description: 'Those of one of these quantities; null: of any.' })
  quantity?: Quantity[] | null;

  @Field(() => [Quality], { nullable: true, description: 'Those of one of these qualities; null: of any.' })
  quality?: Quality[] | null;
}

@ObjectType({ simpleResolvers: true, description: 'An interval of time that a stream could not bridge.' })
export class Gap {
  @Field(() => DateTime, { description: 'Where it begins.' })
  from!: Instant;

  @Field(() => DateTime, { description: 'Where it ends.' })
  to!: Instant;
}

@ObjectType({ simpleResolvers: true, description: 'A reading as it was committed, a gap in what could be told, or, with neither, that it is quiet.' })
export class ReadingEvent {
  @Field({ description: 'Its place in the order of commits, behind which to resume: everything before it was told.' })
  cursor!: string;

  @Field(() => Reading, { nullable: true, description: 'The reading; null when this event tells of a gap, or that it is quiet.' })
  reading!: Reading | null;

  @Field(() => Gap, { nullable: true, description: 'What to fetch by query, because it could not be told here; null when nothing is left out.' })
  gap!: Gap | null;
}
