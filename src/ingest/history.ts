import { arrayLiteral, instant, micros, sql, type Em } from '../database.js';
import type { Sample } from '../domain/excursion.js';
import { quietPlaces, type Quiet } from '../domain/quiet.js';
import type { HistoricWatch, RuleVersion } from '../domain/resegment.js';
import type { Instant } from '../domain/time.js';
import type { KnownSensor } from './catalog.js';
import { readKnown, type KnownExcursion } from './known-excursions.js';
import { readVersions } from './rule-versions.js';

/** Readings of the past that are new to us, of one sensor. */
export interface Belated {
  sensor: KnownSensor;
  /** In order of time; never empty. */
  late: readonly Sample[];
  /** The newest usable reading before this batch. */
  last: Sample | null;
}

/** A stretch of one sensor's history around what came late: from a quiet place to a quiet place, or to the ends. */
export interface Stretch {
  watch: HistoricWatch;
  /** They may begin before `since`, where something already counts for what comes later. */
  samples: Sample[];
  /** The quiet moment after which the stretch tells everything; null: it tells everything from the beginning. */
  since: Instant | null;
  /** False: it ends at a quiet place, and what is remembered of the sensor's present holds. */
  reachesNow: boolean;
  known: KnownExcursion[];
}

/** Readings on each side of a late one that are read at first. */
export const FIRST_CHUNK = 256;

/**
 * Reads as much history around late readings as they can have changed, and what is on record of it. However long the
 * history is, it reads up to the nearest quiet places: chunks that double until each sensor has its two.
 */
export async function readStretches(em: Em, belated: readonly Belated[], firstChunk: number): Promise<Stretch[]> {
  const versions = await readVersions(em, belated.map(({ sensor }) => sensor));
  const searches = belated.map((each) => new Search(each, versions.get(each.sensor.sensorId) ?? []));
  for (let chunk = firstChunk; searches.some((search) => !search.done); chunk *= 2) {
    const open = searches.filter((search) => !search.done);
    const rows = await readChunk(em, open, chunk);
    open.forEach((search, index) => search.take(rows.get(index) ?? { before: [], after: [] }, chunk));
  }
  const known = await readKnown(em, searches.map(({ sensorId, span }) => ({ sensorId, ...span })));
  return searches.map((search) => search.stretch(known.get(search.sensorId) ?? []));
}

class Search {
  readonly watch: HistoricWatch;
  /** Strictly before the first late reading, and from it on. */
  #before: Sample[] = [];
  #after: Sample[] = [];
  /** Where both ends are; null: not found yet. */
  #from: Quiet | 'beginning' | null = null;
  #to: number | null = null;

  constructor(readonly belated: Belated, rules: RuleVersion[]) {
    this.watch = { ...belated.sensor, rules };
  }

  get sensorId(): number {
    return this.watch.sensorId;
  }

  get done(): boolean {
    return this.#from !== null && this.#to !== null;
  }

  /** Where to read on: before this moment, and from after this one; null: no more is needed there. */
  get edges(): { before: Instant | null; after: Instant | null } {
    const first = this.belated.late[0]!.at;
    return { before: this.#from === null ? (this.#before[0]?.at ?? first) : null, after: this.#to === null ? (this.#after.at(-1)?.at ?? first - 1) : null };
  }

  take(rows: { before: Sample[]; after: Sample[] }, chunk: number): void {
    if (this.#from === null) {
      this.#before = [...rows.before, ...this.#before];
      this.#from = quietPlaces(this.watch, this.#before).at(-1) ?? (rows.before.length < chunk ? 'beginning' : null);
    }
    if (this.#to === null) {
      // Of a long excursion there are more than a call takes as arguments.
      this.#after = [...this.#after, ...rows.after];
      this.#to = this.#quietAfterwards() ?? (rows.after.length < chunk ? this.#after.length - 1 : null);
    }
  }

  stretch(known: KnownExcursion[]): Stretch {
    const begin = this.#from === 'beginning' ? 0 : this.#from!.from;
    const samples = [...this.#before.slice(begin), ...this.#after.slice(0, this.#to! + 1)];
    return { watch: this.watch, samples, since: this.span.since, reachesNow: this.reachesNow, known };
  }

  /** The search for the end stopped at the newest reading. */
  get reachesNow(): boolean {
    return this.#quietAfterwards() === null;
  }

  get span(): { since: Instant | null; to: Instant | null } {
    return { since: this.#from === 'beginning' ? null : this.#before[this.#from!.index]!.at, to: this.reachesNow ? null : this.#after[this.#to!]!.at };
  }

  /** A quiet place after all that is late, among readings that were judged before: the present then follows from later ones alone. */
  #quietAfterwards(): number | null {
    const { late, last } = this.belated;
    const next = this.#after.findIndex(({ at }) => at > late.at(-1)!.at);
    if (next < 0 || last === null) return null;
    const quiet = quietPlaces(this.watch, this.#after.slice(next))[0];
    return quiet === undefined || this.#after[next + quiet.index]!.at > last.at ? null : next + quiet.index;
  }
}

async function readChunk(em: Em, searches: readonly Search[], chunk: number): Promise<Map<number, { before: Sample[]; after: Sample[] }>> {
  const edges = searches.map((search) => search.edges);
  const worst = searches.map(({ belated }) => (belated.sensor.trustUncertain ? 1 : 0));
  const { rows } = await sql<{ index: number; earlier: boolean; at: number; value: number }>(em, CHUNK, [
    arrayLiteral(searches.map(({ sensorId }) => sensorId)), arrayLiteral(edges.map(({ before }) => before)), arrayLiteral(edges.map(({ after }) => after)), arrayLiteral(worst), chunk,
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
