import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ExcursionChange } from '../../../src/domain/excursion.js';
import { Quality } from '../../../src/domain/reading.js';
import { ALL_SHARDS, countByShard, type ExcursionChanged, type ReadingsRecorded } from '../../../src/events.js';
import { comparePlaces, placeOf, type Logged } from '../../../src/live/place.js';
import { Recent } from '../../../src/live/recent.js';
import { Sequence, type Transaction } from '../../../src/live/sequence.js';

const readings = (position: number, sensorId: number, ...times: number[]): ReadingsRecorded => ({ name: 'readingsRecorded', position, sensorId, receivedAt: 0, readings: times.map((at) => [at, at, Quality.GOOD]) });
const change = (position: number, place: number): ExcursionChanged => ({ name: 'excursionChanged', position, change: ExcursionChange.OPENED, excursionId: place, sensorId: 1, place });
const named = (event: Logged) => `${event.name} ${placeOf(event).join(' ')}`;

/** What each transaction tells, as the bus brings it. */
const told = fc.array(fc.record({ readings: fc.uniqueArray(fc.tuple(fc.nat(3), fc.nat(9)), { maxLength: 6, selector: String }), changes: fc.nat(2) }), { minLength: 1, maxLength: 12 });

interface Made {
  transaction: Transaction;
  messages: ReadingsRecorded[];
}

function make({ readings: made, changes }: { readings: readonly (readonly [number, number])[]; changes: number }, index: number): Made {
  const position = 10 + 3 * index;
  const bySensor = Map.groupBy(made, ([sensor]) => sensor);
  const messages = [...bySensor].map(([sensor, its]) => readings(position, sensor, ...its.map(([, at]) => at).toSorted((a, b) => a - b)));
  return { transaction: { position, readings: countByShard(messages.map((message) => ({ sensorId: message.sensorId, readings: message.readings.length }))), changes: Array.from({ length: changes }, (_, place) => change(position, place)) }, messages };
}

const expected = (made: readonly Made[]) =>
  made.flatMap(({ transaction, messages }) => [
    ...messages.flatMap((message) => message.readings.map(([at]) => `readingsRecorded ${message.position} ${message.sensorId} ${at}`)).toSorted(),
    ...transaction.changes.map(named),
  ]);

function takeAll(sequence: Sequence): string[] {
  const names: string[] = [];
  for (let events = sequence.take(); events; events = sequence.take()) names.push(...events.map(named));
  return names;
}

test('whatever the bus brings, loses and brings twice, and however the log comes in pieces: each thing once, in the order of the log', () => {
  fc.assert(
    fc.property(told, fc.infiniteStream(fc.nat(5)), (all, dice) => {
      const die = () => dice.next().value as number;
      const made = all.map(make);
      const sequence = new Sequence();
      sequence.begin(5);
      const names: string[] = [];
      let logged = 0;
      const waiting = made.map(({ messages }) => messages);
      while (logged < made.length || sequence.missing) {
        const which = waiting[die() % waiting.length]!;
        // Dropped, brought, brought in part, or brought twice.
        const brought = [[], which, which.slice(1), [...which, ...which]][die() % 4]!;
        for (const message of brought) sequence.hear(message);
        if (die() < 2 && logged < made.length) {
          const piece = made.slice(logged, logged + 1 + die()).map(({ transaction }) => ({ ...transaction }));
          logged += piece.length;
          sequence.log(piece, piece.at(-1)!.position);
        }
        names.push(...takeAll(sequence));
        const { missing } = sequence;
        if (!missing || die() > 1) continue;
        const stored = made.filter(({ transaction: { position } }) => position >= missing.from && position <= missing.to).flatMap(({ messages }) => messages);
        sequence.fill(stored.flatMap((message) => message.readings.map((reading) => ({ ...message, readings: [reading] }))), missing.from, missing.to, ALL_SHARDS);
        names.push(...takeAll(sequence));
      }
      expect(names).toEqual(expected(made));
      expect(sequence.expected.size === 0 || sequence.isAhead).toBe(true);
    }),
  );
});

