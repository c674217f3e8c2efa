import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { MINUTE, now } from '../../src/domain/time.js';
import { forget } from '../../src/live/forget.js';
import { parseCursor, writeCursor } from '../../src/resolvers/page.js';
import { query, sql } from '../../src/resolvers/statement.js';
import { graphql } from '../client/index.js';
import type { ReadingFilter } from '../client/graphql.js';
import { authenticateByName } from './access-callers.js';
import { DefineRule, furnish, record, RegisterMachine, RegisterSensor, RegisterSite } from './graphql-documents.js';
import { openWorld, take, type Caller, type World } from './graphql-fixture.js';

const Resume = graphql(`
  subscription Resume($where: ReadingFilter, $after: String) {
    readingRecorded(where: $where, after: $after) { cursor reading { value sensor { key } } gap { from to } }
  }
`);
const ResumeExcursions = graphql(`
  subscription ResumeExcursions($where: ExcursionFilter, $after: String) {
    excursionChanged(where: $where, after: $after) { cursor change excursion { kind sensor { key } } }
  }
`);
const AcknowledgeOne = graphql(`
  mutation AcknowledgeOne($excursion: ID!) { acknowledgeExcursion(input: { excursion: $excursion }) { userErrors { code } } }
`);
const OpenOnes = graphql(`
  query OpenOnes($machine: [String!]) { excursions(first: 1, where: { open: true, machine: $machine }) { nodes { id } } }
`);

const HEARTBEAT_MS = 150;
const REPLAYED = 40;
const SENSOR = 'CNC-001/temperature';
const start = Math.floor(now() / MINUTE) * MINUTE - 6_000 * MINUTE;
let minute = 0;
let world: World;
let other: World;
beforeAll(async () => {
  world = await openWorld({ authenticate: authenticateByName, live: { heartbeatMs: HEARTBEAT_MS, mostReplayed: REPLAYED } });
  other = await openWorld({ authenticate: authenticateByName, databaseUrl: world.databaseUrl });
  await furnish(world, start);
});
afterAll(async () => {
  await other[Symbol.asyncDispose]();
  await world[Symbol.asyncDispose]();
});

type Event = { cursor: string; reading: { value: number } | null; gap: { from: string; to: string } | null };
type Events = AsyncIterableIterator<{ readingRecorded: Event }>;

/** Each value in a transaction of its own. */
async function bring(values: readonly number[], key: string = SENSOR): Promise<void> {
  for (const value of values) await record(world, key, start, [[minute++, value]]);
}

/** The next so many events, without those that say that it is quiet. */
async function hear(stream: Events, count: number): Promise<Event[]> {
  const heard: Event[] = [];
  while (heard.length < count) {
    const [told] = await take(stream, 1);
    if (told!.readingRecorded.reading || told!.readingRecorded.gap) heard.push(told!.readingRecorded);
  }
  return heard;
}

const valuesOf = (events: readonly Event[]) => events.map(({ reading }) => reading?.value);
const watch = (after: string | null, by: Caller = world, where: ReadingFilter | null = null): Promise<Events> => by.watch(Resume, { where, after });

async function cursorNow(): Promise<string> {
  const stream = await watch(null);
  await bring([-1]);
  const [event] = await hear(stream, 1);
  await stream.return?.();
  return event!.cursor;
}

