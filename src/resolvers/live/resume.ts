import { GraphQLError } from 'graphql';
import type { Em } from '../../database.js';
import { now } from '../../domain/time.js';
import type { Notice } from '../../events.js';
import type { ReadBehind } from '../../live/catch-up.js';
import { readChanges, readReadings, type Page } from '../../live/log.js';
import { patiently } from '../../live/patience.js';
import type { Logged, LoggedName, Place } from '../../live/place.js';
import { badInput } from '../../schema/bad-input.js';
import type { Context } from '../context.js';
import { query, sql } from '../statement.js';
import { inTurn } from '../turns.js';
import { readCursor } from './cursor.js';
import { fetchExcursions } from './facts.js';

export interface Resuming {
  resume: { after: Place; read: ReadBehind } | null;
  gap: Notice['gap'];
}

const READ: Record<LoggedName, (em: Em, place: Place, upTo: number, most: number, shards: readonly number[] | null) => Promise<Page<Logged>>> = {
  readingsRecorded: readReadings,
  async excursionChanged(em, place, upTo, most) {
    const page = await readChanges(em, place, upTo, most);
    await fetchExcursions(em, page.events);
    return page;
  },
};
const AT_ONCE = 5_000;

/** Where a subscriber begins who brings a cursor, or none; he wants readings of these shards, or, for null, of all. Throws where it is none, or one of another database. */
export async function resumeBehind(context: Context, name: LoggedName, after: string | null | undefined, shards: readonly number[] | null = null): Promise<Resuming> {
  const cursor = typeof after === 'string' ? readCursor(after, name) : null;
  await context.live.ready(shards ?? undefined);
  if (cursor === null) return { resume: null, gap: null };
  const { epoch, completeFrom, end, readings } = await readState(context, cursor.place[0]);
  if (cursor.epoch !== epoch || cursor.place[0] >= end) throw badInput('after is a cursor of another database, or of this one before it was restored. Subscribe without it.');
  const isForgotten = cursor.place[0] < completeFrom - 1;
  const isTooMuch = name === 'readingsRecorded' && readings > context.live.mostReplayed;
  if (isForgotten || isTooMuch) return bridge(name, cursor.at);
  const read: ReadBehind = (place, upTo) => {
    const { em } = context;
    return patiently(() => inTurn(em, () => READ[name](em, place, upTo, AT_ONCE, shards)));
  };
  return { resume: { after: cursor.place, read }, gap: null };
}

interface State {
  epoch: string;
  completeFrom: number;
  end: number;
  readings: number;
}

/** What is to be known of the log, and how many readings there are behind a transaction, as far as that matters. */
async function readState({ em, live }: Context, position: number): Promise<State> {
  const [row] = await query<Record<keyof State, string>>(em, sql`
    select epoch, complete_from::text as "completeFrom", pg_snapshot_xmax(pg_current_snapshot())::text as end,
      (select coalesce(sum(readings), 0) from (select readings from commit_log where xid > ${position}::bigint order by xid limit ${live.mostReplayed + 1}::int) as since)::text as readings
    from commit_log_state`);
  const { epoch, ...numbers } = row!;
  return { epoch, completeFrom: Number(numbers.completeFrom), end: Number(numbers.end), readings: Number(numbers.readings) };
}

/** Of readings the interval is told, and it goes on; a change of an excursion has no way to say that there is none. */
function bridge(name: LoggedName, from: number | null): Resuming {
  if (name === 'readingsRecorded') return { resume: null, gap: { from: from!, to: now() } };
  throw new GraphQLError('What was committed behind this cursor is not known any more. Ask for the excursions by query, and subscribe without it.', { extensions: { code: 'CURSOR_TOO_OLD' } });
}
