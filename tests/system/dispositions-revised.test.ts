import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from '../../src/database.js';
import { formatInstant, MINUTE, now } from '../../src/domain/time.js';
import { authenticateByName } from './access-callers.js';
import { Acknowledge, Assess, Close } from './alarm-documents.js';
import { DispositionsOfExcursion, DispositionsOfSample, excursionsOf, furnishContainer, put, registerSamples, say, type ListedExcursion } from './disposition-documents.js';
import { record, RegisterSamples } from './graphql-documents.js';
import { openWorld, type World } from './graphql-fixture.js';

let world: World;
const start = Math.floor(now() / MINUTE) * MINUTE - 300 * MINUTE;
const signature = { key: 'QUALITY', meaning: 'APPROVAL' } as const;

beforeAll(async () => {
  world = await openWorld({ authenticate: authenticateByName });
});
afterAll(async () => world[Symbol.asyncDispose]());

/** A container, named as its samples are, that was too warm from minute 10 to 40. */
async function heat(code: string, samples: Record<string, number>): Promise<string> {
  await furnishContainer(world, code, 'CRITICAL');
  await registerSamples(world, Object.keys(samples), start);
  for (const [sample, minute] of Object.entries(samples)) await put(world, [sample], code, start, minute);
  await record(world, `${code}/t`, start, [[0, 5], [10, 12], [30, 12], [40, 5]]);
  return (await excursionsOf(world, code))[0]!.id;
}

const decide = (excursion: string, samples: string[], disposition: 'RELEASED' | 'REJECTED' | 'PENDING') => say(world.as('QUALITY'), { excursion, samples, disposition, signature });
const wordsOn = async (id: string) => (await world.ask(DispositionsOfExcursion, { id })).excursion!.dispositions.nodes.map(({ sample, disposition }) => `${sample.code} ${disposition}`);
const statusOf = async (code: string) => (await world.ask(DispositionsOfSample, { code })).sample!.status;
const briefly = ({ affectedSamples }: ListedExcursion) => affectedSamples.nodes.map(({ sample, disposition, isStale }) => `${sample.code} ${disposition}${isStale ? ' stale' : ''}`);

test('where one excursion turns out to be two, what was decided stays with the first, and the other calls for quarantine anew', async () => {
  const id = await heat('SPLIT', { 'SPLIT-ALL': 0, 'SPLIT-END': 25 });
  await decide(id, ['SPLIT-ALL', 'SPLIT-END'], 'RELEASED');
  expect([await statusOf('SPLIT-ALL'), await statusOf('SPLIT-END')]).toEqual(['RELEASED', 'RELEASED']);
  await record(world, 'SPLIT/t', start, [[20, 5]]);
  const [first, second] = await excursionsOf(world, 'SPLIT');
  expect([first!.id, briefly(first!), briefly(second!)]).toEqual([id, ['SPLIT-ALL RELEASED stale'], ['SPLIT-ALL QUARANTINED', 'SPLIT-END QUARANTINED']]);
  expect([await statusOf('SPLIT-ALL'), await statusOf('SPLIT-END')]).toEqual(['QUARANTINED', 'QUARANTINED']);
  expect((await wordsOn(id)).sort()).toEqual(['SPLIT-ALL RELEASED', 'SPLIT-END RELEASED']);
});

test('what was decided of a sample that was never there is still told by the excursion, holds, and can be taken back', async () => {
  const id = await heat('GONE', { 'GONE-S': 0 });
  await decide(id, ['GONE-S'], 'REJECTED');
  await put(world, ['GONE-S'], null, start, 5);
  expect(briefly((await excursionsOf(world, 'GONE'))[0]!)).toEqual([]);
  expect([await wordsOn(id), await statusOf('GONE-S')]).toEqual([['GONE-S REJECTED'], 'QUARANTINED']);
  expect(await decide(id, ['GONE-S'], 'PENDING')).toMatchObject({ parts: [{ disposition: 'PENDING', decidedBy: null, isStale: false }], refusals: [] });
  expect([await wordsOn(id), await statusOf('GONE-S')]).toEqual([['GONE-S PENDING', 'GONE-S REJECTED'], 'COLLECTED']);
});

