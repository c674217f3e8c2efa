import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { sql } from '../../src/database.js';
import { DAY, formatInstant, HOUR, MINUTE, now, type Instant } from '../../src/domain/time.js';
import { startClock } from '../../src/ingest/clock.js';
import { judgeCalibrations } from '../../src/ingest/calibrations.js';
import { createLog } from '../../src/log.js';
import { eventually } from '../support/eventually.js';
import { Acknowledge } from './alarm-documents.js';
import { authenticateByName } from './access-callers.js';
import { Move } from './custody-documents.js';
import { record as readings, RegisterContainer, RegisterMachine, RegisterSamples, RegisterSensor } from './graphql-documents.js';
import { CalibrationAlarms, CalibrationsOf, DueWithin, RecordCalibration, StuckSensors, WithdrawCalibration } from './health-documents.js';
import { openTelling, type Telling } from './notify-fixture.js';

let telling: Telling;
/** Of the whole file: no day is counted twice. */
const today = Math.floor(now() / HOUR) * HOUR;
const day = (days: number) => formatInstant(today + days * DAY);
let count = 0;
let code: string;

beforeAll(async () => {
  telling = await openTelling({ authenticate: authenticateByName });
});
afterAll(async () => telling[Symbol.asyncDispose]());
beforeEach(async () => {
  await telling.forget();
  await sql(telling.world.database.em.fork(), 'truncate sensor_calibration, calibration_watch');
  code = `MILL-${++count}`;
  await telling.world.ask(RegisterMachine, { input: { code, name: 'mill', site: 'LAB' } });
  await telling.world.ask(RegisterSensor, { input: { machine: code, channel: 't', quantity: 'TEMPERATURE' } });
});

const record = async (at: number, dueAt: number, more: object = {}) => (await telling.world.ask(RecordCalibration, { input: { sensor: `${code}/t`, at: day(at), dueAt: day(dueAt), ...more } })).recordCalibration;
const alarms = async () => (await telling.world.ask(CalibrationAlarms, { machine: [code] })).excursions.nodes.toReversed();
/** The clock of the ingest looks so many days from today. */
const look = (days: number, limit = 100) =>
  telling.world.database.em.fork().transactional(async (em) => {
    const { taken, events } = await judgeCalibrations(em, later(today + days * DAY), limit);
    return { taken, changes: events.flatMap((event) => (event.name === 'excursionChanged' ? [event.change] : [])) };
  });
/** What was recorded just now is due at once. */
const later = (moment: Instant) => Math.max(moment, now() + MINUTE);

describe('a calibration', () => {
  test('is recorded with who, when and until when, and every one is kept', async () => {
    const { calibration } = await record(-300, 65, { by: 'Metrology Ltd', certificate: 'DKD-1', notes: 'offset 0.02' });
    expect(calibration).toEqual({
      id: expect.any(String), at: day(-300), dueAt: day(65), by: 'Metrology Ltd', certificate: 'DKD-1', notes: 'offset 0.02', recordedAt: expect.any(String), recordedBy: 'local', withdrawnAt: null, withdrawnBy: null,
    });
    await record(-665, -300, { certificate: 'DKD-0' });
    expect((await telling.world.ask(CalibrationsOf, { sensor: `${code}/t` })).sensor).toEqual({
      calibration: { at: day(-300), dueAt: day(65), certificate: 'DKD-1' }, calibrations: [{ at: day(-300), withdrawnBy: null }, { at: day(-665), withdrawnBy: null }],
    });
  });

  test.each([
    [{ at: 1, dueAt: 2 }, 'INVALID at'],
    [{ at: -1, dueAt: -1 }, 'INVALID dueAt'],
    [{ at: -1, dueAt: 300, by: ' ' }, 'INVALID by'],
    [{ at: -1, dueAt: 300, certificate: 'x'.repeat(201) }, 'INVALID certificate'],
    [{ at: -1, dueAt: 300, sensor: 'NOWHERE/t' }, 'NOT_FOUND sensor'],
    [{ at: -300, dueAt: 65 }, 'ALREADY_EXISTS at'],
  ])('that says %j is refused', async ({ at, dueAt, ...more }, refusal) => {
    await record(-300, 65);
    const { calibration, userErrors } = await record(at, dueAt, more);
    expect({ calibration, userErrors: userErrors.map((each) => [each.code, ...each.field].join(' ')) }).toEqual({ calibration: null, userErrors: [refusal] });
  });

  test('that comes due is found among the sensors, and one that does not, or was never made, is not', async () => {
    const key = `${code}/t`;
    const isDue = async (time: string | null) => (await telling.world.ask(DueWithin, { time })).sensors.nodes.some((each) => each.key === key);
    expect([await isDue('P365D'), await isDue(null)]).toEqual([false, true]);
    await record(-400, -35);
    expect(await isDue('PT0S')).toBe(true);
    await record(-35, 65);
    expect([await isDue('P60D'), await isDue('P66D')]).toEqual([false, true]);
  });

  test('cannot be recorded or withdrawn by those who do not see the sensor, nor withdrawn by an operator', async () => {
    const { calibration } = await record(-300, 65);
    const elsewhere = telling.world.as('QUALITY@9');
    expect((await elsewhere.ask(RecordCalibration, { input: { sensor: `${code}/t`, dueAt: day(9) } })).recordCalibration.userErrors).toMatchObject([{ code: 'NOT_FOUND' }]);
    expect((await elsewhere.ask(WithdrawCalibration, { input: { calibration: calibration!.id } })).withdrawCalibration.userErrors).toMatchObject([{ code: 'NOT_FOUND' }]);
    expect(await telling.world.as('OPERATOR').errorsOf(WithdrawCalibration, { input: { calibration: calibration!.id } })).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  });
});

