// How many queries of a page of machines, their sensors and the latest readings are answered in a second, beside one statement behind
// bare node:http (the floor), PostGraphile, and mercurius with and without its JIT. `npm run bench:query`, `npm run bench:query -- --json`.
// Real Postgres and the whole program over HTTP, each server a process of its own, asked in turns; all share this machine.
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { openDatabase } from '../build/src/database.js';
import { createLog } from '../build/src/log.js';
import { freePort } from '../build/tests/support/port.js';
import { startPostgres } from '../build/tests/support/postgres.js';
import { startProgram } from '../build/tests/support/program.js';
import { secondsOf } from './processors.ts';
import { FIRST_KEY, issueKeys } from './query/callers.ts';
import { ASKED, MACHINES, makeWorld, QUERY, READINGS, SENSORS } from './query/world.ts';
import { note, percentile, report } from './report.ts';

const CONNECTIONS = 50;
// Of ten connections to the database we leave one caller four at a time, the peers all ten. So the connections are those of several,
// which costs us asking each request for its key, and the peers nothing.
const CALLERS = 10;
// Short ones, each begun by another, so that whatever else the machine does hits all of them.
const ROUNDS = 15;
const SECONDS = 2;
const WARM_UP_SECONDS = 6;
const run = promisify(execFile);
const path = (name: string) => fileURLToPath(new URL(name, import.meta.url));

if (!existsSync(path('node_modules'))) {
  note('what it is compared with, from bench/package-lock.json');
  await run('npm', ['ci', '--prefix', path('.'), '--ignore-scripts', '--no-audit', '--no-fund']);
}

note(`${MACHINES} machines, ${SENSORS} sensors each, ${READINGS} readings each`);
await using postgres = await startPostgres({ durable: true });
const database = await openDatabase({ url: postgres.url(), poolSize: 2 }, createLog('silent'));
await makeWorld(database.em.fork());
await database.close();

// PostGraphile names things in its own way.
const CONNECTION_QUERY = `{ allMachines(first: ${ASKED}, orderBy: CODE_ASC) { nodes { rowId code name sensorsByMachineId(orderBy: KEY_ASC) { nodes { key unit readingsBySensorId(first: 1, orderBy: MEASURED_AT_DESC) { nodes { value measuredAt } } } } } } }`;

interface Started {
  url: string;
  pid: number;
}

interface Candidate extends Started {
  name: string;
  query: string;
}

interface Figures {
  perSecond: number;
  /** Milliseconds of a processor that a request takes of the server and of Postgres. */
  ofServer: number;
  ofPostgres: number;
}

await using program = await startProgram({ DATABASE_URL: postgres.url(), NODE_ENV: 'production', LOG_LEVEL: 'warn', THERMOGRAPH_API_KEY: FIRST_KEY, THERMOGRAPH_RATE_LIMIT: '1000000000000' });
const keys = await issueKeys(program.url, CALLERS);
await using servers = new AsyncDisposableStack();
const candidates: Candidate[] = [
  { name: 'the floor', ...(await startServer('floor.ts')), query: QUERY },
  { name: 'PostGraphile', ...(await startServer('postgraphile.ts', { NODE_ENV: 'production' })), query: CONNECTION_QUERY },
  { name: 'mercurius', ...(await startServer('mercurius.ts', { NODE_ENV: 'production' })), query: QUERY },
  { name: 'mercurius with its JIT', ...(await startServer('mercurius.ts', { NODE_ENV: 'production', MERCURIUS_JIT: '1' })), query: QUERY },
  { name: 'Thermograph', url: program.url, pid: program.pid, query: QUERY },
];
for (const candidate of candidates) {
  await demandAnswer(candidate);
  await load(candidate, WARM_UP_SECONDS);
}

const rounds: Map<string, Figures>[] = [];
for (let round = 1; round <= ROUNDS; round += 1) {
  const figures = new Map<string, Figures>();
  for (const [index] of candidates.entries()) {
    const candidate = candidates[(round + index) % candidates.length]!;
    figures.set(candidate.name, await load(candidate, SECONDS));
  }
  rounds.push(figures);
  note(`round ${round}: ${[...figures].map(([name, figure]) => `${name} ${figure.perSecond.toFixed(0)}`).join(', ')}`);
}

