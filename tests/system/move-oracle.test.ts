import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { formatInstant, MINUTE, now } from '../../src/domain/time.js';
import { list, query, sql } from '../../src/resolvers/statement.js';
import { Move } from './custody-documents.js';
import { RegisterContainer, RegisterSamples } from './graphql-documents.js';
import { openWorld, type World } from './graphql-fixture.js';

// Everything happens at whole minutes, so that within a minute nothing moves.
const MINUTES = 20;
const CONTAINERS = ['A', 'B', 'C', 'D'];
const SAMPLES = ['s', 't'];
const ITEMS = [...CONTAINERS, ...SAMPLES];

interface Told {
  items: string[];
  into: string | null;
  minute: number;
}

/** In the order of telling, which is any order of time. */
const tale: fc.Arbitrary<Told[]> = fc.array(
  fc.record({ items: fc.subarray(ITEMS, { minLength: 1, maxLength: 3 }), into: fc.constantFrom(...CONTAINERS, ...CONTAINERS, null), minute: fc.nat(MINUTES - 1) }),
  { minLength: 5, maxLength: 30 },
);

interface Stay {
  item: string;
  container: string | null;
  from: number;
  to: number | null;
}

/** What was said of each item by the minute from which it holds; the last word on a minute counts. */
class Model {
  readonly said = new Map<string, Map<number, string | null>>(ITEMS.map((item) => [item, new Map()]));
  readonly superseded: Stay[] = [];

  /** Whether it can be so: if not, nothing changes. */
  tell({ items, into, minute }: Told): boolean {
    const before = items.map((item) => ({ item, words: new Map(this.said.get(item)), held: this.stays(item, true).find(({ from, to }) => from <= minute && (to === null || to > minute)) }));
    for (const { item } of before) this.said.get(item)!.set(minute, into);
    if (this.hasCycle()) {
      for (const { item, words } of before) this.said.set(item, words);
      return false;
    }
    for (const { held } of before) if (held) this.superseded.push({ ...held, from: minute });
    return true;
  }

  stays(item: string, withNowhere: boolean): Stay[] {
    const words = [...this.said.get(item)!].sort(([one], [other]) => one - other);
    return words.map(([from, container], index) => ({ item, container, from, to: words[index + 1]?.[0] ?? null })).filter(({ container }) => withNowhere || container !== null);
  }

  private hasCycle(): boolean {
    return Array.from({ length: MINUTES }, (_, minute) => minute).some((minute) => CONTAINERS.some((container) => this.isInItself(container, minute)));
  }

  private isInItself(container: string, minute: number): boolean {
    let around: string | null = container;
    for (let steps = 0; steps <= CONTAINERS.length; steps++) {
      around = this.stays(around, false).find(({ from, to }) => from <= minute && (to === null || to > minute))?.container ?? null;
      if (around === null) return false;
      if (around === container) return true;
    }
    return false;
  }
}

let world: World;
const start = Math.floor(now() / MINUTE) * MINUTE - 60 * MINUTE;
const order = (one: Stay, other: Stay) => one.item.localeCompare(other.item) || one.from - other.from || JSON.stringify(one).localeCompare(JSON.stringify(other));

beforeAll(async () => {
  world = await openWorld();
});
afterAll(async () => world[Symbol.asyncDispose]());

test('whatever moves are told in whatever order, custody is what a replay of them says, and nothing that was said is lost', async () => {
  let run = 0;
  await fc.assert(
    fc.asyncProperty(tale, async (told) => {
      run += 1;
      const named = (item: string) => `${run}-${item}`;
      for (const code of CONTAINERS) await world.ask(RegisterContainer, { input: { code: named(code), name: code, kind: 'BOX' } });
      await world.ask(RegisterSamples, { input: { samples: SAMPLES.map((code) => ({ code: named(code), name: code, type: 'plasma', collectedAt: formatInstant(start) })) } });
      const model = new Model();
      for (const { items, into, minute } of told) {
        // Into itself is refused for what it is.
        if (into !== null && items.includes(into)) continue;
        const possible = model.tell({ items, into, minute });
        const input = { items: items.map((item) => ({ [CONTAINERS.includes(item) ? 'container' : 'sample']: named(item) })), into: into && named(into), at: formatInstant(start + minute * MINUTE) };
        const { move } = await world.ask(Move, { input });
        expect(move.userErrors.map(({ code }) => code).filter((code) => code !== 'CYCLE')).toEqual([]);
        expect(move.userErrors.length === 0).toBe(possible);
        if (possible) expect(move.moved.map(({ container }) => container.code)).toEqual(into === null ? [] : items.map(() => named(into)));
      }
      expect(await staysIn('placement', run)).toEqual(ITEMS.flatMap((item) => model.stays(item, false)).sort(order));
      expect(await staysIn('placement_superseded', run)).toEqual(model.superseded.sort(order));
    }),
    { numRuns: 15 },
  );
});

async function staysIn(table: 'placement' | 'placement_superseded', run: number): Promise<Stay[]> {
  const rows = await query<Stay>(world.database.em.fork(), sql`
    select split_part(coalesce(box.code, sample.code), '-', 2) as item, split_part(container.code, '-', 2) as container,
      (date_part('epoch', from_at - ${formatInstant(start)}::timestamptz) / 60)::int as "from", (date_part('epoch', to_at - ${formatInstant(start)}::timestamptz) / 60)::int as "to"
    from ${sql.table(table)} left join container on container.id = container_id left join container as box on box.id = item_container_id left join sample on sample.id = item_sample_id
    where coalesce(box.code, sample.code) in (select unnest(${list(ITEMS.map((item) => `${run}-${item}`), 'text')}))`);
  return rows.sort(order);
}
