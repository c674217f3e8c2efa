import { Field, Float, InputType, Int, ObjectType } from 'type-graphql';
import { Quality } from '../domain/reading.js';
import type { Instant } from '../domain/time.js';
import { DateTime } from './date-time.js';
import { UserError } from './user-error.js';

@InputType({ description: 'A value that a sensor measured.' })
export class RecordReadingInput {
  @Field({ description: "The key of the sensor, as in 'CNC-001/temperature'." })
  sensor!: string;

  @Field(() => DateTime, { description: 'When it was measured; at most 10 minutes ahead of the clock here.' })
  measuredAt!: Instant;

  @Field(() => Float, { description: 'The value.' })
  value!: number;

  @Field(() => String, { nullable: true, description: "The unit of the value, which is converted to the sensor's; null: the sensor's own." })
  unit?: string | null;

  @Field(() => Quality, { nullable: true, defaultValue: Quality.GOOD, description: 'How far the value can be trusted; null: GOOD.' })
  quality?: Quality | null;
}

@InputType({ description: 'Readings to be stored: each of them by itself, so that a bad one keeps no other out.' })
export class RecordReadingsInput {
  @Field(() => [RecordReadingInput], { description: 'From 1 to 10,000 readings, of any sensors and in any order.' })
  readings!: RecordReadingInput[];
}

@ObjectType({ simpleResolvers: true, description: 'What became of readings, told when what was stored is safe.' })
export class RecordReadingsPayload {
  @Field(() => Int, { description: 'How many were stored now.' })
  recorded!: number;

  @Field(() => Int, { description: 'How many had been stored before with the same value.' })
  duplicates!: number;

  @Field(() => [UserError], { description: 'Why the others were refused, each also kept as a Rejection, except with NOT_FOUND: a sensor that the viewer does not reach; empty when none was.' })
  userErrors!: UserError[];
}
