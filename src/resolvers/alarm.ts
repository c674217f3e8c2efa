import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { AlarmFigures, AlarmFiguresArgs, AlarmSource } from '../schema/alarm.js';
import { Sensor } from '../schema/sensor.js';
import { ReturnToServiceInput, SensorPayload, ShelveSensorInput, TakeOutOfServiceInput, UnshelveSensorInput } from '../schema/sensor-input.js';
import { badInput } from '../schema/bad-input.js';
import type { Context } from './context.js';
import { countAlarms, type Counted, type CountedSource } from './read/alarm-figures.js';
import { returnToService, shelveSensor, takeOutOfService, unshelveSensor } from './write/suppress-sensor.js';

@Resolver()
export class AlarmResolver {
  @Query(() => AlarmFigures, { description: 'How much alarms asked of people in an interval, counted over all excursions that are in sight.' })
  async alarmFigures(@Args(() => AlarmFiguresArgs) { from, to }: AlarmFiguresArgs, @Ctx() { em, bounds }: Context): Promise<Counted & AlarmFiguresArgs> {
    if (from >= to) throw badInput('from must be before to.');
    return { from, to, ...(await countAlarms(em, { from, to, bounds })) };
  }

  @Mutation(() => SensorPayload, { description: 'Keeps the alarms of a sensor quiet for a while; they are found, stored and shown as ever.' })
  shelveSensor(@Arg('input', { description: 'The sensor, until when, and why.' }) input: ShelveSensorInput, @Ctx() context: Context): Promise<SensorPayload> {
    return shelveSensor(context, input);
  }

  @Mutation(() => SensorPayload, { description: 'Lets the alarms of a shelved sensor tell people again, before its time is over.' })
  unshelveSensor(@Arg('input', { description: 'The sensor.' }) input: UnshelveSensorInput, @Ctx() context: Context): Promise<SensorPayload> {
    return unshelveSensor(context, input);
  }

  @Mutation(() => SensorPayload, {
    description: 'Takes a sensor out of service, until it is returned: its readings are stored and its excursions found and shown as ever, but they tell nobody. If it is shelved, that ends.',
  })
  takeOutOfService(@Arg('input', { description: 'The sensor, and why.' }) input: TakeOutOfServiceInput, @Ctx() context: Context): Promise<SensorPayload> {
    return takeOutOfService(context, input);
  }

  @Mutation(() => SensorPayload, { description: 'Returns a sensor to service.' })
  returnToService(@Arg('input', { description: 'The sensor.' }) input: ReturnToServiceInput, @Ctx() context: Context): Promise<SensorPayload> {
    return returnToService(context, input);
  }
}

@Resolver(() => AlarmSource)
export class AlarmSourceResolver {
  @FieldResolver(() => Sensor, { description: 'The sensor.' })
  sensor(@Root() { sensorId }: CountedSource, @Ctx() { loaders }: Context): Promise<Sensor> {
    return loaders.sensor.load(sensorId);
  }
}
