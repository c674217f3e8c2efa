import type { EventName, EventNamed } from '../../events.js';
import type { WatchOptions } from '../../live/live.js';
import type { Context } from '../context.js';
import type { AssetKey } from '../read/assets.js';
import { createSight } from '../sight/sight.js';

/** The asset that an event is about; null: none, so that nobody sees it who is bound. */
type AssetOf<Event> = (event: Event) => AssetKey | null | Promise<AssetKey | null>;

/**
 * The events that a caller asks for and whose asset is in his sight, by where it was a second ago at most; the others he
 * never hears of. That is asked when an event happens, so that what is not for him takes no room in his queue, and again
 * when its turn has come, for he may have been slow. Each event finds the context fresh.
 */
export function streamInSight<Name extends EventName>(
  context: Context,
  name: Name,
  assetOf: AssetOf<EventNamed<Name>>,
  { accept = () => true, ...options }: WatchOptions<Name> = {},
): AsyncIterableIterator<EventNamed<Name>> {
  const stream = context.live.stream(name, {
    ...options,
    accept: (event) => {
      if (context.bounds === null) return accept(event);
      return look(context, event, assetOf).then(({ isSeen }) => isSeen && accept(event));
    },
  });
  return {
    async next() {
      for (;;) {
        const result = await stream.next();
        context.renew();
        if (result.done || context.bounds === null || (await isStillSeen(context, result.value, assetOf))) return result;
      }
    },
    return: () => stream.return!(),
    throw: (error) => stream.throw!(error),
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

/** What is shown of the event goes by the same site: the asset does not move away while it is told. */
async function isStillSeen<Event>(context: Context, event: Event, assetOf: AssetOf<Event>): Promise<boolean> {
  const { isSeen, asset, site } = await look(context, event, assetOf);
  if (asset && site !== null) context.loaders.siteOfAsset.prime(asset, site);
  return isSeen;
}

async function look<Event>({ bounds, loaders, sites }: Context, event: Event, assetOf: AssetOf<Event>): Promise<{ isSeen: boolean; asset: AssetKey | null; site: number | null }> {
  const asset = await assetOf(event);
  if (asset === null) return { isSeen: bounds === null, asset, site: null };
  const site = await sites.load(asset);
  const lookup = { siteOf: async () => site, codeOf: async () => (await loaders.asset(asset)).code };
  return { isSeen: bounds === null || (await createSight(bounds, lookup).sees(asset)), asset, site };
}
