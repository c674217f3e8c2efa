import { setImmediate as nextTurn } from 'node:timers/promises';
import { SECOND, type Duration } from '../domain/time.js';
import type { Clock } from './clock.js';
import { AccessUnavailable } from './unavailable.js';

export interface DirectoryOptions<Value> {
  /** One statement for all the names; a name that it leaves out there is not. */
  read: (names: readonly string[]) => Promise<ReadonlyMap<string, Value>>;
  clock: Clock;
  /** How long the database may take. */
  patience?: Duration;
}

/** What is known of a name, as the database had it a second ago at most; null: nothing. */
export type Directory<Value> = (name: string) => Promise<Value | null>;

const FRESH: Duration = SECOND;
/** Who has not been asked for so long is asked for by nobody any more. */
const FORGOTTEN: Duration = 2.5 * SECOND;
const PATIENCE: Duration = 5 * SECOND;
/** That nothing is known of, in one statement. */
const MOST_NAMES = 10_000;

interface Known<Value> {
  value: Value;
  /** Before the statement began: what was changed after it may be missing. */
  askedAt: Duration;
  usedAt: Duration;
}

interface Question<Value> {
  names: Set<string>;
  answer: Promise<ReadonlyMap<string, Value>>;
}

/**
 * One statement is under way at a time, and whoever asks meanwhile shares the next. It also asks again for what others will
 * want soon: so hundreds who ask once a second, each at a moment of his own, cost one statement a second and not hundreds.
 * Only what exists is kept, so guessing names fills nothing. When the database does not answer in time those who wait are
 * told so, nothing older is given out, and the next statement is tried.
 */
export function createDirectory<Value>({ read, clock, patience = PATIENCE }: DirectoryOptions<Value>): Directory<Value> {
  const known = new Map<string, Known<Value>>();
  let underWay: Promise<unknown> = Promise.resolve();
  let next: Question<Value> | null = null;

  const put = (): Question<Value> => {
    const names = new Set<string>();
    const before = underWay;
    const answer = (async () => {
      await before;
      await nextTurn();
      next = null;
      return inTime(ask(names), patience);
    })();
    underWay = answer.catch(() => null);
    return { names, answer };
  };
  const ask = async (names: Set<string>): Promise<ReadonlyMap<string, Value>> => {
    const askedAt = clock.elapsed();
    for (const [name, entry] of known) {
      if (askedAt - entry.usedAt > FORGOTTEN) known.delete(name);
      else if (askedAt - entry.askedAt > FRESH / 4) names.add(name);
    }
    const found = await read([...names]);
    for (const name of names) {
      const value = found.get(name);
      if (value === undefined) known.delete(name);
      else known.set(name, { value, askedAt, usedAt: known.get(name)?.usedAt ?? askedAt });
    }
    return found;
  };
  return async (name) => {
    const entry = known.get(name);
    if (entry) entry.usedAt = clock.elapsed();
    if (entry && entry.usedAt - entry.askedAt < FRESH) return entry.value;
    next ??= put();
    // Whoever is known already is asked for all the same, however many others guess.
    if (!entry && next.names.size >= MOST_NAMES) throw new AccessUnavailable('Too many callers are being looked up at once. Try again in a moment.');
    next.names.add(name);
    return (await next.answer).get(name) ?? null;
  };
}

async function inTime<T>(answer: Promise<T>, patience: Duration): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(`no answer within ${patience / 1000} ms`)), patience / 1000);
  try {
    return await Promise.race([answer, late]);
  } catch (cause) {
    throw new AccessUnavailable('Who you are cannot be looked up now, because the database does not answer. Try again in a moment.', { cause });
  } finally {
    clearTimeout(timer);
  }
}
