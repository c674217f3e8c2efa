import { arrayLiteral, instant, micros, sql, type Em } from '../database.js';
import type { Memory } from '../domain/resegment.js';
import type { Instant } from '../domain/time.js';
import type { Tracks } from '../domain/track.js';
import type { Cause } from './detect.js';

/** A sensor's memory as it was locked: nobody else records this sensor until the transaction ends. */
export interface LockedState extends Memory {
  /** The greatest measuredAt stored, of any quality. */
  headAt: Instant | null;
  /** From when on its readings are to be judged again. */
  judgeAgainFrom: Instant | null;
  /** Why; null: they are not. */
  judgeAgainBecause: Cause | null;
}

export interface StateChange {
  sensorId: number;
  /** The least measuredAt of what is new; null: nothing is. */
  firstAt: Instant | null;
  headAt: Instant | null;
  memory: Memory;
  dueAt: Instant | null;
  /** Whether a reading made the change, and not the clock. */
  heard: boolean;
}

/** Locks in the order of ids, so that two writers never wait for each other. */
export async function lockStates(em: Em, sensorIds: readonly number[]): Promise<Map<number, LockedState>> {
  const { rows } = await sql<StateRow>(em, LOCK, [arrayLiteral(sensorIds)]);
  return new Map(rows.map((row) => [row.id, locked(row)]));
}

/** Locks those whose time has come, and leaves those to others that others hold. */
export async function lockDueStates(em: Em, limit: number): Promise<Map<number, LockedState & { key: string }>> {
  const { rows } = await sql<StateRow & { key: string }>(em, LOCK_DUE, [limit]);
  return new Map(rows.map((row) => [row.id, { ...locked(row), key: row.key }]));
}

export async function saveStates(em: Em, changes: readonly StateChange[]): Promise<void> {
  if (changes.length === 0) return;
  await sql(em, SAVE, [
    arrayLiteral(changes.map(({ sensorId }) => sensorId)),
    arrayLiteral(changes.map(({ headAt }) => headAt)),
    arrayLiteral(changes.map(({ memory }) => memory.last?.at ?? null)),
    arrayLiteral(changes.map(({ memory }) => memory.last?.value ?? null)),
    arrayLiteral(changes.map(({ memory }) => JSON.stringify(memory.runs))),
    arrayLiteral(changes.map(({ memory }) => memory.silentSince)),
    arrayLiteral(changes.map(({ dueAt }) => dueAt)),
    arrayLiteral(changes.map(({ heard }) => (heard ? 1 : 0))),
    arrayLiteral(changes.map(({ firstAt }) => firstAt)),
  ]);
}

interface StateRow {
  id: number;
  headAt: Instant | null;
  lastAt: Instant | null;
  lastValue: number | null;
  runs: Tracks;
  silentSince: Instant | null;
  judgeAgainFrom: Instant | null;
  judgeAgainBecause: Cause | null;
}

const locked = ({ headAt, lastAt, lastValue, runs, silentSince, judgeAgainFrom, judgeAgainBecause }: StateRow): LockedState => ({
  headAt,
  judgeAgainFrom,
  judgeAgainBecause,
  last: lastAt === null ? null : { at: lastAt, value: lastValue! },
  runs,
  silentSince,
});

const COLUMNS = `sensor_state.sensor_id as id, ${micros('head_at')} as "headAt", ${micros('last_at')} as "lastAt", last_value as "lastValue", runs, ${micros('silent_since')} as "silentSince", ${micros('judge_again_from')} as "judgeAgainFrom", case when judge_again_from is not null then judge_again_because end as "judgeAgainBecause"`;

const LOCK = `select ${COLUMNS} from unnest($1::text::int[]) as wanted (id) join sensor_state on sensor_id = wanted.id order by sensor_id for update of sensor_state`;

const LOCK_DUE = `
  select ${COLUMNS}, sensor.key from sensor_state join sensor on sensor.id = sensor_state.sensor_id
  where due_at < clock_timestamp() order by sensor_state.sensor_id limit $1 for update of sensor_state skip locked`;

const SAVE = `
  update sensor_state set
    first_at = least(sensor_state.first_at, ${instant('new.first_at')}), head_at = ${instant('new.head_at')}, seen_at = case new.heard when 1 then now() else seen_at end,
    last_at = ${instant('new.last_at')}, last_value = new.last_value,
    runs = new.runs::jsonb, silent_since = ${instant('new.silent_since')}, due_at = ${instant('new.due_at')}, judge_again_from = null
  from unnest($1::text::int[], $2::text::int8[], $3::text::int8[], $4::text::float8[], $5::text::text[], $6::text::int8[], $7::text::int8[], $8::text::int[], $9::text::int8[])
    as new (id, head_at, last_at, last_value, runs, silent_since, due_at, heard, first_at)
  where sensor_id = new.id`;
