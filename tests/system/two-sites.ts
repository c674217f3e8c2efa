import { execute, parse, type ExecutionResult } from 'graphql';
import { formatInstant, MINUTE, now } from '../../src/domain/time.js';
import { plan } from '../../src/notify/plan.js';
import type { Viewer } from '../../src/domain/role.js';
import { buildGraphQLSchema } from '../../src/resolvers/schema.js';
import { query, sql } from '../../src/resolvers/statement.js';
import { authenticateByName } from './access-callers.js';
import { DefineRule, record, RegisterContainer, RegisterMachine, RegisterSamples, RegisterSensor, RegisterSite } from './graphql-documents.js';
import { openWorld, type World } from './graphql-fixture.js';
import { DefineChannel, DefinePolicy } from './notify-documents.js';

/** Every code and name in it begins with where it is. Ids of what is elsewhere than in the north have seven digits. */
export interface TwoSites extends AsyncDisposable {
  readonly world: World;
  readonly north: number;
  readonly south: number;
  readonly start: number;
  /** Runs a document as the server does, past what a server allows of one. */
  run(viewer: Viewer, document: string): Promise<ExecutionResult>;
}

const TABLES = ['site', 'machine', 'container', 'sample', 'sensor', 'excursion_rule', 'excursion', 'placement', 'disposition', 'notification', 'notification_channel', 'escalation_policy'];

/** The same things at two sites and nowhere, with somebody who is told there if that is wanted, a rule over both sites, a sample that came from the north, and a rack of each site in the room of the other. */
export async function openTwoSites({ told = false }: { told?: boolean } = {}): Promise<TwoSites> {
  const world = await openWorld({ authenticate: authenticateByName });
  const opened = now();
  const start = Math.floor(opened / MINUTE) * MINUTE - 300 * MINUTE;
  const appoint = told ? appointIn(world) : async () => {};
  await furnishSite(world, 'NORTH', start);
  await appoint('NORTH', 'NORTH');
  await startIdsAt(world, 7_770_001);
  await furnishSite(world, 'SOUTH', start);
  await appoint('SOUTH', 'SOUTH');
  await startIdsAt(world, 8_880_001);
  await furnishFreezer(world, 'NOWHERE', null, start);
  await appoint('NOWHERE', null);
  await startIdsAt(world, 7_775_001);
  await furnishBetween(world, start);
  const schema = await buildGraphQLSchema({ mostObjects: Infinity });
  const [north, south] = (await query<{ id: number }>(world.database.em.fork(), sql`select id from site order by code`)).map(({ id }) => id);
  return {
    world,
    north: north!,
    south: south!,
    start,
    // What two callers are told is compared, so it is of the same moment. It is more than a server would tell at once: its statements wait for nobody's turn.
    run: async (viewer, document) =>
      execute({ schema, document: parse(document), contextValue: Object.defineProperties(world.contextOf({ viewer }), { now: { value: opened }, em: { value: world.database.em.fork() } }) }),
    [Symbol.asyncDispose]: () => world[Symbol.asyncDispose](),
  };
}

async function startIdsAt(world: World, id: number): Promise<void> {
  for (const table of TABLES) await query(world.database.em.fork(), sql`select setval(pg_get_serial_sequence(${table}::text, 'id'), ${id}::int)`);
}

/** A mill, and a freezer that is both, in a room: only the room and the mill have a site of their own. */
async function furnishSite(world: World, site: string, start: number): Promise<void> {
  await world.ask(RegisterSite, { input: { code: site, name: `${site} plant`, timeZone: 'UTC' } });
  await world.ask(RegisterMachine, { input: { code: `${site}-MILL`, name: `${site} mill`, site } });
  await world.ask(RegisterContainer, { input: { code: `${site}-ROOM`, name: `${site} room`, kind: 'ROOM', site } });
  await furnishFreezer(world, site, `${site}-ROOM`, start);
  for (const [key, value] of [[`${site}-MILL/temperature`, 70], [`${site}-FRZ/temperature`, 20]] as const) {
    await world.ask(DefineRule, { input: { code: `${site}-${value}`, quantity: 'TEMPERATURE', severity: 'WARNING', mode: 'INSTANT', high: value - 10, machines: [key.split('/')[0]!] } });
    await record(world, key, start, [[0, 0], [10, value], [20, 0], [30, value]]);
  }
  await decideOf(world, `${site}-FRZ/temperature`, `${site}-S`, `${site} hand`);
}

/** That it is set apart, after all excursions of a sensor, wherever it was. */
async function decideOf(world: World, sensor: string, sample: string, by: string): Promise<void> {
  await query(world.database.em.fork(), sql`
    insert into disposition (excursion_id, sample_id, disposition, at, by_name, role, reason, revision, known)
    select excursion.id, sample.id, 'QUARANTINED', now(), ${by}, 'OPERATOR', ${by}, excursion.revision, '{ "peak": null, "severity": "INFO", "times": [] }'
    from excursion join sensor on sensor.id = sensor_id, sample where sensor.key = ${sensor} and sample.code = ${sample} order by excursion.id`);
}

