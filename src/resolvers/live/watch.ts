import type { EventNamed } from '../../events.js';
import type { ExcursionFilter } from '../../schema/excursion-input.js';
import type { ReadingFilter } from '../../schema/reading.js';
import type { Context } from '../context.js';
import { assetOfSensor, nameOf } from '../read/assets.js';
import { isWanted } from './facts.js';
import { streamInSight } from './in-sight.js';
import { readNames, type Names } from './names.js';

interface Subscribing<Args> {
  args: Args;
  context: Context;
}

type Events<Name extends Parameters<Context['live']['stream']>[0]> = Promise<AsyncIterable<EventNamed<Name>>>;

/** A live value: who falls behind gets the newest of each sensor. */
export async function watchReadings({ args, context }: Subscribing<{ where?: ReadingFilter | null }>): Events<'readingsRecorded'> {
  const names = await readNames(context, args.where ?? {});
  const quantities = args.where?.quantity && new Set(args.where.quantity);
  const qualities = args.where?.quality && new Set(args.where.quality);
  const needsSensor = names.length > 0 || Boolean(quantities);
  return streamInSight(context, 'readingsRecorded', ({ sensorId }) => assetWith(context, sensorId), {
    accept: ({ sensorId, readings }) => {
      if (qualities && !readings.some(([, , quality]) => qualities.has(quality))) return false;
      return !needsSensor || context.sensors.load(sensorId).then((sensor) => (!quantities || quantities.has(sensor.quantity)) && isNamed(names, sensor));
    },
    coalesceBy: ({ sensorId }) => sensorId,
  });
}

export async function watchExcursions({ args, context }: Subscribing<{ where?: ExcursionFilter | null }>): Events<'excursionChanged'> {
  const where = args.where ?? {};
  await readNames(context, where);
  const wantsAll = Object.values(where).every((value) => value === null);
  return streamInSight(
    context,
    'excursionChanged',
    ({ sensorId }) => assetWith(context, sensorId),
    { accept: (event) => (wantsAll && context.bounds === null) || isWanted(context, event, where) },
  );
}

export async function watchMachines({ args: { machine }, context }: Subscribing<{ machine?: string[] | null }>): Events<'machineStatusChanged'> {
  const [named] = await readNames(context, { machine });
  return streamInSight(context, 'machineStatusChanged', ({ machineId: machine }) => ({ machine, container: null, sample: null }), named ? { accept: ({ machineId }) => named.assets.has(`m${machineId}`) } : {});
}

export async function watchRejections({ context }: Subscribing<object>): Events<'messageRejected'> {
  return streamInSight(context, 'messageRejected', () => null);
}

const assetWith = async ({ sensors }: Context, sensorId: number) => assetOfSensor(await sensors.load(sensorId));

type Sensor = Awaited<ReturnType<Context['sensors']['load']>>;

const isNamed = (names: readonly Names[], sensor: Sensor): boolean => names.every(({ assets, sensors }) => assets.has(nameOf(assetOfSensor(sensor))) || sensors.has(sensor.id));
