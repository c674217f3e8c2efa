import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Redis as Client } from 'ioredis';
import { Quality } from '../../src/domain/reading.js';
import { SHARDS, type Bus, type DomainEvent, type EventName, type ReadingsRecorded } from '../../src/events.js';
import { COALESCE_FROM, MOST_WAITING } from '../../src/live/backlog.js';
import { channelsOf } from '../../src/live/channel.js';
import { createLive, type Live } from '../../src/live/live.js';
import { openRedisBus } from '../../src/live/redis-bus.js';
import { createLog } from '../../src/log.js';
import { eventually } from '../support/eventually.js';
import { startRedis, type Redis } from '../support/redis.js';

const log = createLog('silent');
let redis: Redis;
let client: Client;
beforeAll(async () => {
  redis = await startRedis();
  client = new Client(redis.url);
});
afterAll(async () => {
  client.disconnect();
  await redis[Symbol.asyncDispose]();
});

const status = (machineId: number): DomainEvent => ({ name: 'machineStatusChanged', position: machineId, machineId });
const rejection = (rejectionId: number): DomainEvent => ({ name: 'messageRejected', position: rejectionId, rejectionId });
const recorded = (sensorId: number, ...values: number[]): ReadingsRecorded => ({
  name: 'readingsRecorded',
  position: 1,
  sensorId,
  receivedAt: 0,
  readings: values.map((value) => [value, value, Quality.GOOD]),
});

/** What another process would be, as far as Redis can tell. */
async function openParty(): Promise<{ bus: Bus; live: Live } & AsyncDisposable> {
  const bus = await openRedisBus({ url: redis.url, log });
  const live = createLive({ bus, log });
  return { bus, live, [Symbol.asyncDispose]: () => (live.close(), bus[Symbol.asyncDispose]()) };
}

const listeners = async (name: EventName, shard = 1) => ((await client.pubsub('NUMSUB', ...channelsOf(name, [shard]))) as [string, number])[1];
const heardBy = (count: number, name: EventName = 'machineStatusChanged') => eventually(async () => (await listeners(name)) === count);

async function take<Event>(stream: AsyncIterator<Event>, count: number): Promise<Event[]> {
  const events: Event[] = [];
  while (events.length < count) events.push((await stream.next()).value as Event);
  return events;
}

describe('events over Redis', () => {
  test('reach each subscriber once, in the process that publishes and in others', async () => {
    await using here = await openParty();
    await using there = await openParty();
    const streams = [here.live, here.live, there.live].map((live) => live.stream('machineStatusChanged'));
    await heardBy(2);
    for (let machineId = 1; machineId <= 500; machineId++) {
      here.bus.publish([status(machineId)]);
      there.bus.publish([status(500 + machineId)]);
    }

    for (const stream of streams) {
      const ids = (await take(stream, 1_000)).map(({ machineId }) => machineId);
      expect(ids.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 1_000 }, (_, index) => index + 1));
      expect(ids.filter((id) => id <= 500)).toEqual(Array.from({ length: 500 }, (_, index) => index + 1));
    }
  });

  test('go as one message for each name of a batch', async () => {
    await using party = await openParty();
    const raw = client.duplicate();
    const messages: string[] = [];
    raw.on('message', (channel: string, text: string) => messages.push(`${channel} ${(JSON.parse(text) as unknown[]).length}`));
    await raw.subscribe('thermograph:machineStatusChanged', 'thermograph:messageRejected');
    party.bus.publish([status(1), rejection(1), status(2), status(3), rejection(2)]);
    await eventually(() => messages.length === 2);
    raw.disconnect();
    expect(messages).toEqual(['thermograph:machineStatusChanged 3', 'thermograph:messageRejected 2']);
  });

  test('of readings come to a process of the shards that it wants, one message for each', async () => {
    await using here = await openParty();
    await using there = await openParty();
    const heard: number[] = [];
    const hear = ({ sensorId }: ReadingsRecorded) => void heard.push(sensorId);
    const leave = here.bus.subscribe('readingsRecorded', hear, [1]);
    await heardBy(1, 'readingsRecorded');
    const sensors = Array.from({ length: 2 * SHARDS }, (_, sensorId) => recorded(sensorId, 20));
    there.bus.publish(sensors);
    await eventually(() => heard.length === 2);
    expect(heard).toEqual([1, SHARDS + 1]);

    // Whoever hears any hears what another asked for.
    const leaveOther = here.bus.subscribe('readingsRecorded', () => {}, [2, 1]);
    await eventually(async () => (await listeners('readingsRecorded', 2)) === 1);
    there.bus.publish(sensors);
    await eventually(() => heard.length === 6);
    expect(heard.slice(2).toSorted((a, b) => a - b)).toEqual([1, 2, SHARDS + 1, SHARDS + 2]);
    leave();
    await eventually(async () => (await listeners('readingsRecorded', 2)) === 1);
    leaveOther();
    for (const shard of [1, 2]) await eventually(async () => (await listeners('readingsRecorded', shard)) === 0);
  });

  test('are asked for only while somebody listens', async () => {
    await using party = await openParty();
    await heardBy(0);
    const [one, other] = [party.live.stream('machineStatusChanged'), party.live.stream('machineStatusChanged')];
    await heardBy(1);
    expect(await listeners('messageRejected')).toBe(0);
    expect(party.live.subscribers).toBe(2);

    await one.return?.();
    party.bus.publish([status(7)]);
    expect((await other.next()).value).toMatchObject({ machineId: 7 });
    await other.return?.();
    await heardBy(0);
    expect(party.live.subscribers).toBe(0);

    const again = party.live.stream('machineStatusChanged');
    await heardBy(1);
    party.bus.publish([status(8)]);
    expect((await again.next()).value).toMatchObject({ machineId: 8 });
  });

  test('of other programs on the same channel are passed over', async () => {
    await using party = await openParty();
    const stream = party.live.stream('machineStatusChanged');
    await heardBy(1);
    for (const text of ['', 'not JSON', '{}', '[null]', '[{"name":"messageRejected"}]', '[{"name":"other"}]']) await client.publish('thermograph:machineStatusChanged', text);
    party.bus.publish([status(9)]);
    expect((await stream.next()).value).toMatchObject({ machineId: 9 });
  });

  test('find a listener that fails, and reach the others', async () => {
    await using party = await openParty();
    party.bus.subscribe('machineStatusChanged', () => {
      throw new Error('not today');
    });
    const stream = party.live.stream('machineStatusChanged');
    await heardBy(1);
    party.bus.publish([status(1), status(2)]);
    expect(await take(stream, 2)).toHaveLength(2);
  });
});

