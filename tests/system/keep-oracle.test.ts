import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { formatInstant, MINUTE, now } from '../../src/domain/time.js';
import { list, query, sql } from '../../src/resolvers/statement.js';
import { SetStorageCondition } from './custody-documents.js';
import { RegisterContainer } from './graphql-documents.js';
import { openWorld, type World } from './graphql-fixture.js';

const CONTAINERS = ['A', 'B', 'C'];
const condition = fc.constantFrom('USP_CRT', 'USP_COLD', null);

interface Told {
  containers: string[];
  condition: string | null;
  minute: number;
}

/** What each container is registered with, null: nothing is said; and what is told then, in any order of time. */
const tale = fc.record({
  first: fc.tuple(condition, condition, condition),
  told: fc.array(fc.record({ containers: fc.subarray(CONTAINERS, { minLength: 1 }), condition, minute: fc.nat(9) }), { minLength: 3, maxLength: 15 }),
});

interface Stretch {
  container: string;
  condition: string | null;
  from: number | null;
  to: number | null;
}

const ALWAYS = -1;

class Model {
  readonly superseded: Stretch[] = [];
  readonly said: Map<string, Map<number, string | null>>;

  constructor(first: readonly (string | null)[]) {
    this.said = new Map(CONTAINERS.map((container, index) => [container, new Map(first[index] === null ? [] : [[ALWAYS, first[index]!]])]));
  }

  tell({ containers, condition: given, minute }: Told): void {
    for (const container of containers) {
      const held = this.stretches(container).find(({ from, to }) => (from ?? ALWAYS) <= minute && (to === null || to > minute));
      if (held) this.superseded.push({ ...held, from: minute });
      this.said.get(container)!.set(minute, given);
    }
  }

  stretches(container: string): Stretch[] {
    const words = [...this.said.get(container)!].sort(([one], [other]) => one - other);
    return words.map(([from, given], index) => ({ container, condition: given, from: from === ALWAYS ? null : from, to: words[index + 1]?.[0] ?? null }));
  }
}

let world: World;
const start = Math.floor(now() / MINUTE) * MINUTE - 60 * MINUTE;
const inOrder = (all: readonly Stretch[]) => all.toSorted((one, other) => one.container.localeCompare(other.container) || (one.from ?? ALWAYS) - (other.from ?? ALWAYS) || JSON.stringify(one).localeCompare(JSON.stringify(other)));

beforeAll(async () => {
  world = await openWorld();
});
afterAll(async () => world[Symbol.asyncDispose]());

test('whatever is told of storage conditions in whatever order, they are what a replay of it says, and nothing that was said is lost', async () => {
  let run = 0;
  await fc.assert(
    fc.asyncProperty(tale, async ({ first, told }) => {
      run += 1;
      const named = (code: string) => `${run}-${code}`;
      for (const [index, code] of CONTAINERS.entries()) await world.ask(RegisterContainer, { input: { code: named(code), name: code, kind: 'BOX', storageCondition: first[index]! } });
      const model = new Model(first);
      for (const each of told) {
        model.tell(each);
        const input = { containers: each.containers.map(named), storageCondition: each.condition, at: formatInstant(start + each.minute * MINUTE) };
        const { containers, userErrors } = (await world.ask(SetStorageCondition, { input })).setStorageCondition;
        expect(userErrors).toEqual([]);
        expect(containers.map(({ storageCondition }) => storageCondition?.code ?? null)).toEqual(each.containers.map((code) => model.stretches(code).at(-1)!.condition));
      }
      expect(await stretchesIn('container_condition', run)).toEqual(inOrder(CONTAINERS.flatMap((code) => model.stretches(code))));
      expect(await stretchesIn('container_condition_superseded', run)).toEqual(inOrder(model.superseded));
    }),
    { numRuns: 15 },
  );
});

async function stretchesIn(table: 'container_condition' | 'container_condition_superseded', run: number): Promise<Stretch[]> {
  const rows = await query<Stretch>(world.database.em.fork(), sql`
    select split_part(container.code, '-', 2) as container, condition.code as condition,
      case when from_at > '0001-01-01T00:00:00Z' then (date_part('epoch', from_at - ${formatInstant(start)}::timestamptz) / 60)::int end as "from", (date_part('epoch', to_at - ${formatInstant(start)}::timestamptz) / 60)::int as "to"
    from ${sql.table(table)} join container on container.id = container_id left join storage_condition as condition on condition.id = condition_id
    where container.code in (select unnest(${list(CONTAINERS.map((code) => `${run}-${code}`), 'text')}))`);
  return inOrder(rows);
}