test('to close an excursion decides nothing: what is undecided stays in quarantine, and can be decided later', async () => {
  const id = await heat('CLOSED', { 'CLOSED-S': 0 });
  await world.ask(Acknowledge, { input: { excursion: id } });
  await world.ask(Assess, { input: { excursion: id, cause: 'door' } });
  await world.ask(Close, { input: { excursion: id } });
  expect(await statusOf('CLOSED-S')).toBe('QUARANTINED');
  expect((await decide(id, ['CLOSED-S'], 'RELEASED')).refusals).toEqual([]);
  expect((await world.ask(DispositionsOfExcursion, { id })).excursion).toMatchObject({ status: 'CLOSED', dispositions: { nodes: [{ disposition: 'RELEASED', by: 'QUALITY', sample: { code: 'CLOSED-S', status: 'RELEASED' } }] } });
});

/** Aliquots, each with what it is taken from, and at which minute. */
const take = (aliquots: Record<string, [parent: string, minute: number]>) =>
  world.ask(RegisterSamples, { input: { samples: Object.entries(aliquots).map(([code, [parent, minute]]) => ({ code, name: code, type: 'plasma', parent, collectedAt: formatInstant(start + minute * MINUTE) })) } });
const statusesOf = (codes: readonly string[]) => Promise.all(codes.map(statusOf));

test('what is taken, after an excursion began, from a sample that is set apart after it is quarantined by the program; then each counts for itself', async () => {
  const id = await heat('PARENT', { 'PARENT-S': 0 });
  await take({ BEFORE: ['PARENT-S', 5], DURING: ['PARENT-S', 20], AFTER: ['PARENT-S', 60], OF_AFTER: ['AFTER', 70], OF_BEFORE: ['BEFORE', 70] });
  expect(await statusesOf(['BEFORE', 'DURING', 'AFTER', 'OF_AFTER', 'OF_BEFORE'])).toEqual(['COLLECTED', 'QUARANTINED', 'QUARANTINED', 'QUARANTINED', 'COLLECTED']);
  const [word] = (await world.ask(DispositionsOfSample, { code: 'OF_AFTER' })).sample!.dispositions.nodes;
  expect(word).toMatchObject({ disposition: 'QUARANTINED', by: 'thermograph', reason: 'Taken from PARENT-S, which this excursion has put in quarantine', meaning: null, excursion: { id } });
  expect(world.events.at(-1)).toMatchObject({ name: 'excursionChanged', change: 'DECIDED', excursionId: Number(id) });
  const { rows } = await sql(world.database.em.fork(), `select action, actor, after::json ->> 'by_name' as by from audit_entry where entity = 'Disposition' and entity_code = 'OF_AFTER'`);
  expect(rows).toEqual([{ action: 'CREATE', actor: 'local', by: 'thermograph' }]);

  await decide(id, ['PARENT-S'], 'REJECTED');
  await take({ LATER: ['PARENT-S', 80], OF_LATER: ['OF_AFTER', 80] });
  const reasonOf = async (code: string) => (await world.ask(DispositionsOfSample, { code })).sample!.dispositions.nodes.map(({ reason }) => reason);
  expect(await reasonOf('LATER')).toEqual([expect.stringMatching(/^Taken from PARENT-S, of which QUALITY decided REJECTED: ./)]);
  expect(await reasonOf('OF_LATER')).toEqual(['Taken from OF_AFTER, of which thermograph decided QUARANTINED: Taken from PARENT-S, which this excursion has put in quarantine']);

  await decide(id, ['PARENT-S', 'AFTER'], 'RELEASED');
  await take({ CLEAN: ['PARENT-S', 90] });
  expect(await statusesOf(['PARENT-S', 'AFTER', 'OF_AFTER', 'LATER', 'CLEAN'])).toEqual(['RELEASED', 'RELEASED', 'QUARANTINED', 'QUARANTINED', 'COLLECTED']);
  expect((await decide(id, ['BEFORE'], 'RELEASED')).refusals).toEqual(['NOT_AFFECTED samples 0']);
});

test('what was decided after an excursion is told a page at a time, newest first', async () => {
  const id = await heat('PAGES', { 'PAGES-S': 0 });
  for (const disposition of ['RELEASED', 'REJECTED', 'PENDING'] as const) await decide(id, ['PAGES-S'], disposition);
  const page = async (after: string | null) => (await world.ask(DispositionsOfExcursion, { id, first: 2, after })).excursion!.dispositions;
  const first = await page(null);
  expect([...first.nodes, ...(await page(first.pageInfo.endCursor ?? null)).nodes].map(({ disposition }) => disposition)).toEqual(['PENDING', 'REJECTED', 'RELEASED']);
});
