import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { sql } from '../../src/database.js';
import { MINUTE, now } from '../../src/domain/time.js';
import type { Disposition, SampleStatus } from '../client/graphql.js';
import { authenticateByName } from './access-callers.js';
import { excursionsOf, furnishContainer, put, registerSamples, SamplesOfStatus, say } from './disposition-documents.js';
import { record } from './graphql-documents.js';
import { openWorld, type World } from './graphql-fixture.js';

// Each freezer was too warm from minute 10 to 20; what happens afterwards is told in any order.
const FREEZERS = { A: 'CRITICAL', B: 'WARNING' } as const;
type Freezer = keyof typeof FREEZERS;
const SAMPLES = ['s', 't'];
const WORDS: readonly Disposition[] = ['QUARANTINED', 'RELEASED', 'RETEST', 'REJECTED', 'DISCARDED'];
const LIVES: readonly SampleStatus[] = ['STORED', 'IN_TRANSIT', 'QUARANTINED', 'RELEASED', 'DISPOSED'];

type Told =
  | { what: 'word'; freezer: Freezer; samples: string[]; disposition: Disposition }
  | { what: 'life'; sample: string; status: SampleStatus }
  | { what: 'move'; sample: string; into: Freezer | null; minute: number };

const sample = fc.constantFrom(...SAMPLES);
const freezer = fc.constantFrom<Freezer>('A', 'B');
const told: fc.Arbitrary<Told> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ what: fc.constant('word' as const), freezer, samples: fc.subarray(SAMPLES, { minLength: 1 }), disposition: fc.constantFrom(...WORDS, 'PENDING' as const) }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('life' as const), sample, status: fc.constantFrom(...LIVES, 'STORED' as const, 'IN_TRANSIT' as const) }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('move' as const), sample, into: fc.constantFrom<Freezer | null>('A', 'B', null), minute: fc.constantFrom(0, 5, 15, 25) }) },
);

/** What is said of a sample's life and by people, and where it was; `now` counts what is told. */
class Model {
  now = 0;
  readonly places = new Map(SAMPLES.map((each) => [each, new Map<number, Freezer | null>()]));
  readonly lives = new Map(SAMPLES.map((each) => [each, { status: 'COLLECTED' as SampleStatus, at: -1 }]));
  readonly words = new Map<string, { disposition: Disposition; at: number }>();

  isAffected(of: Freezer, item: string): boolean {
    const told = [...this.places.get(item)!].sort(([one], [other]) => one - other);
    return told.some(([from, into], index) => into === of && from < 20 && (told[index + 1]?.[0] ?? Infinity) > 10);
  }

  /** Null: nobody has said anything, or it was taken back. */
  wordOf(of: Freezer, item: string) {
    const word = this.words.get(of + item);
    return word && word.disposition !== 'PENDING' ? word : null;
  }

  dispositionOf(of: Freezer, item: string): Disposition {
    return this.wordOf(of, item)?.disposition ?? (FREEZERS[of] === 'CRITICAL' ? 'QUARANTINED' : 'PENDING');
  }

  statusOf(item: string): SampleStatus {
    const { status, at } = this.lives.get(item)!;
    const all = (['A', 'B'] as const).map((of) => this.wordOf(of, item) ?? { disposition: this.isAffected(of, item) ? this.dispositionOf(of, item) : 'PENDING', at: -1 });
    if (status === 'DISPOSED' || all.some(({ disposition }) => disposition === 'DISCARDED')) return 'DISPOSED';
    if (all.some(({ disposition }) => ['QUARANTINED', 'RETEST', 'REJECTED'].includes(disposition))) return 'QUARANTINED';
    return all.some((word) => word.disposition === 'RELEASED' && word.at > at) ? 'RELEASED' : status;
  }
}

let world: World;
const start = Math.floor(now() / MINUTE) * MINUTE - 300 * MINUTE;
beforeAll(async () => {
  world = await openWorld({ authenticate: authenticateByName });
});
afterAll(async () => world[Symbol.asyncDispose]());

const decide = (excursion: string, samples: string[], disposition: Disposition) => say(world.as('QUALITY'), { excursion, samples, disposition, signature: { key: 'QUALITY', meaning: 'REVIEW' } });

