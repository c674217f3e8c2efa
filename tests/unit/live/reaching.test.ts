import { beforeEach, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { ALL_SHARDS } from '../../../src/events.js';
import { Reachings } from '../../../src/live/reaching.js';
import { WantedShards } from '../../../src/live/wanted.js';

let wanted: WantedShards;
let logged: string[];
let reachings: Reachings;
beforeEach(() => {
  wanted = new WantedShards({ lingerMs: 0, onCome: () => {}, onGo: () => {} });
  logged = [];
  reachings = new Reachings(wanted, pino({}, { write: (line: string) => void logged.push((JSON.parse(line) as { msg: string }).msg) }), () => {});
});

test('who is asked twice has the answer to the later question, whichever comes first', async () => {
  const answers = [Promise.withResolvers<number[]>(), Promise.withResolvers<number[]>()];
  const asking = reachings.add(() => questions.shift()!.promise);
  const questions = [...answers];
  const asked = [asking.ask(), asking.ask()];
  answers[1]!.resolve([2]);
  await asked[1];
  answers[0]!.resolve([1]);
  await asked[0];
  expect([asking.shards, wanted.all]).toEqual([[2], [2]]);
});

test('who has gone before he is answered wants nothing', async () => {
  const asking = reachings.add(async () => [1]);
  const asked = asking.ask();
  asking[Symbol.dispose]();
  await asked;
  expect([reachings.size, wanted.all]).toEqual([0, []]);
});

test('in an outage he is to be asked again; who can never be answered wants all', async () => {
  let fault: Error | null = null;
  const asking = reachings.add(async () => {
    if (fault) throw fault;
    return [1];
  });
  const other = reachings.add([3]);
  await Promise.all([asking.ask(), other.ask()]);
  fault = Object.assign(new Error('gone'), { code: 'ECONNREFUSED' });
  await expect(reachings.askAgain()).rejects.toBe(fault);
  expect([wanted.all.toSorted(), logged]).toEqual([[1, 3], []]);
  for (const code of ['54001', '57014']) {
    fault = Object.assign(new Error('too much'), { code });
    await reachings.askAgain();
    expect([asking.shards, wanted.all.length, logged.splice(0).length]).toEqual([ALL_SHARDS, 16, 1]);
    fault = null;
    await reachings.askAgain();
    expect(asking.shards).toEqual([1]);
  }
});