test('of shards that come and go in between, each transaction tells all of those that are wanted when it is told, and none of the others', () => {
  fc.assert(
    fc.property(told, fc.infiniteStream(fc.nat(5)), (all, dice) => {
      const die = () => dice.next().value as number;
      const made = all.map(make);
      const wanted = new Set([0, 1]);
      const sequence = new Sequence((shard) => wanted.has(shard));
      sequence.begin(5);
      const names: string[] = [];
      const due: string[] = [];
      const takeAndExpect = () => {
        const before = sequence.position;
        names.push(...takeAll(sequence));
        const taken = made.filter(({ transaction: { position } }) => position > before && position <= sequence.position);
        due.push(...expected(taken.map(({ transaction, messages }) => ({ transaction, messages: messages.filter(({ sensorId }) => wanted.has(sensorId)) }))));
      };
      let logged = 0;
      while (logged < made.length || sequence.missing) {
        const shard = die();
        if (!wanted.delete(shard)) wanted.add(shard);
        const { messages } = made[die() % made.length]!;
        // A bus may bring what nobody wants, and may not bring what somebody does.
        for (const message of messages) if (die() < 3) sequence.hear(message);
        if (die() < 2 && logged < made.length) {
          const piece = made.slice(logged, logged + 1 + die()).map(({ transaction }) => ({ ...transaction }));
          logged += piece.length;
          sequence.log(piece, piece.at(-1)!.position);
        }
        takeAndExpect();
        const { missing } = sequence;
        if (!missing || die() > 2) continue;
        const shards = [...wanted];
        const stored = made.flatMap((each) => (each.transaction.position >= missing.from && each.transaction.position <= missing.to ? each.messages.filter(({ sensorId }) => shards.includes(sensorId)) : []));
        // While it is read another one may come.
        wanted.add(die() % 4);
        sequence.fill(stored.flatMap((message) => message.readings.map((reading) => ({ ...message, readings: [reading] }))), missing.from, missing.to, shards);
        takeAndExpect();
      }
      expect(names).toEqual(due);
      expect(sequence.position).toBe(made.at(-1)!.transaction.position);
    }),
  );
});

test('readings that are gone from the database are not waited for', () => {
  const sequence = new Sequence();
  sequence.log([{ position: 7, readings: countByShard([{ sensorId: 1, readings: 3 }]), changes: [] }, { position: 8, readings: [], changes: [change(8, 0)] }], 9);
  expect(sequence.take()).toBeNull();
  sequence.fill([], 7, 7, ALL_SHARDS);
  expect(takeAll(sequence)).toEqual(['excursionChanged 8 0']);
});

test('what is remembered is told from any place behind its edge, and from none before it', () => {
  const recent = new Recent([10], 4);
  const events = Array.from({ length: 9 }, (_, index) => readings(11 + Math.floor(index / 2), index % 2, index));
  for (const event of events) recent.push(event);
  expect(recent.since([10])).toBeNull();
  expect(recent.since(placeOf(events[2]!))).toBeNull();
  for (let index = 3; index < 9; index += 1) expect(recent.since(placeOf(events[index]!))).toEqual(events.slice(index + 1));
  expect(recent.since([13])).toEqual(events.slice(6));
  expect(recent.since([99])).toEqual([]);
});

test('behind a transaction is behind everything in it', () => {
  const places = [[1], [2, 1, 5], [2, 1, 6], [2, 2, 1], [2], [3, 0]] as const;
  for (const [index, place] of places.entries()) {
    expect(comparePlaces(place, place)).toBe(0);
    for (const later of places.slice(index + 1)) expect([comparePlaces(place, later) < 0, comparePlaces(later, place) > 0]).toEqual([true, true]);
  }
});
