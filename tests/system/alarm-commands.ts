import { expect } from '@jest/globals';
import fc from 'fast-check';
import { micros, sql } from '../../src/database.js';
import { formatInstant, HOUR, type Duration } from '../../src/domain/time.js';
import { follow } from '../support/alarm-table.js';
import { Acknowledge, AlarmsOf, Reset, ReturnToService, ShelveSensor, TakeOutOfService, UnshelveSensor } from './alarm-documents.js';
import { RecordReadings } from './graphql-documents.js';
import type { World } from './graphql-fixture.js';

/** What should be: of one sensor the alarms of its excursions, oldest first, and how it is suppressed. */
export interface Model {
  latching: boolean;
  alarms: { state: string; holds: boolean; isOver: boolean; isAcknowledged: boolean }[];
  /** What is left of it while it is shelved. */
  shelvedFor: Duration | null;
  isOutOfService: boolean;
  broken: boolean;
}

/** The machine whose thermometer the model is of, and its world. */
export interface Real {
  readonly world: World;
  /** Every state that was served. */
  readonly seen: Set<string>;
  machine: string;
  /** The excursions, oldest first, as they were served last. */
  ids: string[];
}

const sensorOf = ({ machine }: Real) => `${machine}/t`;

/** An alarm that is over stays as it is, whatever happens to its sensor. */
function happen(model: Model, event: string, which: readonly Model['alarms'][number][] = model.alarms): void {
  for (const alarm of which) {
    if (alarm.isOver) continue;
    Object.assign(alarm, follow(alarm, event, model.latching));
    alarm.isOver = alarm.state === 'NORM';
  }
}

/** The clock of the database, which is later at every step. */
async function moment({ world }: Real): Promise<number> {
  const { rows } = await sql<{ now: number }>(world.database.em.fork(), `select ${micros('clock_timestamp()')} as now`);
  return rows[0]!.now;
}

const measure = async (real: Real, value: number) => {
  const readings = [{ sensor: sensorOf(real), measuredAt: formatInstant(await moment(real)), value }];
  expect((await real.world.ask(RecordReadings, { input: { readings } })).recordReadings).toEqual({ recorded: 1, duplicates: 0, userErrors: [] });
};

const served = async ({ world, machine }: Real) => (await world.ask(AlarmsOf, { machine: [machine] })).excursions.nodes.toReversed();

type Command = fc.AsyncCommand<Model, Real>;

/** A step, after which each excursion is served in the state in which the model has it. */
const command = (name: string, run: (model: Model, real: Real) => Promise<void>): Command => ({
  check: () => true,
  async run(model, real) {
    await run(model, real);
    const nodes = await served(real);
    const states = nodes.map(({ alarmState }) => alarmState);
    real.ids = nodes.map(({ id }) => id);
    expect(states).toEqual(model.alarms.map(({ state }) => state));
    for (const state of states) real.seen.add(state);
  },
  toString: () => name,
});

const breaks = () => command('a reading breaks the rule', async (model, real) => {
  await measure(real, 12);
  if (model.broken) return;
  model.broken = true;
  const alarm = { state: 'NORM', holds: false, isOver: false, isAcknowledged: false };
  model.alarms.push(alarm);
  if (model.shelvedFor !== null) Object.assign(alarm, follow(alarm, 'shelve', model.latching));
  if (model.isOutOfService) Object.assign(alarm, follow(alarm, 'remove_from_service', model.latching));
  happen(model, 'condition_true', [alarm]);
});

const returns = () => command('a reading has returned', async (model, real) => {
  await measure(real, 5);
  if (model.broken) happen(model, 'condition_false', model.alarms.slice(-1));
  model.broken = false;
});

/** Who acknowledges an alarm that tells nobody has seen the excursion, which he can say once. */
const acknowledges = (place: number) => command(`somebody acknowledges the newest but ${place}`, async (model, real) => {
  const index = Math.max(0, model.alarms.length - 1 - place);
  const alarm = model.alarms[index];
  if (!alarm) return;
  const { acknowledgeExcursion } = await real.world.ask(Acknowledge, { input: { excursion: real.ids[index]! } });
  const mayBe = !alarm.isAcknowledged || ['UNACK', 'RTNUN', 'LUNACK'].includes(alarm.state);
  expect(acknowledgeExcursion.userErrors.map(({ code }) => code)).toEqual(mayBe ? [] : ['ALREADY_ACKNOWLEDGED']);
  alarm.isAcknowledged = true;
  happen(model, 'ack', [alarm]);
});

