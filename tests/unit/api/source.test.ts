import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import type { Made, Told } from '../../../src/api/made.js';
import type { Member } from '../../../src/api/member.js';
import { Source } from '../../../src/api/source.js';
import { Stream } from '../../../src/live/stream.js';

const COUNT = 1_000;
const event = (position: number): Told => ({ name: 'readingsRecorded', position, sensorId: 1, receivedAt: 0, readings: [[position, position, 'GOOD' as never]] });

/** A source with many members, who write down what they are handed. */
async function open(onTake: (index: number) => void = () => {}) {
  const events = new Stream<Told>({ onEnd() {} });
  const source = new Source({ open: async () => events, tell: async ({ position }) => Buffer.from(String(position)), onHandedOn() {}, onIdle() {} });
  const heard = Array.from({ length: COUNT }, (): string[] => []);
  const members = heard.map((texts, index) => ({
    callerId: 'them',
    keepsUp: true,
    take(made: readonly Made[]) {
      texts.push(...made.map(({ result }) => String(result)));
      onTake(index);
    },
    end() {},
  })) as unknown as Member[];
  for (const member of members) source.add(member);
  await source.started;
  const settled = async (texts: string[], count: number) => {
    while (texts.length < count) await turn();
  };
  return { events, source, members, heard, settled };
}

test('while many are told, others have their turn', async () => {
  const { events, heard, settled } = await open();
  events.offer(event(1));
  await settled(heard[0]!, 1);
  expect(heard[COUNT - 1]).toEqual([]);
  await settled(heard[COUNT - 1]!, 1);
});

test('what comes while others are told is told after it, in order and once', async () => {
  let next = 1;
  const { events, heard, settled } = await open((index) => {
    if (index === 0 && next < 50) events.offer(event(next++));
  });
  events.offer(event(next++));
  await settled(heard[COUNT - 1]!, 49);
  const all = Array.from({ length: 49 }, (_, index) => String(index + 1));
  for (const texts of heard) expect(texts).toEqual(all);
});

test('who leaves while others are told hears no more', async () => {
  const { events, source, members, heard, settled } = await open((index) => {
    if (index === 0) source.delete(members[COUNT - 1]!);
  });
  events.offer(event(1));
  await settled(heard[COUNT - 2]!, 1);
  await turn();
  expect(heard[COUNT - 1]).toEqual([]);
});

test('how far it has come is said when all before it was handed on, and before what follows', async () => {
  const heard: string[] = [];
  const gone = Promise.withResolvers<void>();
  const member = { callerId: 'him', keepsUp: true, take: (made: readonly Made[]) => heard.push(...made.map(({ result }) => String(result))), beat: (_: Told, cursor: string) => heard.push(cursor), end: () => gone.resolve() };
  const change = (position: number): Told => ({ name: 'machineStatusChanged', position, machineId: 1 });
  const source: Source = new Source({
    async open() {
      return (async function* () {
        yield* [change(1), change(2), { name: 'notice', position: 2, at: 0, gap: null } as const, change(3)];
      })();
    },
    tell: async ({ position }) => Buffer.from(`event ${position}`),
    cursorOf: ({ position }) => `behind ${position}`,
    onHandedOn() {},
    onIdle() {},
  });
  source.add(member as unknown as Member);
  await source.started;
  await gone.promise;
  expect(heard).toEqual(['event 1', 'event 2', 'behind 2', 'event 3']);
});

test('it listens no longer when something could not be told', async () => {
  const ended = Promise.withResolvers<void>();
  const left = Promise.withResolvers<unknown>();
  const events = new Stream<Told>({ onEnd: () => ended.resolve() });
  const source = new Source({ open: async () => events, tell: () => Promise.reject(new Error('no')), onHandedOn() {}, onIdle() {} });
  source.add({ callerId: 'him', keepsUp: true, end: (failure: unknown) => left.resolve(failure) } as unknown as Member);
  await source.started;
  events.offer(event(1));
  expect(await left.promise).toEqual(new Error('no'));
  await ended.promise;
});
