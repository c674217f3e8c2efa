import { expect, test } from '@jest/globals';
import { createDirectory } from '../../../src/access/directory.js';
import { AccessUnavailable } from '../../../src/access/unavailable.js';
import { SECOND } from '../../../src/domain/time.js';

function openDirectory(known: readonly string[], { patience = SECOND, hold = async () => {} }: { patience?: number; hold?: () => Promise<void> } = {}) {
  const statements: string[][] = [];
  let elapsed = 0;
  const find = createDirectory({
    clock: { now: () => elapsed, elapsed: () => elapsed },
    patience,
    read: async (names) => {
      statements.push(names.toSorted());
      await hold();
      return new Map(names.filter((name) => known.includes(name)).map((name) => [name, `${name}!`]));
    },
  });
  return { find, statements, pass: (duration: number) => void (elapsed += duration) };
}

test('all names that are asked for in one turn are one statement, and good for a second', async () => {
  const { find, statements, pass } = openDirectory(['a', 'b']);
  expect(await Promise.all([find('a'), find('b'), find('a'), find('nobody')])).toEqual(['a!', 'b!', 'a!', null]);
  pass(SECOND - 1);
  expect([await find('a'), await find('b')]).toEqual(['a!', 'b!']);
  expect(statements).toEqual([['a', 'b', 'nobody']]);
  pass(1);
  await find('a');
  expect(statements).toHaveLength(2);
});

test('many who ask once a second, each at a moment of his own, cost one statement a second', async () => {
  const names = Array.from({ length: 100 }, (_, index) => `key ${index}`);
  const { find, statements, pass } = openDirectory(names);
  const round = async () => {
    for (const name of names) {
      pass(SECOND / names.length);
      expect(await find(name)).toBe(`${name}!`);
    }
  };
  await round();
  const before = statements.length;
  for (let seconds = 0; seconds < 20; seconds++) await round();
  expect(statements.length - before).toBeLessThanOrEqual(21);
});

test('names that there are not are never kept, and names that nobody wants any more are let go of', async () => {
  const { find, statements, pass } = openDirectory(['a', 'b']);
  await Promise.all([find('a'), find('b')]);
  for (let n = 0; n < 3; n++) expect(await find('nobody')).toBeNull();
  expect(statements.slice(1)).toEqual([['nobody'], ['nobody'], ['nobody']]);
  pass(2 * SECOND);
  await find('a');
  expect(statements.at(-1)).toEqual(['a', 'b']);
  pass(2 * SECOND);
  await find('a');
  expect(statements.at(-1)).toEqual(['a']);
});

test('a database that fails is neither a yes nor a no, and the next answer is its own', async () => {
  let broken = true;
  const { find, pass } = openDirectory(['a'], { hold: async () => { if (broken) throw new Error('gone'); } });
  await expect(find('a')).rejects.toThrow(AccessUnavailable);
  broken = false;
  expect(await find('a')).toBe('a!');
  broken = true;
  pass(SECOND);
  await expect(find('a')).rejects.toThrow(AccessUnavailable);
});

test('those who were let in a moment ago have room, however many others guess', async () => {
  const { find, statements, pass } = openDirectory(['a', 'b']);
  expect(await Promise.all([find('a'), find('b')])).toEqual(['a!', 'b!']);
  pass(SECOND);
  const crowd = Promise.allSettled(Array.from({ length: 20_000 }, (_, index) => find(`guess ${index}`)));
  expect(await Promise.all([find('a'), find('b')])).toEqual(['a!', 'b!']);
  expect((await crowd).filter(({ status }) => status === 'rejected')).toHaveLength(10_000);
  expect(statements.at(-1)).toHaveLength(10_002);
});

test('a database that hangs keeps nobody waiting, what waits is bounded, and its late answer is not taken for a new one', async () => {
  const { promise: never, resolve: answerLate } = Promise.withResolvers<void>();
  let hangs = true;
  const { find, statements, pass } = openDirectory(['a'], { patience: 50_000, hold: () => (hangs ? never : Promise.resolve()) });
  const stuck = find('a');
  const crowd = Array.from({ length: 20_000 }, (_, index) => find(`guess ${index}`));
  hangs = false;
  const results = await Promise.allSettled([stuck, ...crowd]);
  expect(results.filter(({ status }) => status === 'rejected').length).toBeGreaterThanOrEqual(10_000);
  expect(Math.max(...statements.map(({ length }) => length))).toBeLessThanOrEqual(10_000);
  pass(3 * SECOND);
  answerLate();
  expect(await find('a')).toBe('a!');
  expect(statements.at(-1)).toContain('a');
});
