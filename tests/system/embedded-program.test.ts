import { expect, test } from '@jest/globals';
import { eventually } from '../support/eventually.js';
import { startProgram, type Program } from '../support/program.js';

interface Seen {
  stats: { readings: number; machines: number };
  container: { containers: { code: string }[] };
}

async function look({ url }: Program): Promise<Seen> {
  const body = JSON.stringify({ query: '{ stats { readings machines } container(code: "FRZ-001") { containers { code } } }' });
  const answer = await fetch(`${url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', connection: 'close' }, body });
  return ((await answer.json()) as { data: Seen }).data;
}

test('without any server it shows a live demo, stops cleanly, and keeps its data over a stop and over a kill -9', async () => {
  await using program = await startProgram();
  await eventually(async () => (await look(program)).stats.readings > 20, { within: 20_000 });
  const first = await look(program);
  expect(first.stats.machines).toBe(4);
  expect(first.container.containers.map(({ code }) => code).sort()).toEqual(['BOX-0001', 'BOX-0002']);
  expect(await program.stop('SIGINT')).toBe(0);

  await program.start();
  const second = await look(program);
  expect(second.stats.readings).toBeGreaterThanOrEqual(first.stats.readings);
  expect(second.stats.machines).toBe(4);
  expect(await program.stop('SIGKILL')).toBe('SIGKILL');

  await program.start();
  expect((await look(program)).stats.readings).toBeGreaterThanOrEqual(second.stats.readings);
  expect(await program.stop()).toBe(0);
  expect(program.log.filter(({ level = 0 }) => level >= 50)).toEqual([]);
});
