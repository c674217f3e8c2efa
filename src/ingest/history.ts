import { arrayLiteral, instant, micros, sql, type Em } from '../database.js';
import type { Sample } from '../domain/excursion.js';
import { readCheckpoints } from './checkpoints.js';
import { readKnown, type KnownExcursion } from './known-excursions.js';
import { readVersions } from './rule-versions.js';
import { Search, type Belated, type Stretch } from './search.js';

/** A stretch, and what is on record of it. */
export interface Recorded extends Stretch {
  known: KnownExcursion[];
}

/**
 * Reads as much history around late readings as they can have changed, and what is on record of it. However long the
 * history is, it reads up to the nearest quiet places: chunks that double until each sensor has its two. Where a first chunk
 * has none, because something lasts there, checkpoints do as well.
 */
export async function readStretches(em: Em, belated: readonly Belated[], firstChunk: number): Promise<Recorded[]> {
  const versions = await readVersions(em, belated.map(({ sensor }) => sensor));
  const searches = belated.map((each) => new Search(each, versions.get(each.sensor.sensorId) ?? []));
  for (let chunk = firstChunk; searches.some((search) => !search.done); chunk *= 2) {
    const open = searches.filter((search) => !search.done);
    const rows = await readChunk(em, open, chunk);
    open.forEach((search, index) => search.take(rows.get(index) ?? { before: [], after: [] }, chunk));
    if (chunk === firstChunk) await findCheckpoints(em, searches.filter((search) => !search.done));
  }
  const stretches = searches.map(({ stretch }) => stretch);
  const known = await readKnown(em, stretches.map(({ watch: { sensorId }, samples, since, from, joint, reachesNow }) => (
    { sensorId, since, to: reachesNow ? null : samples.at(-1)!.at, goesOnFrom: from !== null, goesOn: joint !== null }
  )));
  return stretches.map((stretch) => ({ ...stretch, known: known.get(stretch.watch.sensorId) ?? [] }));
}

async function findCheckpoints(em: Em, searches: readonly Search[]): Promise<void> {
  if (searches.length === 0) return;
  const found = await readCheckpoints(em, searches.map(({ watch, lateFrom, lateTo }) => ({ watch, first: lateFrom, last: lateTo })));
  searches.forEach((search, index) => (search.around = found[index]!));
}

async function readChunk(em: Em, searches: readonly Search[], chunk: number): Promise<Map<number, { before: Sample[]; after: Sample[] }>> {
  const edges = searches.map((search) => search.edges);
  const worst = searches.map(({ belated }) => (belated.sensor.trustUncertain ? 1 : 0));
  const { rows } = await sql<{ index: number; earlier: boolean; at: number; value: number }>(em, CHUNK, [
    arrayLiteral(searches.map(({ watch }) => watch.sensorId)), arrayLiteral(edges.map(({ before }) => before)), arrayLiteral(edges.map(({ after }) => after)), arrayLiteral(worst), chunk,
  ]);
  const chunks = new Map<number, { before: Sample[]; after: Sample[] }>();
  for (const { index, earlier, at, value } of rows) {
    const entry = chunks.get(index) ?? { before: [], after: [] };
    chunks.set(index, entry);
    (earlier ? entry.before : entry.after).push({ at, value });
  }
  for (const { before } of chunks.values()) before.reverse();
  return chunks;
}

const side = (condition: string, order: string, earlier: boolean) => `
  (select ${earlier} as earlier, ${micros('measured_at')} as at, value from reading
    where sensor_id = wanted.id and ${condition} and quality <= wanted.worst order by measured_at ${order} limit $5)`;
const CHUNK = `
  select (wanted.ordinality - 1)::int as index, found.* from
    unnest($1::text::int[], $2::text::int8[], $3::text::int8[], $4::text::smallint[]) with ordinality as wanted (id, before, after, worst),
    lateral (${side(`measured_at < ${instant('wanted.before')}`, 'desc', true)} union all ${side(`measured_at > ${instant('wanted.after')}`, 'asc', false)}) as found`;
