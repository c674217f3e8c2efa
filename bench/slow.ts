// What subscribers who stop reading cost, and those who come and go. `npm run bench:slow`, `npm run bench:slow -- --json`.
// Four programs at once, each with a database of its own, in turns at work: so each is measured under the same conditions. In two
// of them nobody stops: how far these are apart says how much of the rest is chance.
import { readFile } from 'node:fs/promises';
import { startPostgres } from '../build/tests/support/postgres.js';
import { startProgram, type Program } from '../build/tests/support/program.js';
import { ALL, machineOf, makeWorld, record, startClients, type Clients } from './fanout-world.ts';
import { inspectable, type Inspector } from './inspector.ts';
import { note, percentile, report } from './report.ts';

const LISTENERS = 200;
const STOPPED = [0, 0, 1, 20];
const MACHINES = 100;
const EVENTS = 400;
/** Between the events of one program. */
const PACE_MS = 80;
/** In a transaction, while the buffers of those who do not read are filled. */
const BURST = 500;
const WAVES = 5;
const COMERS = 1_000;
const machines = Array.from({ length: MACHINES }, (_, index) => machineOf(index));
const MB = 1e6;

interface Stage extends AsyncDisposable {
  stopped: number;
  program: Program;
  inspector: Inspector;
  listeners: Clients;
  /** How long each delivery to those who read took from its commit, in seconds. */
  delays: number[];
  /** How many bytes the server has more for those who were stopped, and what came to all. */
  grown: { heap: number; resident: number };
}

await using stages = await openStages();
const { all } = stages;
note(`${EVENTS} readings one by one`);
// The first of them are not counted.
for (let event = -20; event < EVENTS; event += 1) {
  const due = new Promise((resolve) => setTimeout(resolve, PACE_MS));
  for (const stage of all) {
    const { each } = await stage.listeners.hears(LISTENERS, () => record(stage.program, [machineOf((event + MACHINES) % MACHINES)], 1));
    if (event >= 0) stage.delays.push(...each);
  }
  await due;
}
const [alone, control, one, twenty] = all as [Stage, Stage, Stage, Stage];
const millisecondsOf = ({ delays }: Stage, share: number) => percentile(delays.toSorted((a, b) => a - b), share) * 1_000;
const shares = { p50: 0.5, p99: 0.99 };
const rounded = (value: number): number => Number(value.toFixed(2));
const [ratioControl, ratioOne, ratioTwenty] = [control, one, twenty].map((stage) => rounded(millisecondsOf(stage, shares.p99) / millisecondsOf(alone, shares.p99))) as [number, number, number];
const costOf = ({ grown, stopped }: Stage, kind: keyof Stage['grown']) => (grown[kind] - alone.grown[kind]) / stopped / MB;
const areStuck = await Promise.all([one, twenty].map(async ({ program, stopped }) => (await unread(program)).length === stopped));
if (areStuck.includes(false)) throw new Error('Those who were to read nothing have been let go, or have read.');
note(`${COMERS} come and go, ${WAVES} times`);
const { before, after } = await comeAndGo(alone);

report(
  `Subscribers who stop reading: ${LISTENERS} others hear ${EVENTS} readings one by one`,
  [
    ...all.flatMap((stage) => Object.entries(shares).map(([name, share]) => ({ what: `${name} of a delivery from its commit, ${stage.stopped} have stopped`, value: `${millisecondsOf(stage, share).toFixed(1)} ms` }))),
    { what: 'p99, times that without: nobody has, by chance alone', value: String(ratioControl) },
    { what: 'p99, times that without: one has stopped', value: String(ratioOne), goal: '<= 1.2' },
    { what: 'p99, times that without: twenty have', value: String(ratioTwenty), goal: '<= 1.2' },
    { what: 'heap and buffers for one who has stopped, when there is one', value: `${costOf(one, 'heap').toFixed(1)} MB`, goal: '< 50 MB' },
    { what: 'heap and buffers for each, when there are twenty', value: `${costOf(twenty, 'heap').toFixed(1)} MB`, goal: '< 50 MB' },
    { what: 'resident memory for one who has stopped, when there is one', value: `${costOf(one, 'resident').toFixed(1)} MB` },
    { what: 'resident memory for each, when there are twenty', value: `${costOf(twenty, 'resident').toFixed(1)} MB` },
    { what: `heap and buffers before ${COMERS} came and went ${WAVES} times`, value: `${(before.heap / MB).toFixed(1)} MB` },
    { what: 'after', value: `${(after.heap / MB).toFixed(1)} MB` },
    { what: 'resident memory before', value: `${(before.resident / MB).toFixed(0)} MB` },
    { what: 'after', value: `${(after.resident / MB).toFixed(0)} MB` },
  ],
  {
    p99Milliseconds: Object.fromEntries(Object.entries({ alone, control, one, twenty }).map(([name, stage]) => [name, rounded(millisecondsOf(stage, shares.p99))])),
    ratioByChance: ratioControl,
    ratioOneStopped: ratioOne,
    ratioTwentyStopped: ratioTwenty,
    megabytesPerStopped: { one: rounded(costOf(one, 'heap')), ofTwenty: rounded(costOf(twenty, 'heap')) },
    megabytesComeAndGo: { before: rounded(before.heap / MB), after: rounded(after.heap / MB), residentBefore: rounded(before.resident / MB), residentAfter: rounded(after.resident / MB) },
  },
);

