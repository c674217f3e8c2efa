import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from '../../src/database.js';
import { MINUTE, now } from '../../src/domain/time.js';
import { authenticateByName } from './access-callers.js';
import { Assess, Acknowledge } from './alarm-documents.js';
import { DispositionsOfSample, excursionsOf, furnishContainer, put, registerSamples, SamplesOfStatus, say, type ListedExcursion } from './disposition-documents.js';
import { record } from './graphql-documents.js';
import { openWorld, type World } from './graphql-fixture.js';

let world: World;
/** Of a rule that a late reading can show never to have been broken for so long. */
const SLOW = { mode: 'CONSECUTIVE', onDelay: 'PT10M' } as const;
const start = Math.floor(now() / MINUTE) * MINUTE - 300 * MINUTE;
const signature = { key: 'QUALITY', meaning: 'APPROVAL' } as const;
const run = (text: string, parameters: unknown[] = []) => sql(world.database.em.fork(), text, parameters);

beforeAll(async () => {
  world = await openWorld({ authenticate: authenticateByName });
});
afterAll(async () => world[Symbol.asyncDispose]());

const quality = () => world.as('QUALITY');
const statusOf = async (code: string) => (await world.ask(DispositionsOfSample, { code })).sample!.status;
/** Samples as an excursion affected them, as in 'S QUARANTINED thermograph'. */
const briefly = ({ affectedSamples }: ListedExcursion) => affectedSamples.nodes.map(({ sample, disposition, decidedBy }) => [sample.code, disposition, decidedBy].join(' '));

let count = 0;
/** A container in which a sample was, as its thermometer was above the limit from minute 10 to 20. */
async function heat(severity: 'CRITICAL' | 'WARNING', rule: Parameters<typeof furnishContainer>[3] = {}) {
  const code = `C${++count}`;
  const sample = `${code}-S`;
  await furnishContainer(world, code, severity, rule);
  await registerSamples(world, [sample], start);
  await put(world, [sample], code, start, 0);
  await record(world, `${code}/t`, start, [[0, 5], [10, 12], [20, 5]]);
  const [excursion] = await excursionsOf(world, code);
  return { code, sample, id: excursion!.id, excursion: excursion! };
}

describe('while nobody has decided', () => {
  test.each([['CRITICAL', 'QUARANTINED', 'thermograph', 'QUARANTINED'], ['WARNING', 'PENDING', '', 'COLLECTED']] as const)(
    'what was in a %s excursion is %s',
    async (severity, disposition, by, status) => {
      const { excursion, sample } = await heat(severity);
      expect(excursion).toMatchObject({ severity, affectedSamples: { nodes: [{ decidedOnRevision: null, isStale: false, dispositions: [] }] } });
      expect(briefly(excursion)).toEqual([`${sample} ${disposition} ${by}`]);
      expect(await statusOf(sample)).toBe(status);
    },
  );

  test('a move that is told late takes what was there into quarantine, and what was not there out of it', async () => {
    const { code, sample } = await heat('CRITICAL');
    await registerSamples(world, [`${code}-T`], start);
    expect(await statusOf(`${code}-T`)).toBe('COLLECTED');
    await put(world, [`${code}-T`], code, start, 15);
    await put(world, [sample], null, start, 5);
    const [excursion] = await excursionsOf(world, code);
    expect(briefly(excursion!)).toEqual([`${code}-T QUARANTINED thermograph`]);
    expect([await statusOf(sample), await statusOf(`${code}-T`)]).toEqual(['COLLECTED', 'QUARANTINED']);
  });

  test('readings that come late extend quarantine to what was there earlier, and take it back where there was no excursion', async () => {
    const { code, sample } = await heat('CRITICAL', SLOW);
    await registerSamples(world, [`${code}-T`], start);
    await put(world, [`${code}-T`], code, start, 1);
    await put(world, [`${code}-T`], null, start, 4);
    expect(await statusOf(`${code}-T`)).toBe('COLLECTED');
    await record(world, `${code}/t`, start, [[3, 9]]);
    expect([await statusOf(sample), await statusOf(`${code}-T`)]).toEqual(['QUARANTINED', 'QUARANTINED']);
    await record(world, `${code}/t`, start, [[9, 5], [15, 5]]);
    expect(await excursionsOf(world, code)).toEqual([]);
    expect([await statusOf(sample), await statusOf(`${code}-T`)]).toEqual(['COLLECTED', 'COLLECTED']);
  });

  test('who assesses an excursion as CRITICAL quarantines by that, and who makes one harmless releases nothing', async () => {
    for (const [severity, assessed, status] of [['WARNING', 'CRITICAL', 'QUARANTINED'], ['CRITICAL', 'INFO', 'QUARANTINED']] as const) {
      const { id, sample } = await heat(severity);
      await world.ask(Acknowledge, { input: { excursion: id } });
      await world.ask(Assess, { input: { excursion: id, cause: 'door', severity: assessed } });
      expect(await statusOf(sample)).toBe(status);
    }
  });
});

