import { afterAll, afterEach, beforeAll, beforeEach } from '@jest/globals';
import { formatInstant, MINUTE, now } from '../../src/domain/time.js';
import type { Context } from '../../src/resolvers/context.js';
import { createBudgetRounds, type BudgetRounds } from '../../src/resolvers/live/budget-rounds.js';
import type { Watched } from '../../src/resolvers/read/watched-samples.js';
import { graphql } from '../client/index.js';
import { authenticateByName } from './access-callers.js';
import { arrange } from './exposure-world.js';
import { record, RegisterSite } from './graphql-documents.js';
import { openWorld, take, type World } from './graphql-fixture.js';

const Budgets = graphql(`
  subscription Budgets($sample: [String!], $container: [String!]) {
    budgetChanged(sample: $sample, container: $container) { at temperature tier exhaustedAt sample { code } budget { tier used limit remaining exhausted } }
  }
`);

export const TIERS = [
  { code: 'FROZEN', minimum: -25, maximum: -15, minutes: null },
  { code: 'FRIDGE', minimum: 2, maximum: 8, minutes: 6000 },
  { code: 'ROOM', minimum: 8, maximum: 25, minutes: 60 },
];
/** The minute of now; it began at minute 0. */
export const PRESENT = 600;
export const start = Math.floor(now() / MINUTE) * MINUTE - PRESENT * MINUTE;

/** A sample that is frozen in a box in a freezer, beside it a fridge; everything for each test anew. */
export const here = { freezer: '', fridge: '', box: '', sample: '' };
export let world: World;
export let build: ReturnType<typeof arrange>;
let serial = 0;
let open: AsyncIterableIterator<unknown>[] = [];

export function useBudgetWorld(): void {
  beforeAll(async () => {
    world = await openWorld({ authenticate: authenticateByName });
    build = arrange(world, start);
    await world.ask(RegisterSite, { input: { code: 'LAB', name: 'Laboratory', timeZone: 'UTC' } });
    await build.profile('PLASMA', { tiers: TIERS });
  });
  beforeEach(async () => {
    serial += 1;
    Object.assign(here, { freezer: `FREEZER-${serial}`, fridge: `FRIDGE-${serial}`, box: `BOX-${serial}`, sample: `S-${serial}` });
    await build.containers(here.freezer, here.fridge, here.box);
    for (const code of [here.freezer, here.fridge]) await build.sensor('container', code, 'temperature', { expectedEvery: 2000 });
    await build.place('container', here.box, here.freezer, 0);
    await addSample(here.sample);
    await read(here.freezer, 0, -20);
    await read(here.fridge, 0, 5);
  });
  afterEach(async () => {
    for (const stream of open) await stream.return?.();
    open = [];
  });
  afterAll(async () => world[Symbol.asyncDispose]());
}

/** What is told round by round, without a stream around it. */
export function openRounds(context: Context, watched: Watched, onNews = () => {}): BudgetRounds & Disposable {
  const leaving = new AbortController();
  return Object.assign(createBudgetRounds(context, watched, { onNews, onEnd() {}, signal: leaving.signal }), { [Symbol.dispose]: () => leaving.abort() });
}

export async function addSample(code: string, place: string = here.box, { parent = null, profile = 'PLASMA', minute = 0 }: { parent?: string | null; profile?: string | null; minute?: number } = {}): Promise<void> {
  await build.sample(code, minute, { parent, profile });
  await build.place('sample', code, place, minute);
}

/** Beside the one that is in the box. */
export async function addSamples(count: number): Promise<void> {
  await build.run(`insert into sample (code, name, type, collected_at, stability_profile_id)
    select $1 || '-' || n, 'sample', 'plasma', $2::timestamptz, profile.id from generate_series(1, $3) as n, stability_profile as profile`, [here.sample, formatInstant(start), count]);
  await build.run(`insert into placement (container_id, item_sample_id, from_at, by_name) select container.id, sample.id, collected_at, 'test' from sample, container where container.code = $1 and sample.code like $2`,
    [here.box, `${here.sample}-%`]);
}

export const read = (container: string, minute: number, value: number): Promise<void> => record(world, `${container}/temperature`, start, [[minute, value]]);
export const readNow = (container: string, value: number): Promise<void> => record(world, `${container}/temperature`, now(), [[0, value]]);

export async function watch(names: { sample?: string[]; container?: string[] }, key: string | null = null) {
  const stream = await (key === null ? world : world.as(key)).watch(Budgets, { sample: null, container: null, ...names });
  open.push(stream);
  const next = async () => (await take(stream, 1))[0]!.budgetChanged;
  return { stream, next };
}
