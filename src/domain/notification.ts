import type { ExcursionKind, Severity } from './excursion.js';
import type { Quantity } from './reading.js';
import { HOUR, MINUTE, SECOND, type Duration, type Instant } from './time.js';

export enum ChannelKind {
  WEBHOOK = 'WEBHOOK',
  EMAIL = 'EMAIL',
}

/** Why somebody is told: what has happened to an excursion, or that nobody has acknowledged it yet. */
export enum NotificationReason {
  OPENED = 'OPENED',
  UPDATED = 'UPDATED',
  CLOSED = 'CLOSED',
  RETRACTED = 'RETRACTED',
  ACKNOWLEDGED = 'ACKNOWLEDGED',
  ASSESSED = 'ASSESSED',
  ESCALATED = 'ESCALATED',
  REPEATED = 'REPEATED',
  DIGEST = 'DIGEST',
}

export enum NotificationStatus {
  PENDING = 'PENDING',
  SENT = 'SENT',
  DEAD = 'DEAD',
}

export enum AttemptOutcome {
  SENT = 'SENT',
  FAILED = 'FAILED',
}

/** Which excursions a policy is about; null: any. */
export interface Scope {
  siteId: number | null;
  /** By kind and id, as in 'm7'; a freezer is one as a machine and as a container. */
  assets: readonly string[] | null;
  leastSeverity: Severity;
  quantities: readonly Quantity[] | null;
  kinds: readonly ExcursionKind[] | null;
}

/** What an excursion is and where, as far as it matters to who is told. */
export interface Concern {
  siteId: number | null;
  assets: readonly string[];
  severity: Severity;
  quantity: Quantity;
  kind: ExcursionKind;
}

const RANK: Record<Severity, number> = { INFO: 0, WARNING: 1, CRITICAL: 2 };

export function concerns(scope: Scope, { siteId, assets, severity, quantity, kind }: Concern): boolean {
  return (
    (scope.siteId === null || scope.siteId === siteId) &&
    (scope.assets === null || assets.some((asset) => scope.assets!.includes(asset))) &&
    RANK[severity] >= RANK[scope.leastSeverity] &&
    (scope.quantities === null || scope.quantities.includes(quantity)) &&
    (scope.kinds === null || scope.kinds.includes(kind))
  );
}

/** So long before an excursion was found everything of it must lie to be history. */
export const HISTORY_AGE: Duration = HOUR;

/**
 * Whether what is found now is of the past only: it was over more than an hour ago, or, where no end of it is known, the
 * newest reading is older than that, as when a logger is read out. A silence without an end, and a calibration that is due, are of the present.
 */
export function isHistory({ kind, endedAt }: { kind: ExcursionKind; endedAt: Instant | null }, newestAt: Instant | null, foundAt: Instant): boolean {
  const lastsAt = endedAt ?? (kind === 'NO_DATA' || kind === 'CALIBRATION_DUE' ? null : newestAt);
  return lastsAt !== null && lastsAt < foundAt - HISTORY_AGE;
}

/** How long a message is tried before it is given up. */
export const KEEP_TRYING: Duration = 24 * HOUR;
const FIRST_PAUSE = 5 * SECOND;
const LONGEST_PAUSE = 30 * MINUTE;

/** The pause after so many failed tries: twice as long each time, and up to a fifth shorter, so that not all come back at once. */
export function pauseAfter(failures: number, random: number): Duration {
  const pause = Math.min(FIRST_PAUSE * 2 ** (failures - 1), LONGEST_PAUSE);
  return Math.round(pause * (1 - random / 5));
}