describe('what somebody decides', () => {
  test('is kept whole, with who, when, why, and what his signature means, and told to those who watch', async () => {
    const { code, id, sample } = await heat('CRITICAL');
    const told = world.events.length;
    const before = now();
    expect(await say(quality(), { excursion: id, samples: [sample], disposition: 'RELEASED', reason: 'stable at 12 for a day', signature })).toEqual({
      parts: [{ sample: { code: sample, status: 'RELEASED' }, disposition: 'RELEASED', decidedBy: 'QUALITY', decidedOnRevision: 1, isStale: false, dispositions: [{ disposition: 'RELEASED', by: 'QUALITY', reason: 'stable at 12 for a day' }] }],
      refusals: [],
    });
    expect(world.events.slice(told)).toMatchObject([{ name: 'excursionChanged', change: 'DECIDED', excursionId: Number(id) }]);
    const [excursion] = await excursionsOf(world, code);
    const [decision] = excursion!.affectedSamples.nodes[0]!.dispositions;
    expect(decision).toEqual({
      disposition: 'RELEASED', at: expect.any(String), by: 'QUALITY', role: 'QUALITY', reason: 'stable at 12 for a day', meaning: 'APPROVAL', signedBy: 'QUALITY', revision: 1, excursion: { id },
    });
    // One machine, one clock.
    expect([Date.parse(decision!.at) * 1000 >= before - 1000, Date.parse(decision!.at) * 1000 <= now()]).toEqual([true, true]);
  });

  test('holds until somebody decides otherwise, and all of it stays in the trail', async () => {
    const { code, id, sample } = await heat('CRITICAL');
    const steps = [
      ['QUALITY', 'RELEASED', 'RELEASED'], ['OPERATOR', 'QUARANTINED', 'QUARANTINED'], ['OPERATOR', 'RETEST', 'QUARANTINED'], ['QUALITY', 'REJECTED', 'QUARANTINED'],
      ['QUALITY', 'DISCARDED', 'DISPOSED'], ['QUALITY', 'PENDING', 'QUARANTINED'], ['QUALITY', 'RELEASED', 'RELEASED'],
    ] as const;
    for (const [key, disposition, status] of steps) {
      const { parts, refusals } = await say(world.as(key), { excursion: id, samples: [sample], disposition, reason: `so ${disposition}`, signature: key === 'QUALITY' ? signature : null });
      expect({ disposition, refusals, status: parts[0]?.sample.status }).toEqual({ disposition, refusals: [], status });
    }
    const trail = steps.map(([by, disposition]) => ({ by, disposition, reason: `so ${disposition}`, meaning: by === 'QUALITY' ? 'APPROVAL' : null })).toReversed();
    expect((await excursionsOf(world, code))[0]!.affectedSamples.nodes[0]!.dispositions).toMatchObject(trail);
    const first = (await world.ask(DispositionsOfSample, { code: sample, first: 5 })).sample!.dispositions;
    const rest = (await world.ask(DispositionsOfSample, { code: sample, first: 5, after: first.pageInfo.endCursor })).sample!.dispositions;
    expect([...first.nodes, ...rest.nodes]).toMatchObject(trail.map((each) => ({ ...each, excursion: { id } })));
  });

  test.each(['update disposition set reason = reason', 'delete from disposition where false', 'truncate disposition', 'create temp table disposition (id int); truncate public.disposition', "update excursion_revision set cause = 'LATE_DATA'", 'delete from excursion_revision'])('is never changed: %s', async (statement) => {
    await expect(run(statement)).rejects.toThrow('is refused: it is only ever added to');
  });

  test('stays when more becomes known, which is shown', async () => {
    const { code, id, sample } = await heat('CRITICAL');
    const part = async () => (await excursionsOf(world, code))[0]!.affectedSamples.nodes[0]!;
    const release = () => say(quality(), { excursion: id, samples: [sample], disposition: 'RELEASED', signature });
    await release();
    await record(world, `${code}/t`, start, [[5, 11]]);
    expect(await part()).toMatchObject({ disposition: 'RELEASED', decidedOnRevision: 1, isStale: true, sample: { status: 'RELEASED' } });
    expect((await release()).parts).toMatchObject([{ disposition: 'RELEASED', decidedOnRevision: 2, isStale: false }]);
    await put(world, [sample], null, start, 19);
    expect(await part()).toMatchObject({ disposition: 'RELEASED', decidedOnRevision: 2, isStale: true });
  });

  test('while the excursion lasts is stale as soon as it goes farther or ends', async () => {
    const { code, sample } = await heat('CRITICAL');
    await record(world, `${code}/t`, start, [[40, 12]]);
    const part = async () => (await excursionsOf(world, code))[1]!.affectedSamples.nodes[0]!;
    const { id } = (await excursionsOf(world, code))[1]!;
    const release = () => say(quality(), { excursion: id, samples: [sample], disposition: 'RELEASED', signature });
    await release();
    expect(await part()).toMatchObject({ isStale: false });
    await record(world, `${code}/t`, start, [[50, 14]]);
    expect(await part()).toMatchObject({ isStale: true });
    await release();
    await record(world, `${code}/t`, start, [[60, 5]]);
    expect(await part()).toMatchObject({ disposition: 'RELEASED', isStale: true });
  });

  test('holds also when the excursion never was, and can still be decided otherwise', async () => {
    const { code, id, sample } = await heat('CRITICAL', SLOW);
    await say(quality(), { excursion: id, samples: [sample], disposition: 'DISCARDED', signature });
    await record(world, `${code}/t`, start, [[15, 5]]);
    expect((await world.ask(DispositionsOfSample, { code: sample })).sample).toMatchObject({ status: 'DISPOSED', dispositions: { nodes: [{ disposition: 'DISCARDED', excursion: { status: 'RETRACTED' } }] } });
    expect(await say(quality(), { excursion: id, samples: [sample], disposition: 'PENDING', signature })).toMatchObject({ parts: [{ disposition: 'PENDING', sample: { status: 'COLLECTED' } }], refusals: [] });
    expect((await say(world.as('OPERATOR'), { excursion: id, samples: [sample], disposition: 'QUARANTINED' })).refusals).toEqual([]);
  });

  test('keeps the excursion on record, where two become one', async () => {
    const { code, sample } = await heat('CRITICAL', { offDelay: 'PT5M' });
    await record(world, `${code}/t`, start, [[26, 13], [30, 5], [40, 5]]);
    const [, second] = await excursionsOf(world, code);
    await say(quality(), { excursion: second!.id, samples: [sample], disposition: 'RELEASED', signature });
    await record(world, `${code}/t`, start, [[22, 9]]);
    expect(await excursionsOf(world, code)).toMatchObject([{ id: second!.id, affectedSamples: { nodes: [{ disposition: 'RELEASED', isStale: true }] } }]);
  });

  test('is nothing where the excursion was changed since it was looked at', async () => {
    const { id, sample } = await heat('CRITICAL');
    expect((await say(quality(), { excursion: id, samples: [sample], disposition: 'RELEASED', signature, revision: 2 })).refusals).toEqual(['CHANGED revision']);
    expect((await say(quality(), { excursion: id, samples: [sample], disposition: 'RELEASED', signature, revision: 1 })).refusals).toEqual([]);
  });

  test('at the same moment is said one after the other', async () => {
    const { code, id, sample } = await heat('CRITICAL');
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => say(world.as('OPERATOR'), { excursion: id, samples: [sample], disposition: 'QUARANTINED' })));
    expect(outcomes.flatMap(({ refusals }) => refusals)).toEqual([]);
    expect((await excursionsOf(world, code))[0]!.affectedSamples.nodes[0]!.dispositions).toHaveLength(8);
  });
});

