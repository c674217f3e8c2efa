import { describe, expect, test } from '@jest/globals';
import { Audience, type NamesOf } from '../../../src/live/audience.js';
import { Stream } from '../../../src/live/stream.js';

interface Measured {
  sensor: string;
  value: number;
}

const open = (namesOf: NamesOf<Measured>) => {
  const audience = new Audience<Measured, never>(namesOf);
  const join = (...names: string[]) => {
    const offered: number[] = [];
    const stream = new Stream<Measured>({ accept: ({ value }) => Boolean(offered.push(value)), onEnd: () => audience.delete(stream) });
    audience.add(stream, new Set(names));
    return { offered, stream };
  };
  return { audience, join };
};
const settle = () => new Promise(setImmediate);

describe('an event is offered', () => {
  test('once, to those who want any of its names, and to nobody else', () => {
    const { audience, join } = open(({ sensor }) => [sensor, 'all']);
    const [a, b, both] = [join('a'), join('b'), join('a', 'all')];
    audience.offer({ sensor: 'a', value: 1 });
    audience.offer({ sensor: 'b', value: 2 });
    expect([a, b, both].map(({ offered }) => offered)).toEqual([[1], [2], [1, 2]]);
  });

  test('in its turn, though its names are known earlier than those of the one before', async () => {
    const slow = Promise.withResolvers<string[]>();
    const { audience, join } = open(({ value }) => (value === 1 ? slow.promise : ['a']));
    const { offered } = join('a');
    audience.offer({ sensor: 'a', value: 1 });
    audience.offer({ sensor: 'a', value: 2 });
    expect(offered).toEqual([]);
    slow.resolve(['a']);
    await settle();
    expect(offered).toEqual([1, 2]);
  });

  test('not to those who came after it, though its names were found later', async () => {
    const slow = Promise.withResolvers<string[]>();
    const { audience, join } = open(() => slow.promise);
    audience.offer({ sensor: 'a', value: 1 });
    const { offered } = join('a');
    audience.offer({ sensor: 'a', value: 2 });
    slow.resolve(['a']);
    await settle();
    expect(offered).toEqual([2]);
  });
});

test('whoever leaves leaves nothing behind', () => {
  const { audience, join } = open(({ sensor }) => [sensor]);
  const { offered, stream } = join('a', 'b');
  stream.end();
  audience.offer({ sensor: 'a', value: 1 });
  expect(offered).toEqual([]);
  expect(audience.size).toBe(0);
});

test('names that cannot be found end those who wait for them', async () => {
  const { audience, join } = open(() => Promise.reject(new Error('no database')));
  const { stream } = join('a');
  const next = stream.next();
  audience.offer({ sensor: 'a', value: 1 });
  await expect(next).rejects.toThrow('no database');
});