const median = (figures: number[]) => percentile(figures.toSorted((one, other) => one - other), 0.5);
const told = (name: string, figure: keyof Figures) => median(rounds.map((figures) => figures.get(name)![figure]));
const perSecond = (name: string) => told(name, 'perSecond');
/** Of the same round, for machines are not as fast all the time. */
const ratio = (one: string, other: string) => median(rounds.map((figures) => figures.get(one)!.perSecond / figures.get(other)!.perSecond));
const peers = candidates.slice(1, -1).map(({ name }) => name);
const best = peers.toSorted((one, other) => perSecond(other) - perSecond(one))[0]!;
const figures = { requestsPerSecond: perSecond('Thermograph'), ratioToBestPeer: ratio('Thermograph', best), ratioToFloor: ratio('Thermograph', 'the floor') };

report(
  `Queries: ${ASKED} machines, their sensors and the latest reading of each, over ${CONNECTIONS} connections of ${CALLERS} callers (we leave one caller four of ten connections to the database); medians of ${ROUNDS} rounds of ${SECONDS} s`,
  [
    ...candidates.map(({ name }) => ({ what: `${name}, requests/s`, value: perSecond(name).toFixed(0) })),
    ...peers.map((name) => ({ what: `${name} / the floor`, value: ratio(name, 'the floor').toFixed(2) })),
    { what: 'Thermograph / the floor', value: figures.ratioToFloor.toFixed(2) },
    { what: `Thermograph / the best peer, ${best}`, value: figures.ratioToBestPeer.toFixed(2), goal: '>= 1' },
    ...candidates.map(({ name }) => ({ what: `${name}, processor time of a request: server + Postgres, ms`, value: `${told(name, 'ofServer').toFixed(2)} + ${told(name, 'ofPostgres').toFixed(2)}` })),
  ],
  { requestsPerSecond: Math.round(figures.requestsPerSecond), ratioToBestPeer: Number(figures.ratioToBestPeer.toFixed(3)), ratioToFloor: Number(figures.ratioToFloor.toFixed(3)) },
);

async function startServer(file: string, env: Record<string, string> = {}): Promise<Started> {
  const port = await freePort();
  const server = spawn(process.execPath, [path(`query/${file}`)], { stdio: ['ignore', 'ignore', 'inherit'], env: { PATH: process.env['PATH'], DATABASE_URL: postgres.url(), PORT: String(port), ...env } });
  servers.defer(async () => {
    if (server.exitCode === null && server.kill()) await once(server, 'close');
  });
  const url = `http://127.0.0.1:${port}`;
  for (let tries = 0; !(await fetch(url).catch(() => null)); tries += 1) {
    if (tries > 150 || server.exitCode !== null) throw new Error(`${file} does not answer`);
    await sleep(200);
  }
  return { url, pid: server.pid! };
}

/** Each is to answer with all machines, sensors and readings that are asked for. */
async function demandAnswer({ name, url, query }: Candidate): Promise<void> {
  const response = await fetch(`${url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${keys[0]}` }, body: JSON.stringify({ query }) });
  const text = await response.text();
  const [machines, sensors, readings] = [/"code"/g, /"unit"/g, /"measuredAt"/g].map((each) => text.match(each)?.length ?? 0);
  if (machines === ASKED && sensors === ASKED * SENSORS && readings === ASKED * SENSORS) return;
  throw new Error(`${name} tells ${machines} machines, ${sensors} sensors and ${readings} readings: ${text.slice(0, 300)}`);
}

async function load({ name, url, pid, query }: Candidate, seconds: number): Promise<Figures> {
  const taken = () => Promise.all([secondsOf(pid), secondsOf(postgres.pid)]);
  const before = await taken();
  const { stdout } = await run(process.execPath, [path('query/load.ts'), JSON.stringify({ url: `${url}/graphql`, query, keys, connections: CONNECTIONS, seconds })]);
  const after = await taken();
  const { requests, failed, ...took } = JSON.parse(stdout) as { requests: number; seconds: number; failed: number };
  if (failed > 0) throw new Error(`${name} failed ${failed} of ${requests} requests`);
  const [ofServer, ofPostgres] = after.map((each, index) => ((each - before[index]!) * 1_000) / requests);
  return { perSecond: requests / took.seconds, ofServer: ofServer!, ofPostgres: ofPostgres! };
}
