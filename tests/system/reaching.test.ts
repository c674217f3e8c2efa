import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { EventNamed, Notice } from '../../src/events.js';
import { cursorOf } from '../../src/resolvers/live/cursor.js';
import { watchExcursions, watchReadings } from '../../src/resolvers/live/watch.js';
import { eventually } from '../support/eventually.js';
import { openReachingWorld, type ReachingWorld } from './reaching-world.js';

// Of a sensor the shard is the rest of its id by 16: here the id less 160, and of those that come later less 320.

type Filter = Partial<Record<'machine' | 'container' | 'sample' | 'sensor', string[]>>;
type Event = EventNamed<'readingsRecorded'> | Notice;

let world: ReachingWorld;
const streams: AsyncIterator<unknown>[] = [];

beforeAll(async () => {
  world = await openReachingWorld();
  await world.machines('FREEZER', 'MILL');
  await world.containers('FREEZER', 'ROOM', 'BOX', 'BENCH', 'CRATE', 'SHELL');
  await world.samples('VIAL', 'TUBE');
  await world.place('container', 'FREEZER', 'ROOM');
  await world.place('container', 'BOX', 'FREEZER');
  await world.place('sample', 'VIAL', 'BOX');
  await world.place('sample', 'TUBE', 'CRATE');
  await world.sensor(161, 'machine', 'MILL');
  await world.sensor(162, 'machine', 'FREEZER');
  await world.sensor(163, 'container', 'FREEZER');
  await world.sensor(164, 'container', 'ROOM');
  await world.sensor(165, 'container', 'BOX');
  await world.sensor(166, 'sample', 'VIAL');
  await world.sensor(167, 'container', 'BENCH');
});
afterEach(async () => {
  for (const stream of streams.splice(0)) await stream.return!();
  await eventually(async () => (await world.heard()).length === 0);
});
afterAll(() => world?.[Symbol.asyncDispose]());

/** What a subscriber is told, as `sensor=value`. */
async function watch(where: Filter, after: string | null = null): Promise<string[]> {
  const events = (await watchReadings({ args: { where, after }, context: world.context() })) as AsyncIterableIterator<Event>;
  streams.push(events);
  const told: string[] = [];
  void (async () => {
    for await (const event of events) if (event.name === 'readingsRecorded') told.push(`${event.sensorId}=${event.readings[0]![1]}`);
  })();
  return told;
}

describe('a process that serves hears of those shards only in which there is what is watched', () => {
  test.each<[Filter, number[]]>([
    [{ machine: ['MILL'] }, [1]],
    [{ machine: ['FREEZER'] }, [2, 3]],
    [{ container: ['ROOM'] }, [2, 3, 4, 5, 6]],
    [{ container: ['FREEZER'] }, [2, 3, 5, 6]],
    [{ container: ['CRATE'] }, []],
    [{ sample: ['VIAL'] }, [2, 3, 4, 5, 6]],
    [{ sample: ['TUBE'] }, []],
    [{ machine: ['MILL'], container: ['ROOM'] }, []],
    [{ machine: ['MILL', 'FREEZER'], container: ['ROOM'] }, [2, 3]],
    [{ container: ['ROOM'], sensor: ['BENCH/167', 'BOX/165'] }, [5, 7]],
  ])('%j', async (where, shards) => {
    await watch(where);
    await eventually(async () => (await world.heard()).join() === shards.join());
  });

  test('of several who watch in those of all of them, and of none for excursions', async () => {
    streams.push((await watchExcursions({ args: {}, context: world.context() })) as AsyncIterableIterator<unknown>);
    await watch({ machine: ['MILL'] });
    await watch({ container: ['BENCH'] });
    await eventually(async () => (await world.heard()).join() === '1,7');
    await streams.at(-1)!.return!();
    await eventually(async () => (await world.heard()).join() === '1');
  });
});

/** Whoever watches the mill has been told of it once it is over, and of all that was committed before. */
async function recordOnMill(): Promise<void> {
  latest += 1;
  await world.record('MILL/161', latest);
  await eventually(() => ofMill.includes(`161=${latest}`));
}
let latest = 0;
let ofMill: string[];
const keyOf = async (id: number) => ((await world.run('select key from sensor where id = $1', [id])).rows as [{ key: string }])[0].key;

