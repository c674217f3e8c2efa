import type { EventName, EventNamed, Notice } from '../../events.js';
import type { ExcursionFilter } from '../../schema/excursion-input.js';
import type { ReadingFilter } from '../../schema/reading.js';
import type { Context } from '../context.js';
import { assetOfSensor, nameOf } from '../read/assets.js';
import { createWanted } from './facts.js';
import { streamInSight } from './in-sight.js';
import { readNames, type Names } from './names.js';
import { resumeBehind } from './resume.js';

interface Subscribing<Args> {
  args: Args;
  context: Context;
}

type Events<Name extends EventName> = Promise<AsyncIterable<EventNamed<Name> | Notice>>;

/** A live value, of which who falls behind gets the newest of each sensor; but who brings a cursor is promised all. */
export async function watchReadings({ args, context }: Subscribing<{ where?: ReadingFilter | null; after?: string | null }>): Events<'readingsRecorded'> {
  const names = await readNames(context, args.where ?? {});
  const quantities = args.where?.quantity && new Set(args.where.quantity);
  const qualities = args.where?.quality && new Set(args.where.quality);
  const needsSensor = names.length > 0 || Boolean(quantities);
  const accept = ({ sensorId, readings }: EventNamed<'readingsRecorded'>) => {
    if (qualities && !readings.some(([, , quality]) => qualities.has(quality))) return false;
    return !needsSensor || context.sensors.load(sensorId).then((sensor) => (!quantities || quantities.has(sensor.quantity)) && isNamed(names, sensor));
  };
  const resuming = await resumeBehind(context, 'readingsRecorded', args.after);
  return streamInSight(
    context,
    'readingsRecorded',
    ({ sensorId }) => assetWith(context, sensorId),
    { accept, coalesceBy: typeof args.after === 'string' ? undefined : ({ sensorId }) => sensorId },
    (options) => context.live.resumable('readingsRecorded', { ...options, ...resuming, heartbeat: true }),
  );
}

export async function watchExcursions({ args, context }: Subscribing<{ where?: ExcursionFilter | null; after?: string | null }>): Events<'excursionChanged'> {
  const where = args.where ?? {};
  await readNames(context, where);
  const wantsAll = Object.values(where).every((value) => value === null);
  const isWanted = createWanted(context, where);
  const resuming = await resumeBehind(context, 'excursionChanged', args.after);
  return streamInSight(
    context,
    'excursionChanged',
    ({ sensorId }) => assetWith(context, sensorId),
    { accept: (event) => (wantsAll && context.bounds === null) || isWanted(event) },
    (options) => context.live.resumable('excursionChanged', { ...options, ...resuming, heartbeat: false }),
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
