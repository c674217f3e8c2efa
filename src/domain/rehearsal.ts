import type { Sample, Episode } from './excursion.js';
import { finish, judges, type RuleVersion } from './resegment.js';
import type { WatchedRule } from './watch.js';
import type { Duration, Instant } from './time.js';
import { START, walk, type Walk } from './track.js';

/** A sensor that a rule would have judged, each time that it was on what the rule is about: [from, to), or until now. */
export interface Rehearsed {
  rule: WatchedRule;
  gap: Duration | null;
  stays: readonly { from: Instant; to: Instant | null }[];
}

/** Goes through the readings of one sensor bit by bit, as if the rule had been defined before the first of them. */
export class Rehearsal {
  readonly #versions: RuleVersion[];
  readonly #gap: Duration | null;
  #walks: Walk[];

  constructor({ rule, gap, stays }: Rehearsed) {
    // As a handover has it: a reading of the very moment is of what comes after.
    this.#versions = stays.map(({ from, to }) => ({ ...rule, from: from - 1, until: to === null ? null : to - 1, closedAt: to }));
    this.#gap = gap;
    this.#walks = stays.map(() => START);
  }

  take(samples: readonly Sample[]): void {
    this.#walks = this.#walks.map((each, index) => walk(each, this.#versions[index]!, samples.filter(({ at }) => judges(this.#versions[index]!, at)), this.#gap));
  }

  /** What it would have found by that moment. */
  finish(now: Instant): Episode[] {
    return this.#walks.flatMap((each, index) => finish(this.#versions[index]!, each, this.#gap, now).episodes);
  }
}
