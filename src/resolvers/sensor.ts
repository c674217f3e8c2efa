import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, FieldResolver, Info, Mutation, Query, Resolver, Root } from 'type-graphql';
import { SensorEntity, type Sensor as SensorRow } from '../entities/sensor.js';
import { SensorSuppression } from '../schema/alarm.js';
import { Asset, type AnyAsset } from '../schema/asset.js';
import type { Connection } from '../schema/connection.js';
import { Reading, ReadingConnection, ReadingsArgs } from '../schema/reading.js';
import { Sensor, SensorConnection, SensorsArgs, SensorStatus, SeriesArgs } from '../schema/sensor.js';
import { MoveSensorInput, RegisterSensorInput, SensorPayload, SensorsPayload, SetSensorErrorCodesInput } from '../schema/sensor-input.js';
import { Series } from '../schema/series.js';
import { perSelection } from './asks.js';
import type { Context } from './context.js';
import { readInterval } from './interval.js';
import { connect, readPage } from './page.js';
import { assetOfSensor } from './read/assets.js';
import { sensorConditions } from './read/filters.js';
import { findByCode, listByCode } from './read/lists.js';
import { readingHidden } from './read/readings.js';
import { moveSensor } from './write/move-sensor.js';
import { registerSensor } from './write/register-sensor.js';
import { setSensorErrorCodes } from './write/set-sensor-error-codes.js';

const hiddenOf = perSelection(readingHidden);

@Resolver(() => Sensor)
export class SensorResolver {
  @Query(() => Sensor, { nullable: true, description: 'The sensor with this key; null: there is none.' })
  sensor(@Arg('key', { description: "The key of the sensor, as in 'CNC-001/temperature'." }) key: string, @Ctx() { em }: Context): Promise<Sensor | null> {
    return findByCode(em, SensorEntity, 'sensor', key);
  }

  @Query(() => SensorConnection, { description: 'The sensors, in order of their keys.' })
  async sensors(@Args(() => SensorsArgs) args: SensorsArgs, @Ctx() { em, bounds }: Context): Promise<Connection<Sensor>> {
    const page = readPage(args, 50, ['string']);
    return connect(await listByCode(em, SensorEntity, 'sensor', sensorConditions(args.where ?? {}, bounds), page), page, ({ key }) => [key]);
  }

  @FieldResolver(() => Asset, { nullable: true, description: 'What it is on now, and measures something of; null: nothing that is known.' })
  asset(@Root() sensor: SensorRow, @Ctx() { loaders }: Context): Promise<AnyAsset> {
    return loaders.asset(assetOfSensor(sensor));
  }

  @FieldResolver(() => SensorStatus, { description: 'Whether readings of it come.' })
  async status(@Root() { id, expectedEvery }: SensorRow, @Ctx() { loaders, now }: Context): Promise<SensorStatus> {
    const { head, isOutOfService } = await loaders.standingOfSensor.load(id);
    if (isOutOfService) return SensorStatus.OUT_OF_SERVICE;
    if (head === null) return SensorStatus.NEVER_SEEN;
    return expectedEvery !== null && now - head > expectedEvery ? SensorStatus.STALE : SensorStatus.LIVE;
  }

  @FieldResolver(() => Reading, { nullable: true, description: 'The reading with the greatest measuredAt, whatever order they arrived in; null if none.' })
  latest(@Root() { id }: SensorRow, @Ctx() { loaders }: Context): Promise<Reading | null> {
    return loaders.latestReading.load(id);
  }

  @FieldResolver(() => ReadingConnection, { description: 'Its readings, newest first.' })
  async readings(@Root() { id }: SensorRow, @Args(() => ReadingsArgs) args: ReadingsArgs, @Ctx() { loaders }: Context, @Info() info: GraphQLResolveInfo): Promise<Connection<Reading>> {
    const page = readPage(args, 100, ['number']);
    return connect(await loaders.readings(id, { from: args.from ?? null, to: args.to ?? null, quality: args.quality ?? null, page, hidden: hiddenOf(info) }), page, ({ measuredAt }) => [measuredAt]);
  }

  @FieldResolver(() => Series, { description: 'Its history in at most maxPoints buckets, computed over all of its readings.' })
  series(@Root() { id }: SensorRow, @Args(() => SeriesArgs) args: SeriesArgs, @Ctx() { loaders }: Context): Promise<Series> {
    return loaders.series(id, readInterval(args));
  }

  @FieldResolver(() => [SensorSuppression], { description: 'When its alarms told nobody, or tell nobody now, newest first.' })
  suppressions(@Root() { id }: SensorRow, @Ctx() { loaders }: Context): Promise<SensorSuppression[]> {
    return loaders.suppressions.load(id);
  }

  @Mutation(() => SensorPayload, { description: 'Makes a sensor known.' })
  registerSensor(@Arg('input', { description: 'The sensor.' }) input: RegisterSensorInput, @Ctx() context: Context): Promise<SensorPayload> {
    return registerSensor(context, input);
  }

  @Mutation(() => SensorsPayload, {
    description: 'Says which numbers devices send when they cannot measure. A reading that is one of them is kept with quality BAD: it raises no alarm, and ends what is known. This holds for what is received from now on, whenever it was measured; readings that are stored stay as they are.',
  })
  setSensorErrorCodes(@Arg('input', { description: 'The sensors and the numbers.' }) input: SetSensorErrorCodesInput, @Ctx() context: Context): Promise<SensorsPayload> {
    return setSensorErrorCodes(context, input);
  }

  @Mutation(() => SensorPayload, {
    description: 'Says that a sensor was put on something else. What it measured before stays with what it was on then; rules of what it is on now judge what it measures from then on.',
  })
  moveSensor(@Arg('input', { description: 'The sensor, where to and when.' }) input: MoveSensorInput, @Ctx() context: Context): Promise<SensorPayload> {
    return moveSensor(context, input);
  }
}
