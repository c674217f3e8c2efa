import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { formatInstant } from '../../src/domain/time.js';
import { eventually } from '../support/eventually.js';
import type { MqttProxy } from '../support/mqtt-proxy.js';
import { startPostgres } from '../support/postgres.js';
import type { Program } from '../support/program.js';
import type { Server } from '../support/server.js';
import { ask, statusOf } from './asking.js';
import { openFleet, type Fleet, type Sent } from './fleet.js';
import { BALANCED, balance, countReadings, drained, settled } from './ledger.js';
import { openRig, type Rig } from './rig.js';
import { subscribe, type Subscriber } from './subscriber.js';
import { wrongExcursions } from './world.js';

const OUTAGE_MS = 30_000;
const PER_SECOND = 300;
const SUBSCRIBERS = 20;
const FATAL = 60;
const acknowledgements = (line: MqttProxy): number => line.connections.reduce((sum, { acknowledged }) => sum + acknowledged.length, 0);

// The outages last at the same time, each in a world of its own.
test.concurrent('while Postgres is gone for 30 s under load, the program lives on, acknowledges nothing, says that it is not ready, and has everything stored soon after', async () => {
  await using postgres = await startPostgres({ durable: true });
  await using rig = await openRig({ databaseUrl: postgres.url() });
  await using fleet = await openFleet(rig);
  const program = await rig.startIngest({ THERMOGRAPH_ROLE: 'all' });
  await using watcher = subscribe(program.wsUrl, ['M-0', 'M-1']);
  const { pid } = program;
  fleet.start(PER_SECOND);
  await eventually(() => watcher.heard.length > 10);

  await postgres.stop('SIGQUIT');
  const stoppedAt = performance.now();
  await eventually(async () => (await statusOf(`${program.url}/ready`)) === 503, { within: 5_000 });
  const acknowledged = acknowledgements(rig.line);
  while (performance.now() - stoppedAt < OUTAGE_MS) {
    expect(await statusOf(`${program.url}/live`)).toBe(200);
    expect(await statusOf(`${program.url}/ready`)).toBe(503);
    expect(await ask(program.url, '{ sites { code } }', {}, 2_000)).toEqual({ data: null, errors: [expect.objectContaining({ message: expect.stringMatching(/^What is needed to answer does not answer at the moment \([0-9a-f]{12}\)/) })] });
    await delay(1_000);
  }
  expect(acknowledgements(rig.line)).toBe(acknowledged);
  const heard = watcher.heard.length;

  await postgres.start();
  await eventually(() => isCurrent(rig, fleet, program), { within: 10_000 });
  await eventually(() => watcher.heard.length > heard, { within: 10_000 });
  await settled(rig.database, fleet);
  expect(fleet.taken()).toBe(fleet.sent.length);
  expect(await balance(rig.database, fleet.sent)).toEqual(BALANCED);
  expect(await wrongExcursions(rig)).toEqual([]);
  expect(watcher.errors).toEqual([]);
  expectUnharmed(program, pid);
});

test.concurrent('while Postgres is gone, readings would be lost, if they were acknowledged when they come', async () => {
  await using postgres = await startPostgres({ durable: true });
  await using rig = await openRig({ databaseUrl: postgres.url() });
  await using fleet = await openFleet(rig);
  const careless = await rig.startCareless('record');
  fleet.start(PER_SECOND);
  await eventually(async () => (await countReadings(rig.database)) > 100);
  await postgres.stop('SIGQUIT');
  await eventually(() => careless.lines.some((line) => line.startsWith('not stored')));
  await postgres.start();
  await drained(rig.database, fleet);
  expect((await balance(rig.database, fleet.sent)).lost).not.toEqual([]);
});

