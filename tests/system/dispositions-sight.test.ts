import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { MINUTE, now } from '../../src/domain/time.js';
import { authenticateByName } from './access-callers.js';
import { DispositionsOfExcursion, DispositionsOfSample, excursionsOf, furnishContainer, put, registerSamples, say, type ListedExcursion } from './disposition-documents.js';
import { record, RegisterSite } from './graphql-documents.js';
import { openWorld, type World } from './graphql-fixture.js';

let world: World;
const start = Math.floor(now() / MINUTE) * MINUTE - 300 * MINUTE;
const SITES = ['NORTH', 'SOUTH'];
const keys = ['QUALITY@1', 'QUALITY@2'] as const;
const signatureOf = (key: string) => ({ key, meaning: 'REVIEW' }) as const;

// S was too warm in the north, and then in the south, where it is now; N went the other way.
beforeAll(async () => {
  world = await openWorld({ authenticate: authenticateByName });
  for (const site of SITES) {
    await world.ask(RegisterSite, { input: { code: site, name: site, timeZone: 'UTC' } });
    await furnishContainer(world, `${site}-FRZ`, 'CRITICAL', { site });
  }
  await registerSamples(world, ['N', 'S'], start);
  for (const [sample, first, then] of [['S', 'NORTH-FRZ', 'SOUTH-FRZ'], ['N', 'SOUTH-FRZ', 'NORTH-FRZ']] as const) {
    await put(world, [sample], first, start, 0);
    await put(world, [sample], then, start, 15);
  }
  for (const site of SITES) await record(world, `${site}-FRZ/t`, start, [[0, 5], [10, 12], [20, 5]]);
});
afterAll(async () => world[Symbol.asyncDispose]());

test('who is bound decides of his samples after his excursions; all else is not there', async () => {
  const [north, south] = keys.map((key) => world.as(key));
  const [northern] = await excursionsOf(north!, 'NORTH-FRZ');
  const [southern] = await excursionsOf(south!, 'SOUTH-FRZ');
  const decide = (key: string, excursion: string, samples: string[]) => say(world.as(key), { excursion, samples, disposition: 'RELEASED', signature: signatureOf(key) });
  expect(northern!.affectedSamples.nodes.map(({ sample }) => sample.code)).toEqual(['N']);
  expect((await decide(keys[0], northern!.id, ['N', 'S'])).refusals).toEqual(['NOT_FOUND samples 1']);
  expect((await decide(keys[0], southern!.id, ['N'])).refusals).toEqual(['NOT_FOUND excursion']);
  expect(await decide(keys[0], northern!.id, ['N'])).toMatchObject({ parts: [{ sample: { code: 'N', status: 'QUARANTINED' }, disposition: 'RELEASED' }], refusals: [] });
  expect((await decide(keys[1], southern!.id, ['S'])).refusals).toEqual([]);
  expect((await decide('QUALITY', southern!.id, ['N', 'S'])).refusals).toEqual([]);
});

test('he reads of his samples what was decided after his excursions', async () => {
  const decisionsOf = async (key: string, code: string) => (await world.as(key).ask(DispositionsOfSample, { code })).sample?.dispositions.nodes.map(({ by }) => by);
  expect(await decisionsOf('QUALITY', 'N')).toEqual(['QUALITY', 'QUALITY@1']);
  expect(await decisionsOf('QUALITY@1', 'N')).toEqual(['QUALITY@1']);
  expect(await decisionsOf('QUALITY@2', 'N')).toBeUndefined();
  expect(await decisionsOf('VIEWER@2', 'S')).toEqual(['QUALITY', 'QUALITY@2']);
});

test('he reads after his excursions what was decided of his samples', async () => {
  const [{ id }] = (await excursionsOf(world, 'NORTH-FRZ')) as [ListedExcursion];
  const said = async (key: string) => (await world.as(key).ask(DispositionsOfExcursion, { id })).excursion?.dispositions.nodes.map(({ sample }) => sample.code);
  expect((await say(world.as('QUALITY'), { excursion: id, samples: ['S'], disposition: 'RETEST' })).refusals).toEqual([]);
  expect([await said('QUALITY'), await said('QUALITY@1'), await said('QUALITY@2')]).toEqual([['S', 'N'], ['N'], undefined]);
});

test('the status of a sample counts what was decided anywhere, for everybody who sees it', async () => {
  for (const key of ['QUALITY', 'QUALITY@1', 'OPERATOR@1']) expect((await world.as(key).ask(DispositionsOfSample, { code: 'N' })).sample!.status).toBe('RELEASED');
  for (const key of ['QUALITY', 'QUALITY@2']) expect((await world.as(key).ask(DispositionsOfSample, { code: 'S' })).sample!.status).toBe('QUARANTINED');
});