describe('of the status of a sample', () => {
  test('a release is told until something newer is said of its life, and a quarantine whatever is said', async () => {
    const { id, sample } = await heat('CRITICAL');
    const live = (status: string) => run('update sample set status = $1 where code = $2', [status, sample]);
    await live('STORED');
    expect(await statusOf(sample)).toBe('QUARANTINED');
    await say(quality(), { excursion: id, samples: [sample], disposition: 'RELEASED', signature });
    await live('STORED');
    expect(await statusOf(sample)).toBe('RELEASED');
    await live('IN_TRANSIT');
    expect(await statusOf(sample)).toBe('IN_TRANSIT');
    await say(world.as('OPERATOR'), { excursion: id, samples: [sample], disposition: 'RETEST' });
    await live('ANALYZED');
    expect(await statusOf(sample)).toBe('QUARANTINED');
    await live('DISPOSED');
    expect(await statusOf(sample)).toBe('DISPOSED');
  });

  test('the worst that any excursion left counts', async () => {
    const [one, other] = [await heat('CRITICAL'), await heat('WARNING')];
    const { sample } = one;
    await put(world, [sample], other.code, start, 16);
    const decide = (id: string, disposition: 'RELEASED' | 'DISCARDED' | 'PENDING') => say(quality(), { excursion: id, samples: [sample], disposition, signature });
    await decide(other.id, 'RELEASED');
    expect(await statusOf(sample)).toBe('QUARANTINED');
    await decide(one.id, 'RELEASED');
    expect(await statusOf(sample)).toBe('RELEASED');
    await decide(other.id, 'DISCARDED');
    expect(await statusOf(sample)).toBe('DISPOSED');
    await decide(other.id, 'PENDING');
    expect(await statusOf(sample)).toBe('RELEASED');
  });

  test('lists tell the same as each sample', async () => {
    const everything = (await world.ask(SamplesOfStatus, { status: null })).samples.nodes;
    for (const status of ['COLLECTED', 'QUARANTINED', 'RELEASED', 'DISPOSED', 'ANALYZED', 'IN_TRANSIT'] as const) {
      expect((await world.ask(SamplesOfStatus, { status: [status] })).samples.nodes).toEqual(everything.filter((each) => each.status === status));
    }
    expect(new Set(everything.map(({ status }) => status))).toEqual(new Set(['COLLECTED', 'QUARANTINED', 'RELEASED', 'DISPOSED']));
  });
});

