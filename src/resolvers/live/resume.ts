import { GraphQLError } from 'graphql';
import type { Em } from '../../database.js';
import { now } from '../../domain/time.js';
import type { Notice } from '../../events.js';
import type { ReadBehind } from '../../live/catch-up.js';
import { readChanges, readReadings, type Page } from '../../live/log.js';
import { patiently } from '../../live/patience.js';
import type { Logged, LoggedName, Place } from '../../live/place.js';
import type { Reaching, Where } from '../../live/reaching.js';
import { badInput } from '../../schema/bad-input.js';
import type { Context } from '../context.js';
import { query, sql } from '../statement.js';
import { inTurn } from '../turns.js';
import { readCursor, type Resumed } from './cursor.js';
import { fetchExcursions } from './facts.js';

export interface Resuming {
  resume: { after: Place; read: ReadBehind } | null;
  gap: Notice['gap'];
  reaching: Reaching;
}

const READ: Record<LoggedName, (em: Em, place: Place, upTo: number, most: number, shards: readonly number[]) => Promise<Page<Logged>>> = {
  readingsRecorded: readReadings,
  async excursionChanged(em, place, upTo, most) {
    const page = await readChanges(em, place, upTo, most);
    await fetchExcursions(em, page.events);
    return page;
  },
};
const AT_ONCE = 5_000;

/** Where a subscriber begins who brings a cursor, or none, and the readings that he wants. Throws where it is none, or one of another database. */
export async function resumeBehind(context: Context, name: LoggedName, after: string | null | undefined, where: Where): Promise<Resuming> {
  const cursor = typeof after === 'string' ? readCursor(after, name) : null;
  const reaching = await context.live.reach(where);
  try {
    return { reaching, ...(cursor ? await bridge(context, name, cursor, reaching) : { resume: null, gap: null }) };
  } catch (error) {
    reaching[Symbol.dispose]();
    throw error;
  }
}

/** Of readings that cannot be replayed the interval is told, and it goes on; a change of an excursion has no way to say that there is none. */
async function bridge(context: Context, name: LoggedName, cursor: Resumed, reaching: Reaching): Promise<Omit<Resuming, 'reaching'>> {
  const { epoch, completeFrom, end, readings } = await readState(context, cursor.place[0]);
  if (cursor.epoch !== epoch || cursor.place[0] >= end) throw badInput('after is a cursor of another database, or of this one before it was restored. Subscribe without it.');
  const isForgotten = cursor.place[0] < completeFrom - 1;
  const isTooMuch = name === 'readingsRecorded' && readings > context.live.mostReplayed;
  if (!isForgotten && !isTooMuch) return { resume: { after: cursor.place, read: createRead(context, name, reaching) }, gap: null };
  if (name === 'readingsRecorded') return { resume: null, gap: { from: cursor.at!, to: now() } };
  throw new GraphQLError('What was committed behind this cursor is not known any more. Ask for the excursions by query, and subscribe without it.', { extensions: { code: 'CURSOR_TOO_OLD' } });
}

function createRead(context: Context, name: LoggedName, reaching: Reaching): ReadBehind {
  return (place, upTo) => {
    const { em } = context;
    return patiently(() => inTurn(em, () => READ[name](em, place, upTo, AT_ONCE, reaching.shards)));
  };
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
      (select coalesce(sum(readings), 0) from (select readings from commit_log where xid > ${position}::bigint and readings > 0 order by xid limit ${live.mostReplayed + 1}::int) as since)::text as readings
    from commit_log_state`);
  const { epoch, ...numbers } = row!;
  return { epoch, completeFrom: Number(numbers.completeFrom), end: Number(numbers.end), readings: Number(numbers.readings) };
}
