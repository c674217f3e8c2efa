import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@jest/globals';
import { createRests } from '../../../src/resolvers/read/rests.js';

/** A clock that is set by hand, and whether the turn went to others when it was time to rest. */
function createWork() {
  let time = 5_000;
  const rest = createRests(() => time);
  return async (milliseconds: number) => {
    time += milliseconds;
    let others = false;
    setImmediate(() => (others = true));
    await rest();
    return others;
  };
}

test('after 20 ms of work others have their turn, and then not before another 20', async () => {
  const work = createWork();
  const rested: boolean[] = [];
  for (const milliseconds of [0, 19, 1, 10, 9, 1, 500, 19]) rested.push(await work(milliseconds));
  expect(rested).toEqual([false, false, true, false, false, true, true, false]);
});

test('after 28 s it is given up, but not by then', async () => {
  const work = createWork();
  await work(27_999);
  await work(1);
  await expect(work(20)).rejects.toMatchObject({ message: 'This takes too long and was given up. Ask for less at once.', extensions: { code: 'TIMEOUT' } });
});

test('another request is answered while the work goes on', async () => {
  const server = createServer((_, response) => response.end('answered')).listen(0, '127.0.0.1');
  await once(server, 'listening');
  let answer = '';
  const asked = fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}`).then(async (response) => (answer = await response.text()));
  let time = 0;
  // By this clock each piece takes 20 ms, of a time that never comes to 28 s: what ends the work is the answer.
  const rest = createRests(() => (time = (time + 20) % 20_000));
  for (let pieces = 0; answer === '' && pieces < 1_000_000; pieces += 1) await rest();
  expect(answer).toBe('answered');
  await asked;
  server.close();
});
