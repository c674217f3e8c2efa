import 'reflect-metadata';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openDatabase, sql, type Database } from '../../src/database.js';
import { Interpolation, Quality } from '../../src/domain/reading.js';
import { now } from '../../src/domain/time.js';
import { messageOfReadings } from '../../src/ingest/message-of-readings.js';
import { Partitions } from '../../src/ingest/partitions.js';
import { createRecorder } from '../../src/ingest/record.js';
import { createDatabase } from '../support/database.js';
import { momentOf, START, storeSensors } from './digest-histories.js';
import { startStatementCount, type StatementCount } from './statement-counter.js';

const SENSORS = 50;
const parts = new AsyncDisposableStack();
let counter: StatementCount;
let database: Database;
let record: ReturnType<typeof createRecorder>;

beforeAll(async () => {
  counter = parts.use(await startStatementCount(await createDatabase()));
  database = await openDatabase({ url: counter.url });
  parts.defer(() => database.close());
  await storeSensors(database, Array.from({ length: SENSORS }, () => ({ unit: 'Cel', quantity: 'TEMPERATURE' as const, trust: false, interpolation: Interpolation.STEP, expectedEvery: null })));
  record = createRecorder({ database, partitions: new Partitions(database), autoRegister: false });
  // What is looked up once, is.
  await statementsFor(SENSORS, 1);
});
afterAll(async () => parts[Symbol.asyncDispose]());

// BEGIN, lock, look at the time and the catalog, store, note that, remember, COMMIT.
const USUAL = 8;
// Three to judge again what a late reading may have changed, and one to forget the checkpoints that no longer hold.
const LATE = USUAL + 4;

test.each([
  { what: 'come within the hour of what came before', minute: 2, statements: USUAL, due: 0 },
  { what: 'leave their hour', minute: 63, statements: USUAL + 1, due: SENSORS },
  { what: 'are late within the hour of the newest', minute: 61, statements: LATE, due: 0 },
  { what: 'are late by hours', minute: -70, statements: LATE + 2, due: SENSORS },
  { what: 'leave their day', minute: 200, statements: USUAL + 1, due: 2 * SENSORS },
])('readings that $what cost a batch $statements statements, of however many sensors', async ({ minute, statements, due }) => {
  await sql(database.em.fork(), 'delete from digest_due');
  expect([await statementsFor(1, minute), await statementsFor(SENSORS, minute + 0.5)]).toEqual([statements, statements]);
  const { rows } = await sql<{ due: number }>(database.em.fork(), 'select count(*)::int as due from digest_due');
  expect(rows).toEqual([{ due }]);
});

/** One reading of each of the first sensors, within two days of one month: another month would have its partition made. */
async function statementsFor(sensors: number, minute: number): Promise<number> {
  const origin = { topic: 'digests', payload: new Uint8Array(), receivedAt: START };
  const readings = Array.from({ length: sensors }, (_, index) => ({ key: `M/${index + 1}`, measuredAt: momentOf(minute - 1440), value: 5, unit: null, quality: Quality.GOOD, origin }));
  const before = counter.statements;
  const { outcomes } = await record([messageOfReadings(readings, now())]);
  expect(outcomes[0]!.recorded).toBe(sensors);
  return counter.statements - before;
}
