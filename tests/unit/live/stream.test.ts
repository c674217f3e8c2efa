import { describe, expect, test } from '@jest/globals';
import { COALESCE_FROM, MOST_WAITING } from '../../../src/live/backlog.js';
import { Stream, type StreamOptions } from '../../../src/live/stream.js';

interface Measured {
  sensor: number;
  value: number;
}

const done = { value: undefined, done: true };
const open = (options: Partial<StreamOptions<Measured>> = {}) => {
  const endings: unknown[] = [];
  const stream = new Stream<Measured>({ onEnd: (failure) => endings.push(failure), ...options });
  return { stream, endings };
};
const offerMany = (stream: Stream<Measured>, count: number, sensors = count) => {
  for (let value = 0; value < count; value++) stream.offer({ sensor: value % sensors, value });
};
const take = async (stream: Stream<Measured>, count: number) => {
  const values: number[] = [];
  while (values.length < count) values.push((await stream.next()).value!.value);
  return values;
};

describe('a stream', () => {
  test('hands events out in order, whether they were waited for or waited themselves', async () => {
    const { stream } = open();
    const early = [stream.next(), stream.next()];
    offerMany(stream, 4);
    expect((await Promise.all(early)).map((result) => result.value!.value)).toEqual([0, 1]);
    expect(await take(stream, 2)).toEqual([2, 3]);
  });

  test('ends at once when it is returned, also while a next() waits', async () => {
    const { stream, endings } = open();
    const waiting = [stream.next(), stream.next()];
    expect(await stream.return()).toEqual(done);
    expect(await Promise.all(waiting)).toEqual([done, done]);
    expect(await stream.next()).toEqual(done);
    stream.offer({ sensor: 1, value: 1 });
    expect(await stream.next()).toEqual(done);
    await stream.return();
    expect(endings).toEqual([null]);
  });

  test('that is left with `break` ends', async () => {
    const { stream, endings } = open();
    offerMany(stream, 3);
    for await (const event of stream) if (event.value === 1) break;
    expect(endings).toEqual([null]);
    expect(await stream.next()).toEqual(done);
  });

  test('fails with the word to resume when what may not be left out has piled up', async () => {
    const { stream, endings } = open();
    offerMany(stream, MOST_WAITING);
    expect(endings).toEqual([]);
    offerMany(stream, 1);
    expect(endings).toHaveLength(1);
    await expect(stream.next()).rejects.toMatchObject({ extensions: { code: 'SUBSCRIBER_TOO_SLOW' }, message: expect.stringContaining('resume') });
    expect(await stream.next()).toEqual(done);
  });
});

describe('a stream of live values', () => {
  const coalesceBy = ({ sensor }: Measured) => sensor;

  test('leaves nothing out for a subscriber who keeps up', async () => {
    const { stream } = open({ coalesceBy });
    offerMany(stream, COALESCE_FROM, 3);
    expect(await take(stream, COALESCE_FROM)).toEqual(Array.from({ length: COALESCE_FROM }, (_, index) => index));
  });

  test('keeps the newest of each sensor, in order, for one who has fallen behind', async () => {
    const { stream, endings } = open({ coalesceBy });
    offerMany(stream, COALESCE_FROM, 3);
    stream.offer({ sensor: 0, value: -1 });
    expect(await take(stream, 4)).toEqual([COALESCE_FROM - 3, COALESCE_FROM - 2, COALESCE_FROM - 1, -1]);
    expect(endings).toEqual([]);
  });

  test('keeps of two events the one that it is told to', async () => {
    const { stream } = open({ coalesceBy, keep: (earlier, later) => (earlier.value > later.value ? earlier : later) });
    stream.offer({ sensor: 1, value: 99 });
    for (let count = 0; count < COALESCE_FROM; count++) stream.offer({ sensor: 1, value: 5 });
    expect(await take(stream, 2)).toEqual([99, 5]);
  });

  test('with more sensors than it coalesces from holds at most twice as many events as there are sensors', async () => {
    const { stream, endings } = open({ coalesceBy });
    const sensors = 4 * COALESCE_FROM;
    offerMany(stream, 20 * sensors, sensors);
    expect(endings).toEqual([]);
    let count = 0;
    for await (const event of stream) {
      count++;
      if (event.value === 20 * sensors - 1) break;
    }
    expect(count).toBeGreaterThanOrEqual(sensors);
    expect(count).toBeLessThanOrEqual(2 * sensors);
  });
});

describe('a stream that accepts only some events', () => {
  test('keeps the order in which events came, whatever order they were accepted in', async () => {
    const verdicts = [0, 1, 2, 3].map(() => Promise.withResolvers<boolean>());
    const { stream } = open({ accept: ({ value }) => (value < 4 ? verdicts[value]!.promise : true) });
    offerMany(stream, 5);
    verdicts[3]!.resolve(true);
    verdicts[2]!.resolve(false);
    verdicts[1]!.resolve(true);
    verdicts[0]!.resolve(true);
    expect(await take(stream, 4)).toEqual([0, 1, 3, 4]);
  });

  test('does not queue what it refuses', async () => {
    const { stream, endings } = open({ accept: ({ value }) => value === 2 * MOST_WAITING });
    offerMany(stream, 2 * MOST_WAITING + 1);
    expect(endings).toEqual([]);
    expect(await take(stream, 1)).toEqual([2 * MOST_WAITING]);
  });

  test.each([
    ['throws', () => { throw new Error('no such sensor'); }],
    ['rejects', () => Promise.reject(new Error('no such sensor'))],
    ['rejects behind an answer that is still out', ({ value }: Measured) => (value === 0 ? new Promise<boolean>(() => {}) : Promise.reject(new Error('no such sensor')))],
  ])('fails when accepting %s', async (_, accept) => {
    const { stream, endings } = open({ accept });
    offerMany(stream, 3);
    await expect(stream.next()).rejects.toThrow('no such sensor');
    expect(endings).toHaveLength(1);
  });

  test('fails when too many answers are out', async () => {
    const { stream } = open({ accept: () => new Promise<boolean>(() => {}) });
    offerMany(stream, MOST_WAITING + 1);
    await expect(stream.next()).rejects.toMatchObject({ extensions: { code: 'SUBSCRIBER_TOO_SLOW' } });
  });
});
