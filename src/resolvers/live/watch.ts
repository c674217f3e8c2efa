import { DAY, SECOND, type Duration } from '../../domain/time.js';
import type { EventName, EventNamed, Notice } from '../../events.js';
import { badInput } from '../../schema/bad-input.js';
import { patiently } from '../../live/patience.js';
import type { ExcursionFilter } from '../../schema/excursion-input.js';
import type { ReadingFilter } from '../../schema/reading.js';
import type { Context } from '../context.js';
import { createWanted } from './facts.js';
import { streamInSight } from './in-sight.js';
import { readNames, readPlaces } from './names.js';
import { resumeBehind } from './resume.js';

interface Subscribing<Args> {
  args: Args;
  context: Context;
}

type Events<Name extends EventName> = Promise<AsyncIterable<EventNamed<Name> | Notice>>;

/** A live value, of which who falls behind gets the newest of each sensor; but who brings a cursor is promised all, unless he asks for less. */
export async function watchReadings({ args, context }: Subscribing<{ where?: ReadingFilter | null; after?: string | null; every?: Duration | null }>): Events<'readingsRecorded'> {
  const where = args.where ?? {};
  const every = args.every ?? undefined;
  if (every !== undefined && (every < SECOND || every > DAY)) throw badInput('every is at least a second and at most a day.');
  const isComplete = every === undefined && (typeof args.after === 'string' || context.watching.keepsAll);
  const named = await readNames(context, where);
  const resuming = await resumeBehind(context, 'readingsRecorded', args.after, named.where);
  const { hearing } = context;
  const onEnd = hearing.listenFor(named.samples);
  const [names] = named.lists.toSorted((one, other) => one.size - other.size);
  return streamInSight(
    context,
    'readingsRecorded',
    {
      accept: createAccept(context, where, named.lists),
      coalesceBy: isComplete ? undefined : ({ sensorId }) => sensorId,
      every,
      about: names && { names, namesOf: hearing.namesOf },
      onEnd,
    },
    (options) => context.live.resumable('readingsRecorded', { ...options, ...resuming, ...context.watching, heartbeat: true }),
  );
}

/** At once, where what it takes is known. */
function createAccept({ hearing, sensors }: Context, where: ReadingFilter, lists: readonly ReadonlySet<string>[]): (event: EventNamed<'readingsRecorded'>) => boolean | Promise<boolean> {
  const quantities = where.quantity && new Set(where.quantity);
  const qualities = where.quality && new Set(where.quality);
  const areNamed = (names: readonly string[]) => lists.every((list) => names.some((name) => list.has(name)));
  const isOfQuantity = async (sensorId: number) => quantities!.has((await patiently(() => sensors.load(sensorId))).quantity);
  return (event) => {
    if (qualities && !event.readings.some(([, , quality]) => qualities.has(quality))) return false;
    const names = lists.length === 0 ? [] : hearing.namesOf(event);
    if (names instanceof Promise) return names.then((found) => areNamed(found) && (!quantities || isOfQuantity(event.sensorId)));
    return areNamed(names) && (!quantities || isOfQuantity(event.sensorId));
  };
}

export async function watchExcursions({ args, context }: Subscribing<{ where?: ExcursionFilter | null; after?: string | null }>): Events<'excursionChanged'> {
  const where = args.where ?? {};
  const [names] = (await readPlaces(context, where)).toSorted((one, other) => one.size - other.size);
  const wantsAll = Object.values(where).every((value) => value === null);
  const isWanted = createWanted(context, where);
  const resuming = await resumeBehind(context, 'excursionChanged', args.after, []);
  return streamInSight(
    context,
    'excursionChanged',
    { accept: (event) => (wantsAll && context.bounds === null) || isWanted(event), about: names && { names, namesOf: context.hearing.placesOf } },
    (options) => context.live.resumable('excursionChanged', { ...options, ...resuming, ...context.watching, heartbeat: context.watching.isShared }),
  );
}

export async function watchMachines({ args: { machine }, context }: Subscribing<{ machine?: string[] | null }>): Events<'machineStatusChanged'> {
  const [names] = (await readNames(context, { machine })).lists;
  return streamInSight(context, 'machineStatusChanged', names ? { about: { names, namesOf: nameOfMachine } } : {});
}

const nameOfMachine = ({ machineId }: EventNamed<'machineStatusChanged'>): readonly string[] => [`m${machineId}`];

export async function watchRejections({ context }: Subscribing<object>): Events<'messageRejected'> {
  return streamInSight(context, 'messageRejected');
}