describe('who resumes behind a cursor', () => {
  test('is told of everything committed since, once and in the order of commits, and then of what follows', async () => {
    const before = await cursorNow();
    await bring([1, 2, 3]);
    const stream = await watch(before);
    await bring([4, 5]);
    const heard = await hear(stream, 5);
    expect(valuesOf(heard)).toEqual([1, 2, 3, 4, 5]);
    await stream.return?.();
    const again = await watch(heard[2]!.cursor);
    expect(valuesOf(await hear(again, 2))).toEqual([4, 5]);
    await again.return?.();
  });

  test('in the middle of a transaction is told of the rest of it, here and in another process', async () => {
    const first = await watch(null);
    await record(world, SENSOR, start, [[minute++, 10], [minute++, 11], [minute++, 12]]);
    const [, middle] = await hear(first, 3);
    await first.return?.();
    for (const by of [world, other]) {
      const again = await watch(middle!.cursor, by);
      expect(valuesOf(await hear(again, 1))).toEqual([12]);
      await again.return?.();
    }
  });

  test('in a process that has heard nothing of it is told the same, and of what follows without a bus', async () => {
    const before = await cursorNow();
    await bring(Array.from({ length: 30 }, (_, value) => value));
    const stream = await watch(before, other);
    await bring([100, 101]);
    expect(valuesOf(await hear(stream, 32))).toEqual([...Array(30).keys(), 100, 101]);
    await stream.return?.();
  });

  test('is told only what he asks for', async () => {
    const before = await cursorNow();
    await bring([1]);
    await bring([2], 'BOX-1/temperature');
    await bring([3]);
    await bring([4], 'FRZ-1/power');
    for (const by of [world, other]) {
      const stream = await watch(before, by, { container: ['BOX-1'], machine: null });
      await bring([5], 'BOX-1/temperature');
      expect(valuesOf(await hear(stream, 2))).toEqual([2, 5]);
      await stream.return?.();
      minute += 1;
    }
  });

  test('is told only what is in his sight', async () => {
    const before = await cursorNow();
    await world.ask(RegisterSite, { input: { code: 'ELSEWHERE', name: 'Elsewhere', timeZone: 'UTC' } });
    await world.ask(RegisterMachine, { input: { code: 'FAR', name: 'far', site: 'ELSEWHERE' } });
    await world.ask(RegisterSensor, { input: { machine: 'FAR', channel: 'temperature', quantity: 'TEMPERATURE' } });
    await bring([1]);
    await bring([2], 'FAR/temperature');
    await bring([3]);
    for (const by of [world, other]) {
      const stream = await watch(before, by.as('VIEWER@1'));
      expect(valuesOf(await hear(stream, 2))).toEqual([1, 3]);
      await stream.return?.();
    }
  });

  test('and has missed too much, however much was moved before that, is told of a gap, and then of what follows', async () => {
    const before = await cursorNow();
    for (let moves = 0; moves <= REPLAYED; moves += 1) await query(world.database.em.fork(), sql`update placement set told_at = told_at`);
    const first = await watch(null);
    await record(world, SENSOR, start, Array.from({ length: REPLAYED + 1 }, () => [minute++, 7] as const));
    await hear(first, REPLAYED + 1);
    await first.return?.();
    const stream = await watch(before);
    await bring([8]);
    const [gap, next] = await hear(stream, 2);
    expect(gap).toMatchObject({ reading: null, gap: { from: expect.any(String), to: expect.any(String) } });
    expect(Date.parse(gap!.gap!.from)).toBeLessThan(Date.parse(gap!.gap!.to));
    expect(next!.reading!.value).toBe(8);
    await stream.return?.();
    const behindGap = await watch(gap!.cursor);
    expect(valuesOf(await hear(behindGap, 1))).toEqual([8]);
    await behindGap.return?.();
  });

  test('that is older than the log is told of a gap; of excursions it is an error', async () => {
    const before = await cursorNow();
    await bring([1]);
    const em = world.database.em.fork();
    await query(em, sql`update commit_log set at = at - interval '8 days'`);
    expect(await forget(world.database, 7)).toBeGreaterThan(0);
    expect(await forget(world.database, 7)).toBe(0);
    const stream = await watch(before);
    expect((await hear(stream, 1))[0]).toMatchObject({ reading: null, gap: { from: expect.any(String) } });
    await stream.return?.();
    const forgotten = await query<{ epoch: string; xid: string }>(em, sql`select epoch, (complete_from - 2)::text as xid from commit_log_state`);
    const excursions = await world.watch(ResumeExcursions, { where: null, after: writeCursor([forgotten[0]!.epoch, 'change', Number(forgotten[0]!.xid), 0]) });
    await expect(excursions.next()).rejects.toThrow('CURSOR_TOO_OLD');
  });

  test('that is none, or of another database, hears that it is not', async () => {
    const cursor = await cursorNow();
    const [epoch, kind, position, ...rest] = parseCursor(cursor) as [string, string, number, ...number[]];
    const broken = ['', 'nonsense', cursor.slice(0, -5), writeCursor([position]), writeCursor([epoch, 'other', position, ...rest]), writeCursor([epoch, kind, position]), writeCursor([epoch, kind, position, 'x', 1, 2])];
    for (const after of broken) await expect((await watch(after)).next()).rejects.toThrow('not a cursor of this subscription');
    for (const after of [writeCursor(['00000000', kind, position, ...rest]), writeCursor([epoch, kind, position + 1e9, ...rest])]) await expect((await watch(after)).next()).rejects.toThrow('a cursor of another database');
    await expect((await world.watch(ResumeExcursions, { where: null, after: cursor })).next()).rejects.toThrow('not a cursor of this subscription');
  });
});

test('a stream that is quiet says how far it has come, and can be resumed from there', async () => {
  const stream = await watch(null);
  await bring([1]);
  const [first] = await hear(stream, 1);
  const [quiet] = await take(stream, 1);
  expect(quiet!.readingRecorded).toEqual({ cursor: expect.any(String), reading: null, gap: null });
  expect(quiet!.readingRecorded.cursor).not.toBe(first!.cursor);
  await stream.return?.();
  await bring([2]);
  const again = await watch(quiet!.readingRecorded.cursor, other);
  expect(valuesOf(await hear(again, 1))).toEqual([2]);
  await again.return?.();
});

test('changes of excursions are resumed: those found by readings and those made by people', async () => {
  const before = await cursorNow();
  const [epoch, , position] = parseCursor(before) as [string, string, number];
  await world.ask(DefineRule, { input: { code: 'HOT', quantity: 'TEMPERATURE', severity: 'WARNING', mode: 'INSTANT', high: 60, machines: ['CNC-001'], containers: ['BOX-1'] } });
  await bring([70, 20, 80]);
  await bring([70], 'BOX-1/temperature');
  const { nodes } = (await world.ask(OpenOnes, { machine: ['CNC-001'] })).excursions;
  await world.ask(AcknowledgeOne, { excursion: nodes[0]!.id });
  for (const by of [world, other]) {
    const stream = await by.watch(ResumeExcursions, { where: { machine: ['CNC-001'] }, after: writeCursor([epoch, 'all', position, 0]) });
    const heard = (await take(stream, 4)).map(({ excursionChanged }) => excursionChanged);
    expect(heard.map(({ change }) => change)).toEqual(['OPENED', 'CLOSED', 'OPENED', 'ACKNOWLEDGED']);
    await stream.return?.();
    const again = await by.watch(ResumeExcursions, { where: null, after: heard[2]!.cursor });
    expect((await take(again, 2)).map(({ excursionChanged: { change, excursion } }) => [change, excursion.sensor.key])).toEqual([['OPENED', 'BOX-1/temperature'], ['ACKNOWLEDGED', SENSOR]]);
    await again.return?.();
  }
});
