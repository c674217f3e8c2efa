import { micros, sql, type Database } from '../../src/database.js';
import { eventually } from '../support/eventually.js';
import type { Fleet, Sent } from './fleet.js';

/** What was sent against what is stored. All empty: nothing is missing, nothing there twice, nothing there that nobody sent. */
export interface Balance {
  lost: string[];
  twice: string[];
  unsent: string[];
  altered: string[];
  refused: string[];
}

export const BALANCED: Balance = { lost: [], twice: [], unsent: [], altered: [], refused: [] };

const named = ({ key, at }: Pick<Sent, 'key' | 'at'>): string => `${key}@${at}`;

/** Lost is what the broker told its device it had taken for us and is not here. */
export async function balance(database: Database, sent: readonly Sent[]): Promise<Balance> {
  const em = database.em.fork();
  const { rows } = await sql<Pick<Sent, 'key' | 'at' | 'value'>>(em, `select key, ${micros('measured_at')} as at, value from reading join sensor on sensor.id = sensor_id`);
  const { rows: refusals } = await sql<{ reason: string; detail: string }>(em, 'select reason, detail from rejection order by id');
  const stored = Map.groupBy(rows, named);
  const known = new Map(sent.map((each) => [named(each), each]));
  return {
    lost: sent.filter((each) => each.takenAt !== null && !stored.has(named(each))).map(named),
    twice: [...stored].filter(([, copies]) => copies.length > 1).map(([name]) => name),
    unsent: [...stored.keys()].filter((name) => !known.has(name)),
    altered: rows.filter((each) => known.has(named(each)) && known.get(named(each))!.value !== each.value).map(named),
    refused: refusals.map(({ reason, detail }) => `${reason}: ${detail}`),
  };
}

export async function countReadings(database: Database): Promise<number> {
  const { rows } = await sql<{ count: number }>(database.em.fork(), 'select count(*)::int from reading');
  return rows[0]!.count;
}

async function isStored(database: Database, { key, at }: Sent): Promise<boolean> {
  const { rows } = await sql(database.em.fork(), `select from reading join sensor on sensor.id = sensor_id where key = $1 and ${micros('measured_at')} = $2`, [key, at]);
  return rows.length > 0;
}

/** When nothing is on its way any more. */
export async function drained(database: Database, fleet: Fleet): Promise<void> {
  await fleet.stop();
  await eventually(() => isStored(database, fleet.sent.at(-1)!), { within: 20_000 });
}

/** When, besides, no delay and no silence runs out any more. */
export async function settled(database: Database, fleet: Fleet): Promise<void> {
  await drained(database, fleet);
  await eventually(async () => (await sql(database.em.fork(), 'select from sensor_state where due_at is not null')).rows.length === 0);
}