/** Somebody who is told of all that happened so far and happens from now on; nobody sends it to him. */
const appointIn = (world: World) => async (prefix: string, site: string | null): Promise<void> => {
  await world.ask(DefineChannel, { input: { code: `${prefix}-DUTY`, url: 'http://127.0.0.1:9', site } });
  await world.ask(DefinePolicy, { input: { code: `${prefix}-ALL`, site, tellHistory: true, steps: [{ channels: [`${prefix}-DUTY`] }] } });
  await tell(world);
};

const tell = (world: World): Promise<boolean> => world.database.em.fork().transactional((em) => plan(em, now()));

async function furnishFreezer(world: World, prefix: string, room: string | null, start: number): Promise<void> {
  const name = `${prefix} thing`;
  const sample = { name, type: 'plasma', collectedAt: formatInstant(start) };
  await world.ask(RegisterMachine, { input: { code: `${prefix}-FRZ`, name } });
  await world.ask(RegisterContainer, { input: { code: `${prefix}-FRZ`, name, kind: 'FREEZER', machine: `${prefix}-FRZ`, parent: room } });
  for (const box of ['A', 'B']) await world.ask(RegisterContainer, { input: { code: `${prefix}-BOX-${box}`, name, kind: 'BOX', parent: `${prefix}-FRZ` } });
  await world.ask(RegisterSamples, {
    input: { samples: [{ ...sample, code: `${prefix}-S`, container: `${prefix}-BOX-A` }, { ...sample, code: `${prefix}-S-1`, parent: `${prefix}-S`, container: `${prefix}-BOX-B` }] },
  });
  if (room !== null) await world.ask(RegisterSensor, { input: { machine: `${prefix}-MILL`, channel: 'temperature', quantity: 'TEMPERATURE' } });
  await world.ask(RegisterSensor, { input: { container: `${prefix}-FRZ`, channel: 'temperature', quantity: 'TEMPERATURE' } });
  await world.ask(RegisterSensor, { input: { machine: `${prefix}-FRZ`, channel: 'power', quantity: 'POWER' } });
  await world.ask(RegisterSensor, { input: { sample: `${prefix}-S`, channel: 'probe', quantity: 'TEMPERATURE' } });
  for (const key of ['FRZ/power', 'S/probe']) await record(world, `${prefix}-${key}`, start, [[0, 1], [5, 2]]);
}

async function furnishBetween(world: World, start: number): Promise<void> {
  const sample = { name: 'SOUTH sample', type: 'plasma', collectedAt: formatInstant(start) };
  await world.ask(RegisterContainer, { input: { code: 'SOUTH-RACK', name: 'SOUTH rack', kind: 'RACK', site: 'SOUTH', parent: 'NORTH-ROOM' } });
  const samples = [{ ...sample, code: 'SOUTH-RACKED', container: 'SOUTH-RACK', parent: 'NORTH-S' }, { ...sample, code: 'SOUTH-MOVED', container: 'SOUTH-BOX-A' }];
  await world.ask(RegisterSamples, { input: { samples } });
  await startIdsAt(world, 1_001);
  const northern = { ...sample, name: 'NORTH sample' };
  await world.ask(RegisterContainer, { input: { code: 'NORTH-RACK', name: 'NORTH rack', kind: 'RACK', site: 'NORTH', parent: 'SOUTH-ROOM' } });
  await world.ask(RegisterSamples, { input: { samples: [{ ...northern, code: 'NORTH-ALIQUOT', container: 'NORTH-BOX-A', parent: 'SOUTH-S' }, { ...northern, code: 'NORTH-RACKED', container: 'NORTH-RACK' }] } });
  await world.ask(DefineRule, { input: { code: 'BOTH', quantity: 'POWER', severity: 'INFO', mode: 'INSTANT', high: 1.5, machines: ['NORTH-FRZ', 'SOUTH-FRZ', 'NOWHERE-FRZ'] } });
  const toDetect = [[10, 1], [11, 2], [12, 1]] as const;
  await record(world, 'NORTH-FRZ/power', start, toDetect);
  await tell(world);
  await startIdsAt(world, 7_776_001);
  for (const prefix of ['SOUTH', 'NOWHERE']) await record(world, `${prefix}-FRZ/power`, start, toDetect);
  await tell(world);
  // It was in the northern freezer while that was too warm.
  await query(world.database.em.fork(), sql`
    insert into placement (container_id, item_sample_id, from_at, to_at, by_name)
    select container.id, sample.id, ${formatInstant(start)}::timestamptz, now() - interval '1 hour', 'NORTH hand'
    from container, sample where container.code = 'NORTH-FRZ' and sample.code = 'SOUTH-MOVED'`);
  await startIdsAt(world, 7_777_001);
  await decideOf(world, 'NORTH-FRZ/temperature', 'SOUTH-MOVED', 'SOUTH hand');
  await decideOf(world, 'SOUTH-FRZ/temperature', 'NORTH-ALIQUOT', 'SOUTH hand');
}
