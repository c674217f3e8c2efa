import 'reflect-metadata';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openDatabase, sql, type Database } from '../../src/database.js';
import { ExcursionStatus, RuleMode, Severity } from '../../src/domain/excursion.js';
import { Quality, Quantity } from '../../src/domain/reading.js';
import { Role } from '../../src/domain/role.js';
import { MINUTE, now } from '../../src/domain/time.js';
import { createInProcessBus } from '../../src/embedded/bus.js';
import { openRecording, type Recording } from '../../src/ingest/recording.js';
import { createLive } from '../../src/live/live.js';
import { createLog } from '../../src/log.js';
import { createContext } from '../../src/resolvers/context.js';
import { defineExcursionRule } from '../../src/resolvers/write/define-excursion-rule.js';
import { createDatabase } from '../support/database.js';

const log = createLog('silent');
const open = new AsyncDisposableStack();
const bus = open.use(createInProcessBus(log));
let database: Database;
let recording: Recording;

beforeAll(async () => {
  database = open.use(await openDatabase({ url: await createDatabase() }));
  recording = open.use(await openRecording({ database, bus, log, autoRegister: true }));
});
afterAll(() => open.disposeAsync());

test.each([
  { name: 'had returned and waited for its off-delay', code: 'A', readings: [[25, 12], [15, 5], [5, 5]], late: [20, 11], onDelay: 0, offDelay: 60, ended: 15 },
  { name: 'was confirmed by the clock alone', code: 'B', readings: [[30, 5], [25, 12]], late: [27, 5], onDelay: 5, offDelay: 0, ended: 25 },
])('an excursion that $name when its rule was replaced is the same after a late reading beside it', async ({ code, readings, late, onDelay, offDelay, ended }) => {
  const began = now();
  await sql(database.em.fork(), 'insert into machine (code, name) values ($1, $1)', [code]);
  const record = ([minutesAgo, value]: number[]) =>
    recording.recordReadings([{ key: `${code}/temperature`, measuredAt: began - minutesAgo! * MINUTE, value: value!, unit: null, quality: Quality.GOOD, origin: { topic: 'test', payload: new Uint8Array(), receivedAt: began } }]);
  const define = (high: number) =>
    defineExcursionRule(createContext({ database, live: createLive({ bus, log }), record: recording.recordReadings, bus, log, authenticate: async () => null }, { id: 'quality', viewer: { name: 'quality', role: Role.ADMIN, sites: null, asset: null } }), {
      code: `RULE-${code}`, quantity: Quantity.TEMPERATURE, severity: Severity.WARNING, mode: RuleMode.CONSECUTIVE, high, onDelay: onDelay * MINUTE, offDelay: offDelay * MINUTE, machines: [code],
    });
  await define(8);
  for (const reading of readings) await record(reading);
  await database.em.fork().transactional(async (em) => {
    await sql(em, `select set_config('thermograph.actor', 'quality', true)`);
    await sql(em, `update excursion set status = $1, acknowledged_by = 'quality', acknowledged_at = now() where ended_at is null`, [ExcursionStatus.ACKNOWLEDGED]);
  });
  await define(13);
  const standing = [{ status: ExcursionStatus.ACKNOWLEDGED, started: 25, ended }];
  expect(await excursions(code, began)).toEqual(standing);
  await record(late);
  const after = await excursions(code, began);
  expect(after.map(({ status, ended: end }) => ({ status, ended: end }))).toEqual([{ status: ExcursionStatus.ACKNOWLEDGED, ended }]);
});

async function excursions(code: string, began: number) {
  const ago = (column: string) => `round(($2 - date_part('epoch', ${column}) * 1e6) / 6e7)`;
  const { rows } = await sql<{ status: string; started: number; ended: number | null }>(
    database.em.fork(),
    `select status, ${ago('started_at')} as started, ${ago('ended_at')} as ended from excursion join sensor on sensor.id = sensor_id where key = $1 order by started_at`,
    [`${code}/temperature`, began],
  );
  return rows;
}