test.concurrent('while Redis is gone for 30 s under load, queries, mutations and the ingest go on as before, and subscribers hear again soon after', async () => {
  await using rig = await openRig({ machines: 2 * SUBSCRIBERS + 1 });
  const thermometers = rig.thermometers.slice(0, -1);
  const [ingest, api] = [await rig.startIngest(), await rig.startApi()];
  const pids = [ingest.pid, api.pid];
  await using fleet = await openFleet({ port: rig.port, thermometers });
  await using watchers = new AsyncDisposableStack();
  const watch = (index: number) => watchers.use(subscribe(api.wsUrl, [`M-${index}`, `M-${index + SUBSCRIBERS}`]));
  const subscribers = Array.from({ length: SUBSCRIBERS }, (_, index) => watch(index));
  fleet.start(PER_SECOND);
  await eventually(() => subscribers.every(({ heard }) => heard.length > 10));

  await rig.redis.stop('SIGKILL');
  const stoppedAt = performance.now();
  await subscribers.pop()![Symbol.asyncDispose]();
  subscribers.push(watch(0));
  const mutated: Sent[] = [];
  while (performance.now() - stoppedAt < OUTAGE_MS) {
    mutated.push(await recordByMutation(api, rig.thermometers.at(-1)!.key));
    expect(await ask(api.url, '{ sites { code } }', {}, 1_000)).toEqual({ data: { sites: [] } });
    expect(await statusOf(`${api.url}/ready`)).toBe(200);
    expect(await countReadings(rig.database)).toBeGreaterThanOrEqual(fleet.taken(performance.now() - 2_000) + mutated.length);
    await delay(500);
  }
  const heard = subscribers.map((each) => each.heard.length);

  await rig.redis.start();
  await eventually(() => subscribers.every((each, index) => each.heard.length > heard[index]!), { within: 10_000 });
  await settled(rig.database, fleet);
  expect(await balance(rig.database, [...fleet.sent, ...mutated])).toEqual(BALANCED);
  expect(await wrongExcursions(rig)).toEqual([]);
  for (const each of subscribers) expectHeardOnce(each);
  expectUnharmed(ingest, pids[0]!);
  expectUnharmed(api, pids[1]!);
});

test.concurrent('while Redis is gone, a process would end, if it told of readings and did not look whether that went well', async () => {
  await using rig = await openRig();
  await using fleet = await openFleet(rig);
  const careless = await rig.startCareless('tell');
  fleet.start(50);
  await eventually(async () => (await countReadings(rig.database)) > 50);
  await rig.redis.stop('SIGKILL');
  await eventually(() => !isRunning(careless));
  expect(careless.lines.join('\n')).toContain("Stream isn't writeable");
});

/** Ready, and nothing that was sent more than two seconds ago is still on its way. */
async function isCurrent(rig: Rig, fleet: Fleet, program: Program): Promise<boolean> {
  if ((await statusOf(`${program.url}/ready`)) !== 200) return false;
  return (await countReadings(rig.database)) >= fleet.taken(performance.now() - 2_000);
}

async function recordByMutation({ url }: Program, key: string): Promise<Sent> {
  const at = Date.now() * 1000;
  const readings = [{ sensor: key, measuredAt: formatInstant(at), value: 5 }];
  const answer = await ask(url, 'mutation ($readings: [RecordReadingInput!]!) { recordReadings(input: { readings: $readings }) { recorded userErrors { message } } }', { readings }, 2_000);
  expect(answer).toEqual({ data: { recordReadings: { recorded: 1, userErrors: [] } } });
  return { key, at, value: 5, takenAt: performance.now() };
}

function expectHeardOnce({ heard, errors }: Subscriber): void {
  expect(errors).toEqual([]);
  expect(heard).toHaveLength(new Set(heard).size);
}

/** It is the same process, and it has not said that it ends, nor anything that is not a line of its log. */
function expectUnharmed(program: Program, pid: number): void {
  expect(program.pid).toBe(pid);
  expect(program.log.filter(({ level = FATAL }) => level >= FATAL)).toEqual([]);
}

function isRunning(server: Server): boolean {
  try {
    return server.pid > 0;
  } catch {
    return false;
  }
}
