import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { sql as run, type Em } from '../../src/database.js';
import { formatInstant, MINUTE, now } from '../../src/domain/time.js';
import { query, sql } from '../../src/resolvers/statement.js';
import { eventually } from '../support/eventually.js';
import { Move, SetStorageCondition } from './custody-documents.js';
import { RegisterContainer, RegisterSamples } from './graphql-documents.js';
import { openWorld, type World } from './graphql-fixture.js';

// What nobody has spoken of has no row to be locked. The first word on it is held up here, by a lock on another thing that it
// speaks of too, until the second has come: whether that one waited for the first, both must count.
const start = Math.floor(now() / MINUTE) * MINUTE - 60 * MINUTE;
const minute = (minutes: number) => formatInstant(start + minutes * MINUTE);
let world: World;
let round = 0;
const named = (code: string) => `${round}-${code}`;

beforeAll(async () => {
  world = await openWorld();
});
afterAll(async () => world[Symbol.asyncDispose]());

beforeEach(async () => {
  round += 1;
  for (const code of ['ONE', 'TWO', 'FRESH', 'HELD']) await world.ask(RegisterContainer, { input: { code: named(code), name: code, kind: 'BOX' } });
  await world.ask(RegisterSamples, { input: { samples: ['FRESH', 'HELD'].map((code) => ({ code: named(code), name: code, type: 'plasma', collectedAt: minute(0) })) } });
});

const move = async (samples: string[], into: string | null, at: number) =>
  (await world.ask(Move, { input: { items: samples.map((sample) => ({ sample: named(sample) })), into: into && named(into), at: minute(at) } })).move.userErrors;
const keep = async (containers: string[], storageCondition: string | null, at: number) =>
  (await world.ask(SetStorageCondition, { input: { containers: containers.map(named), storageCondition, at: minute(at) } })).setStorageCondition.userErrors;

type Word = (things: string[]) => Promise<unknown[]>;

test.each<{ first: Word; second: Word; table: 'sample' | 'container'; found: string[] }>([
  { first: (things) => move(things, 'ONE', 10), second: (things) => move(things, null, 20), table: 'sample', found: ['ONE 10 20'] },
  { first: (things) => move(things, null, 20), second: (things) => move(things, 'ONE', 10), table: 'sample', found: ['ONE 10 20'] },
  { first: (things) => move(things, 'ONE', 10), second: (things) => move(things, 'TWO', 20), table: 'sample', found: ['ONE 10 20', 'TWO 20 null'] },
  { first: (things) => move(things, 'TWO', 20), second: (things) => move(things, 'ONE', 10), table: 'sample', found: ['ONE 10 20', 'TWO 20 null'] },
  { first: (things) => keep(things, 'USP_CRT', 10), second: (things) => keep(things, null, 20), table: 'container', found: ['USP_CRT 10 20', 'null 20 null'] },
  { first: (things) => keep(things, 'USP_CRT', 20), second: (things) => keep(things, 'USP_COLD', 10), table: 'container', found: ['USP_COLD 10 20', 'USP_CRT 20 null'] },
])('of the first two words on a $table that are told at once both count: $found', async ({ first, second, table, found }) => {
  const told = await world.database.em.fork().transactional(async (em) => {
    await query(em, sql`select from ${sql.table(table)} where code = ${named('HELD')} for update`);
    let answers = 0;
    const waiting = async () => (await query(em, sql`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`)).length;
    const answered = (errors: unknown[]) => ((answers += 1), errors);
    const one = first(['FRESH', 'HELD']).then(answered);
    await eventually(async () => (await waiting()) >= 1);
    const other = second(['FRESH']).then(answered);
    await eventually(async () => answers === 1 || (await waiting()) >= 2);
    return [one, other];
  });
  expect(await Promise.all(told)).toEqual([[], []]);
  expect(await (table === 'sample' ? placed : kept)(world.database.em.fork())).toEqual(found);
});

async function placed(em: Em): Promise<string[]> {
  return textsOf(em, `placement as word join sample as thing on thing.id = item_sample_id join container as given on given.id = container_id`);
}

async function kept(em: Em): Promise<string[]> {
  return textsOf(em, `container_condition as word join container as thing on thing.id = container_id left join storage_condition as given on given.id = condition_id`);
}

async function textsOf(em: Em, from: string): Promise<string[]> {
  const passed = (moment: string) => `(date_part('epoch', ${moment} - $1::timestamptz) / 60)::int`;
  const { rows } = await run<{ given: string | null; from: number; to: number | null }>(em, `select given.code as given, ${passed('from_at')} as "from", ${passed('to_at')} as "to" from ${from} where thing.code = $2 order by from_at`, [minute(0), named('FRESH')]);
  return rows.map((row) => `${row.given?.replace(`${round}-`, '') ?? null} ${row.from} ${row.to}`);
}