test('the statements of a decision, and of what is asked of samples, do not grow with their number', async () => {
  const statementsFor = async (size: number) => {
    const code = `C${++count}`;
    const codes = Array.from({ length: size }, (_, index) => `${code}-${index}`);
    await furnishContainer(world, code, 'CRITICAL');
    await registerSamples(world, codes, start);
    await put(world, codes, code, start, 0);
    await record(world, `${code}/t`, start, [[10, 12], [20, 5]]);
    const [{ id }] = (await excursionsOf(world, code)) as [ListedExcursion];
    const before = world.statements;
    expect((await say(quality(), { excursion: id, samples: codes, disposition: 'RELEASED', signature })).parts).toHaveLength(size);
    const decided = world.statements;
    expect((await excursionsOf(world, code, 60))[0]!.affectedSamples.nodes).toHaveLength(size);
    return [decided - before, world.statements - decided];
  };
  await statementsFor(3);
  const [few, many] = [await statementsFor(3), await statementsFor(60)];
  // A connection that is opened meanwhile begins with a statement of its own; one for each sample would be 57 more.
  for (const [index, statements] of many.entries()) expect(Math.abs(statements - few[index]!)).toBeLessThan(10);
});

test('samples that are named wrongly are refused one by one, and nothing is decided', async () => {
  const { code, id, sample } = await heat('CRITICAL');
  await registerSamples(world, [`${code}-ELSEWHERE`], start);
  const samples = [sample, `${code}-ELSEWHERE`, 'NO SUCH', sample.repeat(500)];
  expect((await say(world.as('OPERATOR'), { excursion: id, samples, disposition: 'QUARANTINED' })).refusals).toEqual(['NOT_AFFECTED samples 1', 'NOT_FOUND samples 2', 'NOT_FOUND samples 3']);
  expect((await excursionsOf(world, code))[0]!.affectedSamples.nodes[0]!.dispositions).toEqual([]);
});

