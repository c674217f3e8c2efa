import { goesTheSameWay } from '../domain/course.js';
import type { Sample } from '../domain/excursion.js';
import { quietPlaces, type Quiet } from '../domain/quiet.js';
import { judges, tell, type Checkpoint } from '../domain/resegment.js';
import type { Instant } from '../domain/time.js';
import type { Tracks } from '../domain/track.js';
import type { HistoricSensor, KnownSensor } from './catalog.js';
import type { Around } from './checkpoints.js';

/** Readings of the past that are new to us, of one sensor. */
export interface Belated {
  sensor: KnownSensor;
  /** In order of time; never empty. */
  late: readonly Sample[];
  /** The newest usable reading before this batch, and what was remembered there. */
  last: Sample | null;
  runs: Tracks;
}

/** A stretch of one sensor's history around what came late: between places from which on, or up to which, nothing is changed by it. */
export interface Stretch {
  watch: HistoricSensor;
  /** They may begin before `since`, where something already counts for what comes later. */
  samples: Sample[];
  /** The moment after which the stretch tells everything; null: it tells everything from the beginning. */
  since: Instant | null;
  /** What was remembered at the first sample; null: nothing goes on there, or nothing came before. */
  from: Checkpoint | null;
  /** What was remembered at the last sample before anything came late, where it goes on in the same way; null: nothing goes on there, or nothing comes after it. */
  joint: Checkpoint | null;
  /** False: what is remembered of the sensor's present holds, but for what is past of it. */
  reachesNow: boolean;
}

const ALONE: Around = { before: null, behind: [] };

/** Looks for the ends of one stretch, in readings that it is given bit by bit. */
export class Search {
  readonly watch: HistoricSensor;
  /** Null: they have not been needed yet. */
  around: Around | null = null;
  /** Strictly before the first late reading, and from it on. */
  #before: Sample[] = [];
  #after: Sample[] = [];
  /** Where both ends are; null: not found yet. */
  #from: Quiet | 'beginning' | Checkpoint | null = null;
  #to: number | null = null;
  #joint: Checkpoint | null = null;

  constructor(readonly belated: Belated, rules: HistoricSensor['rules']) {
    this.watch = { ...belated.sensor, rules };
  }

  get done(): boolean {
    return this.#from !== null && this.#to !== null;
  }

  get lateFrom(): Instant {
    return this.belated.late[0]!.at;
  }

  get lateTo(): Instant {
    return this.belated.late.at(-1)!.at;
  }

  /** Where to read on: before this moment, and from after this one; null: no more is needed there. */
  get edges(): { before: Instant | null; after: Instant | null } {
    return { before: this.#from === null ? (this.#before[0]?.at ?? this.lateFrom) : null, after: this.#to === null ? (this.#after.at(-1)?.at ?? this.lateFrom - 1) : null };
  }

  take(rows: { before: Sample[]; after: Sample[] }, chunk: number): void {
    const { before, behind } = this.around ?? ALONE;
    if (this.#from === null) {
      this.#before = [...rows.before, ...this.#before];
      this.#from = quietPlaces(this.watch, this.#before).at(-1) ?? (this.#before.some(({ at }) => at === before?.last.at) ? before : null) ?? (rows.before.length < chunk ? 'beginning' : null);
    }
    if (this.#to === null) {
      // Of a long excursion there are more than a call takes as arguments.
      this.#after = [...this.#after, ...rows.after];
      this.#to = this.#quietAfterwards() ?? (rows.after.length < chunk ? this.#after.length - 1 : null);
    }
    if (this.#from !== null && (this.#to === null || this.#reachesNow)) this.#join(behind);
  }

  get stretch(): Stretch {
    const { since, from } = this.#begin;
    return { watch: this.watch, samples: this.#samples(this.#to!), since, from, joint: this.#joint, reachesNow: this.#reachesNow };
  }

  /** Where the search for the end stopped was the newest reading. */
  get #reachesNow(): boolean {
    return this.#joint === null && this.#quietAfterwards() === null;
  }

  get #begin(): { index: number; since: Instant | null; from: Checkpoint | null } {
    const from = this.#from!;
    if (from === 'beginning') return { index: 0, since: null, from: null };
    if ('last' in from) return { index: this.#before.findIndex(({ at }) => at === from.last.at), since: from.last.at, from };
    return { index: from.from, since: this.#before[from.index]!.at, from: null };
  }

  #samples(to: number): Sample[] {
    return [...this.#before.slice(this.#begin.index), ...this.#after.slice(0, to + 1)];
  }

  /** A quiet place after all that is late, among readings that were judged before: the present then follows from later ones alone. */
  #quietAfterwards(): number | null {
    const { last } = this.belated;
    const next = this.#after.findIndex(({ at }) => at > this.lateTo);
    if (next < 0 || last === null) return null;
    const quiet = quietPlaces(this.watch, this.#after.slice(next))[0];
    return quiet === undefined || this.#after[next + quiet.index]!.at > last.at ? null : next + quiet.index;
  }

  /** The first checkpoint behind all that is late from which on everything goes as it went. */
  #join(behind: readonly Checkpoint[]): void {
    const read = new Map(behind.filter(({ last }) => last.at <= (this.#after.at(-1)?.at ?? -Infinity)).map((checkpoint) => [checkpoint.last.at, checkpoint]));
    if (read.size === 0) return;
    const samples = this.#samples(this.#after.length - 1);
    for (const { checkpoint: { last, runs } } of tell(this.watch, samples, this.#begin.from, ({ at }) => !read.has(at))) {
      const old = read.get(last.at);
      if (!old || !this.#isSame(old, runs)) continue;
      this.#joint = old;
      this.#to = this.#after.findIndex(({ at }) => at === last.at);
      return;
    }
  }

  #isSame(old: Checkpoint, runs: Tracks): boolean {
    const rules = this.watch.rules.filter((rule) => judges(rule, old.last.at));
    return rules.every((rule) => goesTheSameWay(old.runs[rule.id] ?? null, runs[rule.id] ?? null, this.belated.runs[rule.id] ?? null, rule));
  }
}