describe('a subscriber', () => {
  test('is told of readings one by one, of those that he accepts', async () => {
    await using party = await openParty();
    const all = party.live.stream('readingsRecorded');
    const warm = party.live.stream('readingsRecorded', { accept: ({ readings }) => readings[0]![1] >= 20 });
    await heardBy(1, 'readingsRecorded');
    party.bus.publish([recorded(1, 10, 20, 30), recorded(2, 25)]);
    expect((await take(all, 4)).map(({ sensorId, readings }) => [sensorId, ...readings])).toEqual([1, 1, 1, 2].map((sensor, index) => [sensor, [[10, 20, 30, 25][index], [10, 20, 30, 25][index], 'GOOD']]));
    expect((await take(warm, 3)).map(({ readings }) => readings[0]![1])).toEqual([20, 30, 25]);
  });

  test('of live values who does not read holds one of each sensor, the newest by when it was measured', async () => {
    await using party = await openParty();
    const slow = party.live.stream('readingsRecorded', { coalesceBy: ({ sensorId }) => sensorId });
    const quick = party.live.stream('readingsRecorded');
    await heardBy(1, 'readingsRecorded');
    const reading = take(quick, 8 * COALESCE_FROM);
    party.bus.publish(Array.from({ length: 3 * COALESCE_FROM }, (_, index) => [recorded(1, index + 1), recorded(2, index + 1)]).flat());
    // These come late: they were measured before what is known.
    party.bus.publish(Array.from({ length: 2 * COALESCE_FROM }, () => recorded(1, 0.5)));
    await reading;

    const held = await take(slow, 2);
    expect(held.map(({ sensorId, readings }) => [sensorId, readings[0]![1]]).toSorted()).toEqual([[1, 3 * COALESCE_FROM], [2, 3 * COALESCE_FROM]]);
    expect(party.live.subscribers).toBe(2);
  });

  test('who does not read what may not be left out is let go with the word to resume; the others get everything', async () => {
    await using party = await openParty();
    const slow = party.live.stream('machineStatusChanged');
    const quick = party.live.stream('machineStatusChanged');
    await heardBy(1);
    const reading = take(quick, MOST_WAITING + 1);
    for (let first = 0; first <= MOST_WAITING; first += 1_000) party.bus.publish(Array.from({ length: Math.min(1_000, MOST_WAITING + 1 - first) }, (_, index) => status(first + index)));
    expect((await reading).map(({ machineId }) => machineId)).toEqual(Array.from({ length: MOST_WAITING + 1 }, (_, index) => index));
    await expect(slow.next()).rejects.toMatchObject({ extensions: { code: 'SUBSCRIBER_TOO_SLOW' } });
    expect(party.live.subscribers).toBe(1);
  });

  test('is dismissed when the program closes, and whoever comes then too', async () => {
    await using party = await openParty();
    const stream = party.live.stream('machineStatusChanged');
    const waiting = stream.next();
    party.live.close();
    expect(await waiting).toMatchObject({ done: true });
    expect(await party.live.stream('messageRejected').next()).toMatchObject({ done: true });
    expect(party.live.subscribers).toBe(0);
  });
});
