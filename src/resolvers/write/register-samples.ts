import type { Bounds } from '../../access/bounds.js';
import type { Em } from '../../database.js';
import { formatInstant } from '../../domain/time.js';
import { SampleEntity } from '../../entities/sample.js';
import type { RegisterSampleInput, RegisterSamplesInput, SamplesPayload } from '../../schema/sample-input.js';
import type { UserError } from '../../schema/user-error.js';
import type { Context } from '../context.js';
import { entityOf, list, query, sql, type EntityRow } from '../statement.js';
import { checkEach, checkSamples } from './check-samples.js';
import { codesElsewhere } from './codes-elsewhere.js';
import { commit } from './commit.js';
import { idsOf } from './ids.js';
import { inheritQuarantine } from './inherit-quarantine.js';
import { alreadyExists, checkPlace, notFound } from './input.js';

type Samples = readonly RegisterSampleInput[];

/** All or none, in a number of statements that does not grow with the samples. */
export async function registerSamples(context: Context, { samples }: RegisterSamplesInput): Promise<SamplesPayload> {
  const { bounds } = context;
  const wrong = checkSamples(samples);
  if (wrong.length === 0) wrong.push(...checkEach(samples, ({ container }, field) => [checkPlace(bounds, [container], field('container'), 'in which container')]));
  if (wrong.length > 0) return { samples: [], userErrors: wrong };
  const { rows, userErrors } = await commit(context, async ({ em, tell }): Promise<{ rows: EntityRow[]; userErrors: UserError[] }> => {
    const unfit = await checkReferences(em, samples, bounds);
    if (unfit.length > 0) return { rows: [], userErrors: unfit };
    const made = await insert(em, samples);
    if (made.size < samples.length) return { rows: [], userErrors: checkEach(samples, ({ code }, field) => [made.has(code) ? null : alreadyExists(field('code'), 'sample', code)]) };
    const aliquots = samples.flatMap(({ code, parent }) => (typeof parent === 'string' ? [{ code, parent }] : []));
    if (aliquots.length > 0) {
      await setParents(em, aliquots);
      await inheritQuarantine({ em, tell }, aliquots.map(({ code }) => code));
    }
    await place(em, samples, context.viewer.name);
    return { rows: await read(em, samples), userErrors: [] };
  });
  return { samples: rows.map((row) => entityOf(context.em, SampleEntity, row)), userErrors };
}

async function checkReferences(em: Em, samples: Samples, bounds: Bounds | null): Promise<UserError[]> {
  const codes = samples.map(({ code }) => code);
  const containers = await idsOf(em, 'container', samples.flatMap(({ container }) => container ?? []), bounds);
  const parents = await idsOf(em, 'sample', samples.flatMap(({ parent }) => parent ?? []), bounds);
  const profiles = await idsOf(em, 'stability_profile', samples.flatMap(({ stabilityProfile }) => stabilityProfile ?? []), null);
  const taken = await idsOf(em, 'sample', codes, null);
  const elsewhere = await codesElsewhere(em, codes, bounds);
  const made = new Set(codes);
  return checkEach(samples, ({ code, container, parent, stabilityProfile }, field) => [
    taken.has(code) || elsewhere.has(code) ? alreadyExists(field('code'), 'sample', code) : null,
    typeof container === 'string' && !containers.has(container) ? notFound(field('container'), 'container', container) : null,
    typeof parent === 'string' && !parents.has(parent) && !made.has(parent) ? notFound(field('parent'), 'sample', parent) : null,
    typeof stabilityProfile === 'string' && !profiles.has(stabilityProfile) ? notFound(field('stabilityProfile'), 'stability profile', stabilityProfile) : null,
  ]);
}

/** Gives the codes that were free. In their order, so that two calls with the same codes do not wait for each other. */
async function insert(em: Em, samples: Samples): Promise<Set<string>> {
  const text = (column: (sample: RegisterSampleInput) => string | null) => list(samples.map(column), 'text');
  const rows = await query<{ code: string }>(em, sql`
    insert into sample (code, name, type, description, collected_at, stability_profile_id)
    select new.code, name, type, description, collected_at, profile.id
    from unnest(${text(({ code }) => code)}, ${text(({ name }) => name)}, ${text(({ type }) => type)}, ${text(({ description }) => description ?? null)},
      ${list(samples.map(({ collectedAt }) => formatInstant(collectedAt)), 'timestamptz')},
      ${text(({ stabilityProfile }) => stabilityProfile ?? null)}) as new (code, name, type, description, collected_at, profile)
    left join stability_profile as profile on profile.code = new.profile
    order by new.code on conflict (code) do nothing returning code`);
  return new Set(rows.map(({ code }) => code));
}

async function setParents(em: Em, aliquots: readonly { code: string; parent: string }[]): Promise<void> {
  await query(em, sql`
    update sample set parent_id = origin.id
    from unnest(${list(aliquots.map(({ code }) => code), 'text')}, ${list(aliquots.map(({ parent }) => parent), 'text')}) as new (code, parent)
    join sample as origin on origin.code = new.parent
    where sample.code = new.code`);
}

async function place(em: Em, samples: Samples, by: string): Promise<void> {
  const placed = samples.filter(({ container }) => typeof container === 'string');
  if (placed.length === 0) return;
  await query(em, sql`
    insert into placement (container_id, item_sample_id, from_at, by_name)
    select container.id, sample.id, now(), ${by}::text
    from unnest(${list(placed.map(({ code }) => code), 'text')}, ${list(placed.map(({ container }) => container!), 'text')}) as new (code, container)
    join sample on sample.code = new.code
    join container on container.code = new.container`);
}

function read(em: Em, samples: Samples): Promise<EntityRow[]> {
  return query<EntityRow>(em, sql`
    select sample.* from unnest(${list(samples.map(({ code }) => code), 'text')}) with ordinality as made (code, place) join sample using (code) order by made.place`);
}
