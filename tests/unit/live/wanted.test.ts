import { expect, test } from '@jest/globals';
import { eventually } from '../../support/eventually.js';
import { WantedShards } from '../../../src/live/wanted.js';

function open(lingerMs: number) {
  const told: string[] = [];
  const wanted = new WantedShards({ lingerMs, onCome: (shard) => told.push(`+${shard}`), onGo: (shard) => told.push(`-${shard}`) });
  return { wanted, told };
}

test('a shard comes with the first who wants it, and goes when the last has gone for a while', async () => {
  const { wanted, told } = open(0);
  const [one, two] = [wanted.want([1, 2]), wanted.want([2, 3])];
  one();
  one();
  await eventually(() => told.includes('-1'));
  expect(wanted.all.toSorted()).toEqual([2, 3]);
  two();
  await eventually(() => wanted.all.length === 0);
  expect(told).toEqual(['+1', '+2', '+3', '-1', '-2', '-3']);
});

test('who comes again within that while finds it as it was', () => {
  const { wanted, told } = open(3_600_000);
  wanted.want([1])();
  expect(wanted.has(1)).toBe(true);
  wanted.want([1])();
  wanted.want([1]);
  expect(told).toEqual(['+1']);
  wanted.clear();
  expect(wanted.has(1)).toBe(false);
});
