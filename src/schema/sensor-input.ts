import { Field, Float, InputType, ObjectType } from 'type-graphql';
import { Interpolation, Quantity } from '../domain/reading.js';
import type { Duration as Length, Instant } from '../domain/time.js';
import { DateTime } from './date-time.js';
import { Duration } from './duration.js';
import { Sensor } from './sensor.js';
import { UserError } from './user-error.js';
import { Reasoned } from './reasoned.js';

@InputType({ description: 'A sensor to be made known, on exactly one of machine, container and sample.' })
export class RegisterSensorInput {
  @Field(() => String, { nullable: true, description: 'The code of the machine that it is on; null: on none.' })
  machine?: string | null;

  @Field(() => String, { nullable: true, description: 'The code of the container that it is in; null: in none.' })
  container?: string | null;

  @Field(() => String, { nullable: true, description: 'The code of the sample that it is a probe of; null: of none.' })
  sample?: string | null;

  @Field({ description: 'What tells it from other sensors of the asset, as in "temperature", in 1 to 200 characters without control characters, "/", "+" and "#".' })
  channel!: string;

  @Field(() => Quantity, { description: 'What it measures.' })
  quantity!: Quantity;

  @Field(() => String, { nullable: true, description: 'The UCUM code of the unit in which its readings are kept, which must fit the quantity; null: the unit in which rules state limits of the quantity.' })
  unit?: string | null;

  @Field(() => Duration, { nullable: true, description: 'The longest silence that is still normal; null: any.' })
  expectedEvery?: Length | null;

  @Field(() => Interpolation, { nullable: true, defaultValue: Interpolation.STEP, description: 'What is taken to be true between two of its readings; null: STEP.' })
  interpolation?: Interpolation | null;

  @Field(() => [Float], { nullable: true, description: 'At most 50 numbers by which the device says that it cannot measure: see setSensorErrorCodes; null: it has none.' })
  errorCodes?: number[] | null;
}

@InputType({ description: 'The numbers by which devices say that they cannot measure, instead of a value: all of the sensors get them, or none when one is refused.' })
export class SetSensorErrorCodesInput extends Reasoned {
  @Field(() => [String], { description: 'The keys of from 1 to 10,000 sensors.' })
  sensors!: string[];

  @Field(() => [Float], { description: 'At most 50 numbers, exactly as the devices send them, in the unit in which they send them, as in 882.6, -127 or 85; empty: they have none.' })
  errorCodes!: number[];
}

@InputType({ description: 'A sensor and what it is on from a moment on, until the next later move of it: exactly one of machine, container and sample; what it is on already too, if it was there before it was registered and read.' })
export class MoveSensorInput {
  @Field({ description: 'The key of the sensor, which it keeps.' })
  sensor!: string;

  @Field(() => String, { nullable: true, description: 'The code of the machine that it is on; null: on none.' })
  machine?: string | null;

  @Field(() => String, { nullable: true, description: 'The code of the container that it is in; null: in none.' })
  container?: string | null;

  @Field(() => String, { nullable: true, description: 'The code of the sample that it is a probe of; null: of none.' })
  sample?: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When it happened, not more than a minute ahead; null: now.' })
  at?: Instant | null;

  @Field(() => String, { nullable: true, description: 'Why, in at most 2,000 characters; null: nobody said.' })
  reason?: string | null;
}

@InputType({ description: 'A sensor whose alarms are to tell nobody for a while.' })
export class ShelveSensorInput {
  @Field({ description: 'The key of the sensor.' })
  sensor!: string;

  @Field(() => DateTime, { description: 'Until when, at most 24 hours from now.' })
  until!: Instant;

  @Field({ description: 'Why, in 1 to 2,000 characters.' })
  reason!: string;
}

@InputType({ description: 'A sensor whose alarms are to tell people again.' })
export class UnshelveSensorInput extends Reasoned {
  @Field({ description: 'The key of the sensor.' })
  sensor!: string;
}

@InputType({ description: 'A sensor that is not used from now on.' })
export class TakeOutOfServiceInput {
  @Field({ description: 'The key of the sensor.' })
  sensor!: string;

  @Field({ description: 'Why, in 1 to 2,000 characters.' })
  reason!: string;
}

@InputType({ description: 'A sensor that is used again.' })
export class ReturnToServiceInput extends Reasoned {
  @Field({ description: 'The key of the sensor.' })
  sensor!: string;
}

@ObjectType({ simpleResolvers: true, description: 'What became of a sensor in a mutation.' })
export class SensorPayload {
  @Field(() => Sensor, { nullable: true, description: 'The sensor as it is now; null when the input was refused.' })
  sensor!: Sensor | null;

  @Field(() => [UserError], { description: 'Why the input was refused; empty when it was not.' })
  userErrors!: UserError[];
}

@ObjectType({ description: 'What became of sensors in a mutation.' })
export class SensorsPayload {
  @Field(() => [Sensor], { description: 'The sensors as they are now, in order of their keys; empty when the input was refused.' })
  sensors!: Sensor[];

  @Field(() => [UserError], { description: 'Why the input was refused; empty when it was not.' })
  userErrors!: UserError[];
}
