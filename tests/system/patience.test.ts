import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { openApi, type Api } from '../../src/api.js';
import { openDatabase, sql, type Database } from '../../src/database.js';
import { formatInstant } from '../../src/domain/time.js';
import { createLive, type Live } from '../../src/live/live.js';
import { openTail, type Tail } from '../../src/live/tail.js';
import { createLog } from '../../src/log.js';
import { createMetrics } from '../../src/metrics.js';
import { createContext } from '../../src/resolvers/context.js';
import { graphql } from '../client/index.js';
import { eventually } from '../support/eventually.js';
import { startProxy, type Proxy } from '../support/proxy.js';
import { authenticateByName } from './access-callers.js';
import { RecordReadings } from './graphql-documents.js';
import { openTwoSites, type TwoSites } from './two-sites.js';

const Readings = graphql(`
  subscription PatientReadings { readingRecorded(where: { quantity: [POWER] }) { reading { value sensor { key asset { code } } } } }
`);
const Excursions = graphql(`
  subscription PatientExcursions { excursionChanged(where: { kind: [ABOVE] }) { excursion { sensor { key } asset { code } } } }
`);
const Machines = graphql(`
  subscription PatientMachines { machineStatusChanged { code site { code } } }
`);
const SetStatus = graphql(`
  mutation SetStatusPatiently($status: MachineStatus!) { setMachineStatus(input: { machine: "NORTH-MILL", status: $status }) { userErrors { code } } }
`);

const parts = new AsyncDisposableStack();
let sites: TwoSites;
let line: Proxy;
let database: Database;
let tail: Tail;
let live: Live;
let api: Api;
let hour = 0;
/** A process that hears of what is committed, and whose questions go by a line that can break. */
beforeAll(async () => {
  const log = createLog('silent');
  sites = parts.use(await openTwoSites());
  const { world } = sites;
  line = parts.use(await startProxy({ to: Number(new URL(world.databaseUrl).port) }));
  database = await openDatabase({ url: Object.assign(new URL(world.databaseUrl), { hostname: '127.0.0.1', port: String(line.port) }).href }, log);
  parts.defer(() => database.close());
  tail = parts.use(openTail({ database: world.database, bus: world.bus, log }));
  live = createLive({ bus: world.bus, tail, log });
  const reach = { database, live, bus: world.bus, log, authenticate: authenticateByName, record: () => Promise.reject(new Error('nothing is recorded here')) };
  const config = { host: '127.0.0.1', port: 0, access: false, origins: [], introspection: true, allowedDocuments: null };
  api = parts.use(await openApi({ config, authenticate: authenticateByName, schema: world.schema, createContext: (caller) => createContext(reach, caller), live, ready: async () => ({ ready: true, checks: {} }), metrics: createMetrics(), log }));
});
afterAll(() => parts.disposeAsync());

const power = async () => {
  hour += 1;
  await sites.world.ask(RecordReadings, { input: { readings: [{ sensor: 'NORTH-FRZ/power', measuredAt: formatInstant(sites.start + hour * 3_600_000_000), value: hour % 2 === 0 ? 0 : 7 }] } });
};
const status = async () => {
  hour += 1;
  await sites.world.ask(SetStatus, { status: hour % 2 === 0 ? 'IDLE' : 'RUNNING' });
};

test.each([
  ['readings, who is bound to a site', () => `VIEWER@${sites.north}`, Readings, power, { readingRecorded: { reading: { value: expect.any(Number), sensor: { key: 'NORTH-FRZ/power', asset: { code: 'NORTH-FRZ' } } } } }],
  ['excursions, who is bound to a site', () => `VIEWER@${sites.north}`, Excursions, power, { excursionChanged: { excursion: { sensor: { key: 'NORTH-FRZ/power' }, asset: { code: 'NORTH-FRZ' } } } }],
  ['readings', () => 'VIEWER', Readings, power, { readingRecorded: { reading: { value: expect.any(Number), sensor: { key: 'NORTH-FRZ/power', asset: { code: 'NORTH-FRZ' } } } } }],
  ['excursions', () => 'VIEWER', Excursions, power, { excursionChanged: { excursion: { sensor: { key: 'NORTH-FRZ/power' }, asset: { code: 'NORTH-FRZ' } } } }],
  ['machines', () => 'VIEWER', Machines, status, { machineStatusChanged: { code: 'NORTH-MILL', site: { code: 'NORTH' } } }],
])('what happens while the database is away is told when it is back, and told whole, to who watches %s', async (_, viewer, document, happen, told) => {
  const client = createClient({ url: `${api.url.replace('http', 'ws')}/graphql`, webSocketImpl: WebSocket, retryAttempts: 0, connectionParams: { authorization: `Bearer ${viewer()}` } });
  const next = client.iterate({ query: document.toString() }).next();
  await eventually(() => live.subscribers === 1);

  await line.down();
  const before = tail.position;
  await happen();
  await eventually(() => tail.position > before || document === Machines);
  await expect(sql(database.em.fork(), 'select 1')).rejects.toThrow(/ECONN|terminated/);
  await line.up();

  expect((await next).value).toEqual({ data: told });
  await client.dispose();
  await eventually(() => live.subscribers === 0);
});