const resets = (place: number) => command(`somebody resets the newest but ${place}`, async (model, real) => {
  const index = Math.max(0, model.alarms.length - 1 - place);
  const alarm = model.alarms[index];
  if (!alarm) return;
  const { resetExcursion } = await real.world.ask(Reset, { input: { excursion: real.ids[index]! } });
  expect(resetExcursion.userErrors.map(({ code }) => code)).toEqual(alarm.state === 'LACKED' ? [] : ['NOT_LATCHED']);
  happen(model, 'reset', [alarm]);
});

const shelves = (hours: number) => command(`somebody shelves it for ${hours} hours`, async (model, real) => {
  const until = formatInstant((await moment(real)) + hours * HOUR);
  const { shelveSensor } = await real.world.ask(ShelveSensor, { input: { sensor: sensorOf(real), until, reason: 'the door is open' } });
  const refusal = model.isOutOfService ? 'OUT_OF_SERVICE' : model.shelvedFor !== null ? 'ALREADY_SHELVED' : hours > 24 ? 'SHELVED_TOO_LONG' : null;
  expect(shelveSensor.userErrors.map(({ code }) => code)).toEqual(refusal ? [refusal] : []);
  if (refusal) return;
  model.shelvedFor = hours * HOUR;
  happen(model, 'shelve');
});

const unshelves = () => command('somebody unshelves it', async (model, real) => {
  const { unshelveSensor } = await real.world.ask(UnshelveSensor, { input: { sensor: sensorOf(real) } });
  expect(unshelveSensor.userErrors.map(({ code }) => code)).toEqual(model.shelvedFor === null ? ['NOT_SHELVED'] : []);
  if (model.shelvedFor !== null) happen(model, 'unshelve');
  model.shelvedFor = null;
});

const takesOut = () => command('somebody takes it out of service', async (model, real) => {
  const { takeOutOfService } = await real.world.ask(TakeOutOfService, { input: { sensor: sensorOf(real), reason: 'it is broken' } });
  expect(takeOutOfService).toMatchObject(model.isOutOfService ? { userErrors: [{ code: 'ALREADY_OUT_OF_SERVICE' }] } : { sensor: { status: 'OUT_OF_SERVICE' }, userErrors: [] });
  if (!model.isOutOfService) happen(model, 'remove_from_service');
  Object.assign(model, { isOutOfService: true, shelvedFor: null });
});

const putsBack = () => command('somebody returns it to service', async (model, real) => {
  const { returnToService } = await real.world.ask(ReturnToService, { input: { sensor: sensorOf(real) } });
  expect(returnToService.userErrors.map(({ code }) => code)).toEqual(model.isOutOfService ? [] : ['NOT_OUT_OF_SERVICE']);
  if (model.isOutOfService) happen(model, 'return_to_service');
  model.isOutOfService = false;
});

/** Nobody waits: the end of the shelf comes nearer by as much, and when it is reached it is now. */
const passes = (hours: number) => command(`${hours} hours pass`, async (model, real) => {
  await sql(real.world.database.em.fork(), `
    update sensor_suppression set until_at = greatest(until_at - $2::int * interval '1 hour', clock_timestamp())
    from sensor where sensor.id = sensor_id and key = $1 and lifted_at is null and until_at > clock_timestamp()`, [sensorOf(real), hours]);
  if (model.shelvedFor === null) return;
  model.shelvedFor -= hours * HOUR;
  if (model.shelvedFor > 0) return;
  model.shelvedFor = null;
  happen(model, 'unshelve');
});

/** Lives of a sensor. */
export const lives = fc.commands(
  [
    ...[breaks, breaks, breaks, returns, returns, returns, unshelves, takesOut, putsBack, putsBack].map((each) => fc.constant(each())),
    ...[acknowledges, acknowledges, acknowledges, resets].map((each) => fc.constantFrom(0, 0, 0, 1, 2).map(each)),
    fc.constantFrom(2, 10, 30).map(shelves), fc.constantFrom(1, 5, 12).map(passes),
  ],
  { maxCommands: 40, size: 'max' },
);