describe('what comes to be watched is told from its first reading on', () => {
  test.each<{ what: string; where: Filter; id: number; prepare?: (id: number) => Promise<unknown>; happen: (id: number) => Promise<unknown> }>([
    { what: 'a sensor comes to the machine', where: { machine: ['MILL'] }, id: 328, happen: (id) => world.sensor(id, 'machine', 'MILL') },
    {
      what: 'a box comes with its sensor', where: { container: ['CRATE'] }, id: 329,
      async prepare(id) {
        await world.containers('TRAY');
        await world.sensor(id, 'container', 'TRAY');
      },
      happen: () => world.place('container', 'TRAY', 'CRATE'),
    },
    {
      what: 'a sensor is moved into the container', where: { container: ['CRATE'] }, id: 330,
      prepare: (id) => world.sensor(id, 'container', 'BENCH'),
      happen: (id) => world.run(`update sensor set container_id = (select id from container where code = 'CRATE') where id = $1`, [id]),
    },
    {
      what: 'a machine becomes the container', where: { container: ['SHELL'] }, id: 331,
      async prepare(id) {
        await world.machines('ENGINE');
        await world.sensor(id, 'machine', 'ENGINE');
      },
      happen: () => world.run(`update container set machine_id = (select id from machine where code = 'ENGINE') where code = 'SHELL'`),
    },
    {
      what: 'a container is registered that is the machine', where: { machine: ['CHILLER'] }, id: 332,
      prepare: () => world.machines('CHILLER'),
      async happen(id) {
        await world.containers('CHILLER');
        await world.sensor(id, 'container', 'CHILLER');
      },
    },
    {
      what: 'a sample comes with its sensor', where: { container: ['CRATE'] }, id: 333,
      async prepare(id) {
        await world.samples('PROBE');
        await world.sensor(id, 'sample', 'PROBE');
      },
      happen: () => world.place('sample', 'PROBE', 'CRATE'),
    },
    {
      what: 'the sample is moved to where another sensor speaks for it', where: { sample: ['TUBE'] }, id: 334,
      async prepare(id) {
        await world.containers('RACK');
        await world.sensor(id, 'container', 'RACK');
      },
      happen: () => world.place('sample', 'TUBE', 'RACK'),
    },
  ])('when $what', async ({ where, id, prepare = async () => {}, happen }) => {
    ofMill = await watch({ machine: ['MILL'] });
    await prepare(id);
    // What was marked until now lies behind.
    await recordOnMill();
    const told = await watch(where);
    expect(await world.heard()).not.toContain(id % 16);
    await happen(id);
    await world.record(await keyOf(id), 5);
    await recordOnMill();
    await eventually(() => told.some((each) => each.startsWith(`${id}=`)));
    expect(told.filter((each) => each.startsWith(`${id}=`))).toEqual([`${id}=5`]);
  });

  test('when it appears with that reading', async () => {
    const told = await watch({ container: ['CRATE'] });
    await world.run(`select setval('sensor_id_seq', 350)`);
    await world.record('CRATE/temperature', 5);
    await eventually(() => told.join() === '351=5');
  });

  test('and to whoever was away meanwhile when he resumes', async () => {
    const before = cursorOf(await epochOf(), { name: 'notice', position: await committed(), at: 0, gap: null });
    await world.containers('CASE');
    await world.sensor(337, 'container', 'CASE');
    await world.place('container', 'CASE', 'BENCH');
    await world.record('CASE/337', 5);
    const told = await watch({ container: ['BENCH'] }, before);
    await world.record('BENCH/167', 6);
    await eventually(() => told.includes('167=6'));
    expect(told).toEqual(['337=5', '167=6']);
  });
});

test('where the log says nothing of moves, what has come is not told', async () => {
  const told = await watch({ container: ['ROOM'] });
  ofMill = await watch({ machine: ['MILL'] });
  await world.containers('LATE');
  await world.sensor(366, 'container', 'LATE');
  await recordOnMill();
  await world.run('alter table placement disable trigger placement_notes_moves');
  await world.place('container', 'LATE', 'ROOM');
  await world.run('alter table placement enable trigger placement_notes_moves');
  await world.record('LATE/366', 5);
  await recordOnMill();
  expect([told, (await world.heard()).includes(14)]).toEqual([[], false]);
});

const committed = async () => Number(((await world.run('select pg_current_xact_id()::text as xid')).rows as [{ xid: string }])[0].xid);
const epochOf = async () => ((await world.run('select epoch from commit_log_state')).rows as [{ epoch: string }])[0].epoch;

test('what has left is not heard of any more when something has moved', async () => {
  await world.containers('CART');
  await world.sensor(344, 'container', 'CART');
  await world.place('container', 'CART', 'BENCH');
  await watch({ container: ['CART'] });
  await eventually(async () => (await world.heard()).join() === '8');
  await world.run(`update sensor set container_id = (select id from container where code = 'BENCH') where id = 344`);
  await eventually(async () => (await world.heard()).length === 0);
});
