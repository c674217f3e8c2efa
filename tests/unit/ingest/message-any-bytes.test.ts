import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Origin } from '../../../src/domain/reading.js';
import { parseMessage } from '../../../src/ingest/message.js';

const now = 1_767_830_400_000_000;
const RUNS = { seed: 20_260_108, numRuns: 3000 };

const names = fc.constantFrom('thermograph', 'bio_supply', 'manufacturing', 'telemetry', 'updates', 'box', 'sample', 'status', 'A', 'door', '', '__proto__', '\0', '\ud800');
const topics = fc.oneof(
  fc.constantFrom('thermograph/A', 'thermograph/A/t', 'thermograph/A/status', 'bio_supply/updates/sample/S', 'bio_supply/telemetry/box/B', 'manufacturing/M/power', 'manufacturing/status'),
  fc.array(names, { maxLength: 5 }).map((levels) => levels.join('/')),
  fc.string({ unit: 'binary' }),
);

// What devices send, and what they should not: in place of any value anything, under the names that have a meaning.
const fields = fc.constantFrom(
  'value', 'unit', 'measuredAt', 'timestamp', 'quality', 'latitude', 'longitude', 'temperature', 'humidity', 'door', 'status', 'machine_id', 'name',
  'collected_at', 'geolocation', 'n', 'bn', 'bt', 'bu', 'bv', 'v', 'vb', 'u', 't', '__proto__', 'constructor', 'prototype', 'a\0', 'b\ud800', '',
);
const leaves = fc.oneof(
  fc.constantFrom<unknown>(null, true, 4.2, -0, -196, 1e308, '', 'Cel', 'GOOD', 'RUNNING', '2026-01-07T00:00:00Z', '2026-01-07T00:00:00', '2099-01-01T00:00:00Z', 'x\0', '\udfff', '1,2', 'A/t'),
  fc.double(),
  fc.string(),
);
const { bodies } = fc.letrec((tie) => ({
  bodies: fc.oneof({ depthSize: 'small', withCrossShrink: true }, leaves, fc.array(tie('bodies'), { maxLength: 4 }), fc.array(fc.tuple(fields, tie('bodies')), { maxLength: 6 }).map(objectText)),
}));

/** As JSON writes it, so that a field called __proto__ is one. */
function objectText(entries: [string, unknown][]): unknown {
  return JSON.parse(`{${entries.map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value) ?? 'null'}`).join(',')}}`);
}

const payloads = fc.oneof(
  fc.uint8Array({ maxLength: 60 }),
  fc.string({ unit: 'binary' }).map((text) => Buffer.from(text)),
  bodies.map((body) => Buffer.from(JSON.stringify(body) ?? '')),
  // Cut off, or with what Python writes.
  fc.tuple(bodies, fc.nat({ max: 40 })).map(([body, cut]) => Buffer.from((JSON.stringify(body) ?? '').replaceAll('4.2', 'NaN').slice(0, -cut || undefined))),
);

function check(origin: Origin): void {
  const { readings, positions, statuses, updates, refusals } = parseMessage(origin, { now });
  expect(readings.length + positions.length + statuses.length + updates.length + refusals.length).toBeGreaterThan(0);
  expect(new Set(refusals.map(({ reason }) => reason)).size).toBe(refusals.length);
  for (const { key, value, measuredAt } of readings) {
    expect(Number.isFinite(value) && !Object.is(value, -0) && Number.isSafeInteger(measuredAt) && measuredAt >= 0).toBe(true);
    expect(/^[^/]+\/[^]+$/.test(key) && storable(key)).toBe(true);
  }
  for (const { measuredAt } of [...positions, ...statuses, ...updates]) expect(Number.isSafeInteger(measuredAt)).toBe(true);
  for (const { unit } of readings) expect(unit === null || storable(unit)).toBe(true);
  for (const { detail } of refusals) expect(detail.length > 10 && detail.length < 10_000 && storable(detail)).toBe(true);
}

const storable = (text: string) => !/[\0\p{Cs}]/u.test(text);

test('whatever the bytes and the topic, there is something to record or a refusal, and all of it can be stored', () => {
  const before = Object.getOwnPropertyNames(Object.prototype);
  fc.assert(fc.property(topics, payloads, (topic, payload) => check({ topic, payload, receivedAt: now })), RUNS);
  expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(before);
  expect(Object.keys({})).toEqual([]);
});

test('the same message says the same twice', () => {
  fc.assert(
    fc.property(topics, payloads, (topic, payload) => {
      const origin = { topic, payload, receivedAt: now };
      expect(parseMessage(origin, { now })).toEqual(parseMessage(origin, { now }));
    }),
    { ...RUNS, numRuns: 500 },
  );
});

test.each([
  ['lists', '['.repeat(200_000) + ']'.repeat(200_000)],
  ['objects', '{"a":'.repeat(200_000) + '1' + '}'.repeat(200_000)],
  ['values', '{"value":'.repeat(200_000) + '1' + '}'.repeat(200_000)],
  ['lists that never end', '['.repeat(200_000)],
  ['quotes and NaN', '"\\'.repeat(30_000) + 'NaN'],
])('two hundred thousand %s within each other are refused, and break nothing', (_, text) => {
  for (const topic of ['thermograph/A', 'thermograph/A/t', 'thermograph/A/status', 'bio_supply/updates/box/B', 'manufacturing/status']) {
    const origin = { topic, payload: Buffer.from(text), receivedAt: now };
    check(origin);
    expect(parseMessage(origin, { now }).readings).toEqual([]);
  }
});