async function openStages(): Promise<AsyncDisposable & { all: Stage[] }> {
  await using opened = new AsyncDisposableStack();
  const all: Stage[] = [];
  for (const stopped of STOPPED) all.push(opened.use(await openStage(stopped)));
  const kept = opened.move();
  return { all, [Symbol.asyncDispose]: () => kept.disposeAsync() };
}

async function openStage(stopped: number): Promise<Stage> {
  await using opened = new AsyncDisposableStack();
  const postgres = opened.use(await startPostgres({ durable: true }));
  await makeWorld(postgres.url(), MACHINES);
  const { environment, look } = await inspectable();
  const program = opened.use(await startProgram({ ...environment, DATABASE_URL: postgres.url(), LOG_LEVEL: 'warn' }));
  const inspector = opened.use(await look());
  const listeners = opened.use(await startClients(program.wsUrl, Array<string>(LISTENERS).fill(ALL), program));
  const [grown, deaf] = await stop({ program, inspector, listeners, stopped });
  opened.use(deaf);
  note(`${stopped} stopped: ${(grown.heap / MB).toFixed(1)} MB more, resident ${(grown.resident / MB).toFixed(1)} MB`);
  const kept = opened.move();
  return { stopped, program, inspector, listeners, grown, delays: [], [Symbol.asyncDispose]: () => kept.disposeAsync() };
}

/** Lets some subscribe, and read nothing any more, until nothing more goes into the buffers between us and them; and what came after waits for them. */
async function stop({ program, inspector, listeners, stopped }: Pick<Stage, 'program' | 'inspector' | 'listeners' | 'stopped'>): Promise<[Stage['grown'], Clients]> {
  const burst = () => listeners.hears(BURST * LISTENERS, () => record(program, machines, BURST / MACHINES));
  for (let warm = 0; warm < 10; warm += 1) await burst();
  const deaf = await startClients(program.wsUrl, Array<string>(stopped).fill(ALL), stopped === 0 ? null : program, LISTENERS);
  if (stopped > 0) await deaf.stop();
  const before = await inspector.memory();
  for (let count = 0, known = ''; count < 20 || known !== String(await unread(program)); count += 1) {
    known = String(await unread(program));
    await burst();
  }
  const after = await inspector.memory();
  return [{ heap: after.heap - before.heap, resident: after.resident - before.resident }, deaf];
}

/** The first two times make room that is kept. */
async function comeAndGo({ program, inspector, listeners }: Stage): Promise<{ before: Stage['grown']; after: Stage['grown'] }> {
  await listeners[Symbol.asyncDispose]();
  const waves = async (count: number) => {
    for (let wave = 0; wave < count; wave += 1) {
      await using comers = await startClients(program.wsUrl, Array<string>(COMERS).fill(ALL), program);
      await comers.hears(COMERS, () => record(program, [machineOf(0)], 1));
    }
    // When all are gone.
    await using _nobody = await startClients(program.wsUrl, [], program);
    return inspector.memory();
  };
  return { before: await waves(2), after: await waves(WAVES) };
}

/** How many bytes wait in the kernel for each socket of a server whose peer takes none, where there are more than come between two looks of a peer who does. */
async function unread({ port }: Program): Promise<number[]> {
  const lines = (await readFile('/proc/net/tcp', 'utf8')).split('\n').slice(1).map((line) => line.trim().split(/\s+/));
  const own = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  return lines.flatMap(([, local, , , queues]) => (local?.endsWith(own) ? [parseInt(queues!.split(':')[0]!, 16)] : [])).filter((bytes) => bytes > 64 * 1024);
}
