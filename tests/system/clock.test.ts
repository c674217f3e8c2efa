import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { openDatabase, sql, type Database } from '../../src/database.js';
import { Quality } from '../../src/domain/reading.js';
import { now, SECOND, type Instant } from '../../src/domain/time.js';
import { createInProcessBus } from '../../src/embedded/bus.js';
import type { ExcursionChanged } from '../../src/events.js';
import { startClock } from '../../src/ingest/clock.js';
import { openRecording, type Recording } from '../../src/ingest/recording.js';
import { createLog } from '../../src/log.js';
import { createDatabase } from '../support/database.js';
import { eventually } from '../support/eventually.js';

const log = createLog('silent');
const KEY = 'FRZ-001/temperature';
const told: string[] = [];
const open = new AsyncDisposableStack();
let database: Database;
let recording: Recording;

beforeAll(async () => {
  database = open.use(await openDatabase({ url: await createDatabase() }));
  const bus = open.use(createInProcessBus(log));
  bus.subscribe('excursionChanged', ({ change }: ExcursionChanged) => told.push(change));
  recording = open.use(await openRecording({ database, bus, log, autoRegister: false }));
  open.use(startClock({ database, publish: (events) => bus.publish(events), log, every: 20 }));
});
afterAll(() => open.disposeAsync());

beforeEach(async () => {
  told.length = 0;
  await sql(database.em.fork(), 'truncate machine, sensor, sensor_state, reading, excursion_rule, excursion_rule_asset, excursion, excursion_revision restart identity cascade');
  await sql(database.em.fork(), `insert into machine (code, name) values ('FRZ-001', 'freezer')`);
});

test('a silence is raised when it has lasted too long, though no message comes, and ends with the next reading', async () => {
  await makeSensor({ expectedEvery: '1 second' });
  const last = await read(-70);
  expect(await excursions()).toEqual([]);
  const raised = await eventually(async () => (await excursions())[0]);
  expect(raised).toMatchObject({ kind: 'NO_DATA', since: last + SECOND, until: null, status: 'DETECTED' });
  const next = await read(-70);
  expect(await excursions()).toMatchObject([{ kind: 'NO_DATA', since: last + SECOND, until: next }]);
  expect(told).toEqual(['OPENED', 'CLOSED']);
});

test('who only says that nothing can be known is as silent as who says nothing', async () => {
  await makeSensor({ expectedEvery: '1 second' });
  const last = await read(-70);
  const raised = await eventually(async () => {
    await read(-20, now(), Quality.BAD);
    await read(-20, now(), Quality.UNCERTAIN);
    return (await excursions())[0];
  });
  expect(raised).toMatchObject({ kind: 'NO_DATA', since: last + SECOND, until: null });
  const next = await read(-70);
  expect(await excursions()).toMatchObject([{ kind: 'NO_DATA', since: last + SECOND, until: next }]);
});

test('a silence that a delayed reading shifts is retracted and found again, with its causes', async () => {
  await makeSensor({ expectedEvery: '1 second' });
  const last = await read(-70);
  await eventually(async () => (await excursions())[0]);
  await read(-70, last + 1);
  const standing = await eventually(async () => (await excursions()).find(({ status }) => status !== 'RETRACTED'));
  expect(standing).toMatchObject({ since: last + SECOND + 1, until: null, causes: ['DETECTED', 'LATE_DATA', 'FOUND_AGAIN'] });
  expect(told).toEqual(['OPENED', 'RETRACTED', 'OPENED']);
});

test('a value that stays outside without a word is an excursion when the on-delay has passed', async () => {
  await makeSensor({ rule: { onDelay: '1 second', offDelay: '0' } });
  const first = await read(-20);
  expect(await excursions()).toEqual([]);
  expect(await eventually(async () => (await excursions())[0])).toMatchObject({ kind: 'ABOVE', since: first, confirmed: first + SECOND, until: null });
});

test('an excursion ends by the clock when the off-delay has passed, at the moment of the return', async () => {
  await makeSensor({ rule: { onDelay: '0', offDelay: '1 second' } });
  const first = await read(-20);
  const back = await read(-70);
  expect(await excursions()).toMatchObject([{ since: first, until: null }]);
  expect(await eventually(async () => (await excursions()).find(({ until }) => until !== null))).toMatchObject({ since: first, until: back });
  expect(told).toEqual(['OPENED', 'CLOSED']);
});

test('a delay that is not over is left alone', async () => {
  await makeSensor({ expectedEvery: '1 hour', rule: { onDelay: '1 hour', offDelay: '0' } });
  await read(-20);
  const { rows } = await sql<{ due: boolean }>(database.em.fork(), `select due_at > now() + interval '59 minutes' as due from sensor_state`);
  expect(rows).toEqual([{ due: true }]);
  expect(await excursions()).toEqual([]);
});

async function makeSensor({ expectedEvery = null, rule }: { expectedEvery?: string | null; rule?: { onDelay: string; offDelay: string } }): Promise<void> {
  const em = database.em.fork();
  await sql(em, `insert into sensor (key, channel, quantity, unit, machine_id, expected_every) values ($1, 'temperature', 'TEMPERATURE', 'Cel', 1, $2::interval)`, [KEY, expectedEvery]);
  await sql(em, `insert into sensor_state (sensor_id, runs) values (1, '{}')`);
  if (!rule) return;
  await sql(em, `insert into excursion_rule (code, version, quantity, severity, mode, high, deadband, on_delay, off_delay, created_at) values ('ULT', 1, 'TEMPERATURE', 'CRITICAL', 'CONSECUTIVE', -60, 0, $1::interval, $2::interval, now())`, [rule.onDelay, rule.offDelay]);
  await sql(em, 'insert into excursion_rule_asset (rule_id, machine_id) values (1, 1)');
}

async function read(value: number, measuredAt: Instant = now(), quality = Quality.GOOD): Promise<Instant> {
  const origin = { topic: 'test', payload: new Uint8Array(), receivedAt: measuredAt };
  const outcome = await recording.recordReadings([{ key: KEY, measuredAt, value, unit: null, quality, origin }]);
  expect(outcome).toEqual({ recorded: 1, duplicates: 0, refusals: [] });
  return measuredAt;
}

async function excursions() {
  const at = (column: string) => `round(date_part('epoch', ${column}) * 1e6)`;
  const { rows } = await sql<{ kind: string; status: string; since: Instant; confirmed: Instant; until: Instant | null; causes: string[] }>(
    database.em.fork(),
    `select kind, status, ${at('started_at')} as since, ${at('confirmed_at')} as confirmed, ${at('ended_at')} as until,
      (select array_agg(cause order by revision) from excursion_revision where excursion_id = excursion.id) as causes from excursion order by started_at, id`,
  );
  return rows;
}