test('whatever is told in whatever order, dispositions and statuses are what the model says; each word can be undone by saying what held before', async () => {
  let run = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(told, { minLength: 3, maxLength: 12 }), async (tale) => {
      run += 1;
      const named = (item: string) => `${run}-${item}`;
      const ids = {} as Record<Freezer, string>;
      await registerSamples(world, SAMPLES.map(named), start);
      for (const each of ['A', 'B'] as const) {
        await furnishContainer(world, named(each), FREEZERS[each]);
        await record(world, `${named(each)}/t`, start, [[0, 5], [10, 12], [20, 5]]);
        ids[each] = (await excursionsOf(world, named(each)))[0]!.id;
      }
      const model = new Model();
      const told = async () => ({ parts: await partsOf(ids, named), statuses: await statusesOf(named) });
      for (const each of tale) {
        model.now += 1;
        if (each.what === 'move') {
          model.places.get(each.sample)!.set(each.minute, each.into);
          await put(world, [named(each.sample)], each.into && named(each.into), start, each.minute);
        } else if (each.what === 'life') {
          const life = model.lives.get(each.sample)!;
          if (life.status !== each.status) model.lives.set(each.sample, { status: each.status, at: model.now });
          await sql(world.database.em.fork(), 'update sample set status = $1 where code = $2', [each.status, named(each.sample)]);
        } else {
          const { freezer: of, samples, disposition } = each;
          const isThere = (item: string) => model.isAffected(of, item) || model.words.has(of + item);
          const codes = samples.map((item) => (!isThere(item) ? 'NOT_AFFECTED' : disposition === 'PENDING' && !model.wordOf(of, item) ? 'NOT_DECIDED' : null));
          const { refusals } = await decide(ids[of], samples.map(named), disposition);
          const wrong = codes.includes('NOT_AFFECTED') ? 'NOT_AFFECTED' : 'NOT_DECIDED';
          expect(refusals).toEqual(codes.flatMap((code, index) => (code === wrong ? [`${code} samples ${index}`] : [])));
          if (refusals.length === 0) for (const item of samples) model.words.set(of + item, { disposition, at: model.now });
        }
        expect(await told()).toEqual(expected(model, named));
      }
      await undoes(ids, model, named, told);
    }),
    { numRuns: 5 },
  );
}, 400_000);

/** Another word, and then again what held before it: a word, or that there is none. */
async function undoes(ids: Record<Freezer, string>, model: Model, named: (item: string) => string, told: () => Promise<unknown>): Promise<void> {
  for (const of of ['A', 'B'] as const) {
    for (const item of SAMPLES.filter((each) => model.isAffected(of, each))) {
      const before = model.wordOf(of, item)?.disposition ?? 'PENDING';
      const as = await told();
      for (const disposition of ['RELEASED', before === 'DISCARDED' ? 'REJECTED' : 'DISCARDED', before] as const) expect((await decide(ids[of], [named(item)], disposition)).refusals).toEqual([]);
      // To say again that it is released is news of its life.
      if (before === 'RELEASED') model.words.set(of + item, { disposition: before, at: Infinity });
      expect(await told()).toEqual(before === 'RELEASED' ? expected(model, named) : as);
    }
  }
}

const order = ([one]: readonly string[], [other]: readonly string[]) => one!.localeCompare(other!);

function expected(model: Model, named: (item: string) => string) {
  const parts = (['A', 'B'] as const).flatMap((of) => SAMPLES.filter((item) => model.isAffected(of, item)).map((item) => [of + named(item), model.dispositionOf(of, item)]));
  const statuses = SAMPLES.map((item) => [named(item), model.statusOf(item)]).sort(order);
  return { parts: parts.sort(order), statuses: { listed: statuses, filtered: statuses } };
}

async function partsOf(ids: Record<Freezer, string>, named: (item: string) => string): Promise<string[][]> {
  const parts = [];
  for (const of of ['A', 'B'] as const) {
    const [excursion] = await excursionsOf(world, named(of));
    expect(excursion!.id).toBe(ids[of]);
    parts.push(...excursion!.affectedSamples.nodes.map(({ sample: { code }, disposition }) => [of + code, disposition]));
  }
  return parts.sort(order);
}

/** As each sample says, and as lists by status do. */
async function statusesOf(named: (item: string) => string) {
  const own = new Set(SAMPLES.map(named));
  const list = async (status: SampleStatus[] | null) => (await world.ask(SamplesOfStatus, { status })).samples.nodes.filter(({ code }) => own.has(code)).map(({ code, status: is }) => [code, status?.[0] ?? is]);
  const filtered = await Promise.all((['COLLECTED', ...LIVES] as const).map((status) => list([status])));
  return { listed: (await list(null)).sort(order), filtered: filtered.flat().sort(order) };
}
