import 'reflect-metadata';
import { expect, test } from '@jest/globals';
import type { EventNamed } from '../../../src/events.js';
import { Stream } from '../../../src/live/stream.js';
import type { Context } from '../../../src/resolvers/context.js';
import { streamInSight } from '../../../src/resolvers/live/in-sight.js';

test('a stream of which it cannot be said whether it is in sight ends with that error', async () => {
  let ended = false;
  const stream = new Stream<EventNamed<'readingsRecorded'>>({ onEnd: () => (ended = true) });
  const context = { bounds: {}, renew() {}, sensors: { load: () => Promise.reject(new Error('no')) } } as unknown as Context;
  const seen = streamInSight(context, 'readingsRecorded', {}, () => stream);
  stream.offer({ name: 'readingsRecorded', position: 1, sensorId: 1, receivedAt: 0, readings: [] });
  await expect(seen.next()).rejects.toThrow('no');
  expect(ended).toBe(true);
});
