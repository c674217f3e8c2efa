import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { Reading } from '../schema/reading.js';
import { RecordReadingsInput, RecordReadingsPayload } from '../schema/reading-input.js';
import { Sensor } from '../schema/sensor.js';
import type { Context } from './context.js';
import type { SensorReading } from './read/readings.js';
import { recordReadings } from './write/record-readings.js';

@Resolver(() => Reading)
export class ReadingResolver {
  @FieldResolver(() => Sensor, { description: 'What measured it.' })
  sensor(@Root() { sensorId }: SensorReading, @Ctx() { sensors }: Context): Promise<Sensor> {
    return sensors.load(sensorId);
  }

  @FieldResolver(() => String, { description: 'The unit of the value as a UCUM code, which is that of the sensor.' })
  async unit(@Root() { sensorId }: SensorReading, @Ctx() { sensors }: Context): Promise<string> {
    return (await sensors.load(sensorId)).unit;
  }

  @Mutation(() => RecordReadingsPayload, { description: 'Stores readings, as if their devices had published them.' })
  recordReadings(@Arg('input', { description: 'The readings.' }) input: RecordReadingsInput, @Ctx() context: Context): Promise<RecordReadingsPayload> {
    return recordReadings(context, input);
  }
}
