import type { Viewer } from '../../domain/role.js';
import type { DomainEvent, EventName, EventNamed, Notice } from '../../events.js';
import { patiently } from '../../live/patience.js';
import type { WatchOptions } from '../../live/watch-options.js';
import type { Context } from '../context.js';
import { assetOfSensor, type AssetKey } from '../read/assets.js';
import { createSight } from '../sight/sight.js';
import { STAYS_TRUE_MS } from './short-memory.js';

/** How the stream is begun, with what it is to leave out. */
type Open<Name extends EventName> = (options: WatchOptions<Name>) => AsyncIterableIterator<EventNamed<Name> | Notice>;

/**
 * The events that a caller asks for and whose asset is in his sight, by where it was a second ago at most; of the others he
 * never hears. That is asked when an event happens, so that what is not for him takes no room in his queue, and again when
 * its turn has come, if it has waited for longer or he has become another. Each event finds the context fresh. What a stream
 * says of itself is for everybody.
 */
export function streamInSight<Name extends EventName>(
  context: Context,
  name: Name,
  { accept = () => true, ...options }: WatchOptions<Name> = {},
  open: Open<Name> = (all) => context.live.stream(name, { ...all, isShared: context.watching.isShared }),
): AsyncIterableIterator<EventNamed<Name> | Notice> {
  const looks = new WeakMap<EventNamed<Name>, Look>();
  const acceptInSight = async (event: EventNamed<Name>) => {
    const look = await lookAtEvent(context, event);
    looks.set(event, look);
    return look.isSeen && accept(event);
  };
  const stream = open({ ...options, accept: (event) => (context.bounds === null ? accept(event) : acceptInSight(event)) });
  return {
    async next() {
      try {
        for (;;) {
          const result = await stream.next();
          if (result.done || (await isStillSeen(context, result.value, looks.get(result.value as EventNamed<Name>)))) return result;
        }
      } catch (error) {
        // Who is told of an error does not say that he leaves.
        await stream.return!();
        throw error;
      }
    },
    return: () => stream.return!(),
    throw: (error) => stream.throw!(error),
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

/** Whether an event whose turn has come is in sight, by where its asset was a second ago at most; the context finds it fresh. */
export function isStillSeen(context: Context, event: DomainEvent | Notice, before?: Look): boolean | Promise<boolean> {
  context.renew();
  return context.bounds === null || event.name === 'notice' || lookAgain(context, event, before);
}

async function lookAgain(context: Context, event: DomainEvent, before: Look | undefined): Promise<boolean> {
  const look = before && holds(before, context) ? before : await lookAtEvent(context, event);
  // What is shown of the event goes by the same site: the asset does not move away while it is told.
  if (look.asset && look.site !== null) context.loaders.siteOfAsset.prime(look.asset, look.site);
  return look.isSeen;
}

const lookAtEvent = (context: Context, event: DomainEvent): Promise<Look> => patiently(async () => lookAt(context, await assetOf(context, event)));

/** The asset that an event is about; null: none, so that nobody sees it who is bound. */
async function assetOf({ sensors }: Context, event: DomainEvent): Promise<AssetKey | null> {
  if (event.name === 'messageRejected') return null;
  if (event.name === 'machineStatusChanged') return { machine: event.machineId, container: null, sample: null };
  return assetOfSensor(await sensors.load(event.sensorId));
}

export interface Look {
  viewer: Viewer;
  lookedAt: number;
  asset: AssetKey | null;
  site: number | null;
  isSeen: boolean;
}

export const holds = ({ viewer, lookedAt }: Look, context: Context) => viewer === context.viewer && performance.now() - lookedAt < STAYS_TRUE_MS;

export async function lookAt({ viewer, bounds, loaders, sites }: Context, asset: AssetKey | null): Promise<Look> {
  const lookedAt = performance.now();
  if (asset === null) return { viewer, lookedAt, asset, site: null, isSeen: bounds === null };
  const site = await sites.load(asset);
  const isSeen = bounds === null || (await createSight(bounds, { siteOf: async () => site, codeOf: async () => (await loaders.asset(asset)).code }).sees(asset));
  return { viewer, lookedAt, asset, site, isSeen };
}