describe('what comes due', () => {
  test('is one story: told 90 days before, a warning 30 days before, critical when due, over with the next calibration', async () => {
    await record(-300, 100);
    expect(await look(0)).toEqual({ taken: 1, changes: [] });
    expect(await look(9)).toEqual({ taken: 0, changes: [] });
    expect(await look(10)).toEqual({ taken: 1, changes: ['OPENED'] });
    const [opened] = await alarms();
    expect(opened).toMatchObject({
      severity: 'INFO', startedAt: day(10), confirmedAt: day(10), endedAt: null, limit: null, peak: null, area: null, rule: null, affectedSamples: { nodes: [] },
      revisions: [{ cause: 'DETECTED', severity: 'INFO' }], severities: [{ severity: 'INFO', reachedAt: day(10), limit: null }],
    });
    await telling.world.ask(Acknowledge, { input: { excursion: opened!.id } });
    expect(await look(69)).toEqual({ taken: 0, changes: [] });
    expect(await look(70)).toEqual({ taken: 1, changes: ['UPDATED'] });
    expect(await look(100)).toEqual({ taken: 1, changes: ['UPDATED'] });
    expect(await look(5000)).toEqual({ taken: 0, changes: [] });
    expect(await alarms()).toMatchObject([{
      id: opened!.id, status: 'ACKNOWLEDGED', acknowledgedBy: 'local', severity: 'CRITICAL', startedAt: day(10), endedAt: null, revision: 1,
      severities: [{ severity: 'INFO' }, { severity: 'WARNING', reachedAt: day(70) }, { severity: 'CRITICAL', reachedAt: day(100) }],
    }]);
    // Today is before all that the clock has told: so what was told never was.
    await record(0, 400);
    expect(await look(200)).toEqual({ taken: 1, changes: ['RETRACTED'] });
  });

  test('ends when the sensor was calibrated, whenever that is recorded, and comes back when that was wrong', async () => {
    await record(-400, -35);
    expect(await look(0)).toEqual({ taken: 1, changes: ['OPENED'] });
    expect(await alarms()).toMatchObject([{ severity: 'CRITICAL', startedAt: day(-125), endedAt: null }]);
    const { calibration } = await record(-20, 345);
    expect(await look(0)).toEqual({ taken: 1, changes: ['CLOSED'] });
    expect(await alarms()).toMatchObject([{ severity: 'CRITICAL', endedAt: day(-20), revision: 1 }]);
    const { withdrawCalibration } = await telling.world.ask(WithdrawCalibration, { input: { calibration: calibration!.id, reason: 'another sensor' } });
    expect(withdrawCalibration).toMatchObject({ calibration: { withdrawnBy: 'local' }, userErrors: [] });
    expect(await look(0)).toEqual({ taken: 1, changes: ['UPDATED'] });
    expect(await alarms()).toMatchObject([{ endedAt: null, revisions: [{ cause: 'DETECTED' }, { cause: 'CALIBRATION_CHANGED' }] }]);
    // It was in time.
    await record(-130, 235);
    expect(await look(0)).toEqual({ taken: 1, changes: ['RETRACTED'] });
    expect(await alarms()).toMatchObject([{ status: 'RETRACTED', revisions: [{}, {}, { cause: 'CALIBRATION_CHANGED' }] }]);
    expect((await telling.world.ask(WithdrawCalibration, { input: { calibration: calibration!.id } })).withdrawCalibration.userErrors).toMatchObject([{ code: 'ALREADY_WITHDRAWN' }]);
  });

  test('is the same whatever order the calibrations are recorded in', async () => {
    const history: [number, number][] = [[-1200, -900], [-880, -500], [-600, -200], [-190, -10]];
    const told: unknown[] = [];
    for (const order of [[0, 1, 2, 3], [3, 2, 1, 0], [2, 0, 3, 1]]) {
      code = `MILL-${++count}`;
      await telling.world.ask(RegisterMachine, { input: { code, name: 'mill', site: 'LAB' } });
      await telling.world.ask(RegisterSensor, { input: { machine: code, channel: 't', quantity: 'TEMPERATURE' } });
      for (const each of order) {
        await record(...history[each]!);
        await look(0);
      }
      told.push((await alarms()).filter(({ status }) => status !== 'RETRACTED').map(({ startedAt, endedAt, severity }) => ({ startedAt, endedAt, severity })));
    }
    expect(told[0]).toEqual([
      { startedAt: day(-990), endedAt: day(-880), severity: 'CRITICAL' },
      { startedAt: day(-290), endedAt: day(-190), severity: 'CRITICAL' },
      { startedAt: day(-100), endedAt: null, severity: 'CRITICAL' },
    ]);
    expect(told).toEqual([told[0], told[0], told[0]]);
  });

  test('is raised by the clock of the ingest, beside a silence, and ends by it; no reading changes it, late or not', async () => {
    await using open = new AsyncDisposableStack();
    open.use(startClock({ database: telling.world.database, publish: (events) => telling.world.bus.publish(events), log: createLog('silent'), every: 20 }));
    await telling.world.ask(RegisterSensor, { input: { machine: code, channel: 'quiet', quantity: 'TEMPERATURE', expectedEvery: 'PT1M' } });
    const sensor = `${code}/quiet`;
    const silences = async () => (await telling.world.ask(StuckSensors, { machine: [code], kind: ['NO_DATA'] })).excursions.nodes;
    await telling.world.ask(RecordCalibration, { input: { sensor, at: day(-300), dueAt: day(60) } });
    expect(await eventually(async () => (await alarms())[0])).toMatchObject({ severity: 'INFO', endedAt: null });
    await readings(telling.world, sensor, today - DAY, [[10, 20]]);
    expect(await eventually(async () => (await silences())[0])).toMatchObject({ endedAt: null });
    await readings(telling.world, sensor, today - DAY, [[0, 20], [5, 20]]);
    expect(await silences()).toHaveLength(3);
    expect(await alarms()).toMatchObject([{ severity: 'INFO', endedAt: null, revision: 1 }]);
    await telling.world.ask(RecordCalibration, { input: { sensor, at: day(-1), dueAt: day(365) } });
    expect(await eventually(async () => (await alarms()).find(({ endedAt }) => endedAt !== null))).toMatchObject({ severity: 'INFO', endedAt: day(-1) });
  });

  test('of a sensor that nobody has heard of is raised as well', async () => {
    await using open = new AsyncDisposableStack();
    open.use(startClock({ database: telling.world.database, publish: (events) => telling.world.bus.publish(events), log: createLog('silent'), every: 20 }));
    await record(-300, 60);
    expect(await eventually(async () => (await alarms())[0])).toMatchObject({ severity: 'INFO', endedAt: null });
  });

  test('is no matter of the samples there', async () => {
    await telling.world.ask(RegisterContainer, { input: { code: `${code}-BOX`, name: 'box', kind: 'BOX', machine: code } });
    await telling.world.ask(RegisterSamples, { input: { samples: [{ code: `${code}-S`, name: 's', type: 'plasma', collectedAt: day(-500) }] } });
    await telling.world.ask(Move, { input: { items: [{ sample: `${code}-S` }], into: `${code}-BOX`, at: day(-500) } });
    await record(-400, -35);
    await look(0);
    expect(await alarms()).toMatchObject([{ severity: 'CRITICAL', affectedSamples: { nodes: [] } }]);
    expect(await telling.world.post(`{ sample(code: "${code}-S") { status excursions { nodes { id } } } machine(code: "${code}") { excursions { nodes { kind } } } }`)).toEqual({
      data: { sample: { status: 'COLLECTED', excursions: { nodes: [] } }, machine: { excursions: { nodes: [{ kind: 'CALIBRATION_DUE' }] } } },
    });
  });

  test('is told like any other excursion, to those who care about how bad it is', async () => {
    for (const channel of ['DUTY', 'HEAD']) await telling.channel({ code: channel, url: `${telling.receiver.url}/${channel}` });
    await telling.policy({ code: 'ALL', kinds: ['CALIBRATION_DUE'], leastSeverity: 'INFO', steps: [{ channels: ['DUTY'] }] });
    await telling.policy({ code: 'BAD', leastSeverity: 'CRITICAL', steps: [{ channels: ['HEAD'] }] });
    const told = async (days: number) => {
      await look(days);
      await telling.settle();
      return telling.receiver.received.splice(0).map(({ path, body }) => `${path.split('/').at(-1)} ${body.type.split('.')[1]} ${String(body.data.excursion['severity'])}`).toSorted();
    };
    await record(-300, 60);
    expect(await told(0)).toEqual(['DUTY opened INFO']);
    expect(await told(30)).toEqual(['DUTY updated WARNING']);
    expect(await told(60)).toEqual(['DUTY updated CRITICAL', 'HEAD updated CRITICAL']);
    await record(-1, 365);
    expect(await told(61)).toEqual(['DUTY closed INFO', 'HEAD closed INFO']);
  });
});
