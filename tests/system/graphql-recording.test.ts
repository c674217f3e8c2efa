import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ExcursionChange } from '../../src/domain/excursion.js';
import { formatInstant, MINUTE, now } from '../../src/domain/time.js';
import { sql } from '../../src/database.js';
import { graphql } from '../client/index.js';
import { DefineRule, record, RecordReadings, RegisterMachine, RegisterSensor } from './graphql-documents.js';
import { openWorld, type World } from './graphql-fixture.js';

const SayStatus = graphql(`
  mutation SayStatus($input: SetMachineStatusInput!) {
    setMachineStatus(input: $input) { machine { code status lastSeenAt } userErrors { code field message } }
  }
`);

const SayTwoStatuses = graphql(`
  mutation SayTwoStatuses($one: SetMachineStatusInput!, $two: SetMachineStatusInput!) {
    one: setMachineStatus(input: $one) { machine { status } }
    two: setMachineStatus(input: $two) { machine { status } }
  }
`);

const Acknowledge = graphql(`
  mutation Acknowledge($input: AcknowledgeExcursionInput!) {
    acknowledgeExcursion(input: $input) { excursion { id status acknowledgedBy acknowledgedAt comment revision } userErrors { code field message } }
  }
`);

const OpenExcursions = graphql(`
  query OpenExcursions($where: ExcursionFilter) { excursions(where: $where) { nodes { id status startedAt } } }
`);

const StoredRejections = graphql(`
  query StoredRejections { rejections { nodes { topic reason payload } } }
`);

let world: World;
const start = Math.floor(now() / MINUTE) * MINUTE - 60 * MINUTE;
const measuredAt = formatInstant(start);

beforeAll(async () => {
  world = await openWorld();
  await world.ask(RegisterMachine, { input: { code: 'CNC-001', name: 'Mill' } });
  for (const channel of ['temperature', 'spindle']) await world.ask(RegisterSensor, { input: { machine: 'CNC-001', channel, quantity: 'TEMPERATURE' } });
});
afterAll(async () => world[Symbol.asyncDispose]());

test('a status is said, seen, and told after it is committed', async () => {
  const { setMachineStatus } = await world.ask(SayStatus, { input: { machine: 'CNC-001', status: 'RUNNING' } });
  expect(setMachineStatus).toMatchObject({ machine: { code: 'CNC-001', status: 'RUNNING', lastSeenAt: expect.stringMatching(/Z$/) }, userErrors: [] });
  expect(world.events.at(-1)).toEqual({ name: 'machineStatusChanged', position: expect.any(Number), machineId: 1 });
  const unknown = await world.ask(SayStatus, { input: { machine: 'CNC-9', status: 'IDLE' } });
  expect(unknown.setMachineStatus).toMatchObject({ machine: null, userErrors: [{ code: 'NOT_FOUND', field: ['machine'] }] });
});

test('each mutation of a document shows what is true after it', async () => {
  const answer = await world.ask(SayTwoStatuses, { one: { machine: 'CNC-001', status: 'ERROR' }, two: { machine: 'CNC-001', status: 'MAINTENANCE' } });
  expect(answer).toEqual({ one: { machine: { status: 'ERROR' } }, two: { machine: { status: 'MAINTENANCE' } } });
});

test('readings are recorded each by itself: a bad one is refused by its index and kept, the others are stored', async () => {
  const { recordReadings } = await world.ask(RecordReadings, {
    input: {
      readings: [
        { sensor: 'CNC-001/temperature', measuredAt, value: 50 },
        { sensor: 'CNC-001/nothing', measuredAt, value: 1 },
        { sensor: 'CNC-001/temperature', measuredAt, value: 50 },
        { sensor: 'CNC-001/temperature', measuredAt, value: 51 },
        { sensor: 'CNC-001/temperature', measuredAt: formatInstant(start + MINUTE), value: 212, unit: '[degF]' },
        { sensor: 'CNC-001/temperature', measuredAt: formatInstant(start + 2 * MINUTE), value: 3, unit: 'bar' },
        { sensor: 'CNC-001/temperature', measuredAt: formatInstant(now() + 60 * MINUTE), value: 3 },
        { sensor: 'CNC-001/\u0000', measuredAt, value: 3 },
        { sensor: 'CNC-001/temperature', measuredAt: '1969-12-31T23:59:59Z', value: 3 },
      ],
    },
  });
  expect(recordReadings).toMatchObject({ recorded: 2, duplicates: 1 });
  expect(recordReadings.userErrors.map(({ code, field }) => [code, ...field]).toSorted((one, other) => Number(one[2]) - Number(other[2]))).toEqual([
    ['UNKNOWN_SENSOR', 'readings', '1'],
    ['CONFLICT', 'readings', '3'],
    ['INCOMPATIBLE_UNIT', 'readings', '5'],
    ['FUTURE_TIME', 'readings', '6'],
    ['INVALID_TEXT', 'readings', '7'],
    ['INVALID_TIME', 'readings', '8'],
  ]);
  const { rejections } = await world.ask(StoredRejections);
  expect(rejections.nodes).toHaveLength(6);
  expect(rejections.nodes).toContainEqual({
    topic: 'graphql/recordReadings', reason: 'CONFLICT',
    payload: JSON.stringify({ sensor: 'CNC-001/temperature', measuredAt, value: 51, unit: null, quality: 'GOOD' }),
  });
});

