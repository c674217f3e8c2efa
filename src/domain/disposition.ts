import { Severity } from './excursion.js';
import type { Interval } from './stretch.js';
import type { Instant } from './time.js';

/** What becomes of a sample that an excursion affected. As somebody's word, PENDING takes back what was said before it. */
export enum Disposition {
  PENDING = 'PENDING',
  QUARANTINED = 'QUARANTINED',
  RELEASED = 'RELEASED',
  RETEST = 'RETEST',
  REJECTED = 'REJECTED',
  DISCARDED = 'DISCARDED',
}

/** What a signature means (21 CFR 11.50). */
export enum SignatureMeaning {
  REVIEW = 'REVIEW',
  APPROVAL = 'APPROVAL',
  RESPONSIBILITY = 'RESPONSIBILITY',
  AUTHORSHIP = 'AUTHORSHIP',
}

const { PENDING, QUARANTINED, RETEST, REJECTED, DISCARDED } = Disposition;

/** Setting a sample apart is for everybody who works with it, unless it was given up: all else, and to undo that, is quality's to sign. */
export const isBinding = (said: Disposition, before: Disposition | null): boolean =>
  (said !== QUARANTINED && said !== RETEST) || before === REJECTED || before === DISCARDED;

/** Keep a sample from being used, without its being gone. */
export const SET_APART: readonly Disposition[] = [QUARANTINED, RETEST, REJECTED];

/** Of an excursion, what a disposition depends on. */
export interface Judged {
  severity: Severity;
  assessedSeverity: Severity | null;
  revision: number;
}

/** Somebody's word on a sample, and what was known as it was said. */
export interface Word {
  disposition: Disposition;
  by: string;
  revision: number;
  known: Known;
}

/** What is known of a sample's part in an excursion; `to` is null of what lasts. */
export interface Known {
  peak: number | null;
  severity: Severity;
  times: { from: Instant; to: Instant | null }[];
}

/** How it is with a sample after an excursion. */
export interface Standing {
  disposition: Disposition;
  /** Null: nobody's. */
  decidedBy: string | null;
  decidedOnRevision: number | null;
  isStale: boolean;
}

/** Whoever the program is, where people are named. */
export const SYSTEM = 'thermograph';

/** The last word holds, whatever becomes known of the excursion. Without one, a sample that it affected is quarantined while it calls for that. */
export function standingOf(last: Word | null, excursion: Judged, { known, isAffected }: { known: Known; isAffected: boolean }): Standing {
  if (last && last.disposition !== PENDING) {
    const isStale = last.revision !== excursion.revision || !isSame(last.known, known);
    return { disposition: last.disposition, decidedBy: last.by, decidedOnRevision: last.revision, isStale };
  }
  const said = isAffected && callsForQuarantine(excursion) ? { disposition: QUARANTINED, decidedBy: SYSTEM } : { disposition: PENDING, decidedBy: null };
  return { ...said, decidedOnRevision: null, isStale: false };
}

/** Who assesses it may make it worse by that; to make it harmless releases nothing. */
const callsForQuarantine = ({ severity, assessedSeverity }: Judged): boolean => severity === Severity.CRITICAL || assessedSeverity === Severity.CRITICAL;

/** What is known where a sample was inside for these times, of which what goes on ends now. */
export const knownOf = ({ peak, severity }: Pick<Known, 'peak' | 'severity'>, times: readonly Interval[], lastsAt: Instant | null): Known => ({
  peak,
  severity,
  times: times.map(({ from, to }) => ({ from, to: to === lastsAt ? null : to })),
});

const isSame = (one: Known, other: Known): boolean =>
  one.peak === other.peak && one.severity === other.severity && one.times.length === other.times.length
  && one.times.every(({ from, to }, index) => from === other.times[index]!.from && to === other.times[index]!.to);