test.each<[string, Parameters<typeof say>[1], string[]]>([
  ['QUALITY', { excursion: '1', samples: ['S'], disposition: 'RELEASED', signature, reason: ' ' }, ['INVALID reason']],
  ['QUALITY', { excursion: '1', samples: [], disposition: 'RELEASED', signature }, ['INVALID samples']],
  ['QUALITY', { excursion: '1', samples: ['S', 'T', 'S'], disposition: 'RELEASED', signature }, ['INVALID samples 2']],
  ['QUALITY', { excursion: '77777', samples: ['S'], disposition: 'RELEASED', signature }, ['NOT_FOUND excursion']],
  ['QUALITY', { excursion: 'x', samples: ['S'], disposition: 'RELEASED', signature }, ['NOT_FOUND excursion']],
  ['QUALITY', { excursion: '1', samples: ['S'], disposition: 'RELEASED' }, ['SIGNATURE_REQUIRED signature']],
  ['ADMIN', { excursion: '1', samples: ['S'], disposition: 'DISCARDED' }, ['SIGNATURE_REQUIRED signature']],
  ['OPERATOR', { excursion: '1', samples: ['S'], disposition: 'REJECTED', signature: { ...signature, key: 'OPERATOR' } }, ['FORBIDDEN disposition']],
  ['OPERATOR', { excursion: '1', samples: ['S'], disposition: 'PENDING' }, ['FORBIDDEN disposition']],
  ['QUALITY', { excursion: '1', samples: ['S'], disposition: 'RELEASED', signature: { ...signature, key: 'ADMIN' } }, ['SIGNATURE_INVALID signature key']],
])('%s is refused %j with %j', async (key, input, refusals) => {
  expect(await say(world.as(key), input)).toEqual({ parts: [], refusals });
});

test('what quality gave up nobody else takes back, nor quality itself without a signature; and there must be something to take back', async () => {
  const { id, sample } = await heat('CRITICAL');
  const word = { excursion: id, samples: [sample] };
  expect((await say(quality(), { ...word, disposition: 'PENDING', signature })).refusals).toEqual(['NOT_DECIDED samples 0']);
  for (const disposition of ['REJECTED', 'DISCARDED'] as const) {
    await say(quality(), { ...word, disposition, signature });
    expect((await say(world.as('OPERATOR'), { ...word, disposition: 'QUARANTINED' })).refusals).toEqual(['FORBIDDEN samples 0']);
    expect((await say(quality(), { ...word, disposition: 'RETEST' })).refusals).toEqual(['SIGNATURE_REQUIRED signature']);
  }
  expect((await say(quality(), { ...word, disposition: 'RETEST', signature })).refusals).toEqual([]);
});

test('while no access is configured whoever is on the machine decides without a signature, and it is kept as unsigned', async () => {
  const { code, id, sample } = await heat('CRITICAL');
  expect((await say(world, { excursion: id, samples: [sample], disposition: 'RELEASED', signature })).refusals).toEqual(['SIGNATURE_INVALID signature key']);
  expect((await say(world, { excursion: id, samples: [sample], disposition: 'RELEASED' })).refusals).toEqual([]);
  expect((await excursionsOf(world, code))[0]!.affectedSamples.nodes[0]!.dispositions).toMatchObject([{ by: 'local', meaning: null, signedBy: null }]);
});