test('a call of no readings, or of more than ten thousand, is refused whole', async () => {
  expect((await world.ask(RecordReadings, { input: { readings: [] } })).recordReadings).toMatchObject({ recorded: 0, userErrors: [{ code: 'INVALID', field: ['readings'] }] });
});

test('a call of more than a hundred different units is refused whole, however they are spelled', async () => {
  const readings = (units: number) => Array.from({ length: 300 }, (_, i) => ({ sensor: 'CNC-001/temperature', measuredAt: formatInstant(start + 40 * MINUTE + i), value: 1, unit: `no-unit-${i % units}` }));
  const few = await world.ask(RecordReadings, { input: { readings: readings(100) } });
  expect(few.recordReadings.userErrors).toHaveLength(300);
  const many = await world.ask(RecordReadings, { input: { readings: [...readings(101), { sensor: 'CNC-001/temperature', measuredAt, value: 1 }] } });
  expect(many.recordReadings).toMatchObject({ recorded: 0, userErrors: [{ code: 'INVALID', field: ['readings'], message: 'The readings have 101 different units, but may have 100.' }] });
});

test('a code that nothing can have is not looked up, and there is nothing of that name', async () => {
  const code = 'x'.repeat(201);
  const before = world.statements;
  const { data } = await world.post(`{ machine(code: "${code}") { code } container(code: "${code}") { code } site(code: "${code}") { code } sensor(key: "${code}${code}") { key } }`);
  expect(data).toEqual({ machine: null, container: null, site: null, sensor: null });
  expect(world.statements).toBe(before);
  const { setMachineStatus } = await world.ask(SayStatus, { input: { machine: code, status: 'RUNNING' } });
  expect(setMachineStatus.userErrors).toMatchObject([{ code: 'NOT_FOUND', field: ['machine'] }]);
  expect(world.statements).toBe(before);
  const unknown = await world.ask(RegisterMachine, { input: { code: 'CNC-201', name: 'Mill', site: code } });
  expect(unknown.registerMachine.userErrors).toMatchObject([{ code: 'NOT_FOUND', field: ['site'] }]);
  await world.post('{ machine(code: "x") { code } }');
  expect(world.statements).toBeGreaterThan(before);
});

test('an excursion is acknowledged once, by name, and told', async () => {
  await world.ask(DefineRule, { input: { code: 'HOT', quantity: 'TEMPERATURE', severity: 'WARNING', mode: 'INSTANT', high: 60, machines: ['CNC-001'] } });
  await record(world, 'CNC-001/spindle', start, [[10, 70]]);
  const [excursion] = (await world.ask(OpenExcursions, { where: { open: true } })).excursions.nodes;
  const id = excursion!.id;
  const acknowledge = async (comment: string | null) => (await world.ask(Acknowledge, { input: { excursion: id, comment } })).acknowledgeExcursion;
  expect(await acknowledge('door was open')).toEqual({
    excursion: { id, status: 'ACKNOWLEDGED', acknowledgedBy: 'local', acknowledgedAt: expect.stringMatching(/Z$/), comment: 'door was open', revision: 1 },
    userErrors: [],
  });
  expect(world.events.at(-1)).toEqual({ name: 'excursionChanged', position: expect.any(Number), change: ExcursionChange.ACKNOWLEDGED, excursionId: Number(id), sensorId: 2 });
  const told = world.events.length;
  expect(await acknowledge('again')).toEqual({ excursion: null, userErrors: [{ code: 'ALREADY_ACKNOWLEDGED', field: ['excursion'], message: 'It was acknowledged by local already.' }] });
  expect(await acknowledge('x'.repeat(2001))).toMatchObject({ excursion: null, userErrors: [{ code: 'INVALID', field: ['comment'] }] });
  expect(world.events).toHaveLength(told);
});

test('an excursion that was retracted, or never was, cannot be acknowledged', async () => {
  await record(world, 'CNC-001/spindle', start, [[11, 20], [20, 70]]);
  const [excursion] = (await world.ask(OpenExcursions, { where: { open: true } })).excursions.nodes;
  await sql(world.database.em.fork(), `update excursion set status = 'RETRACTED' where id = $1`, [Number(excursion!.id)]);
  expect((await world.ask(Acknowledge, { input: { excursion: excursion!.id } })).acknowledgeExcursion.userErrors).toMatchObject([{ code: 'RETRACTED' }]);
  for (const id of ['999', 'x', '-1']) expect((await world.ask(Acknowledge, { input: { excursion: id } })).acknowledgeExcursion.userErrors).toMatchObject([{ code: 'NOT_FOUND' }]);
});
