import type { ExcursionKind, ExcursionStatus, Severity } from '../domain/excursion.js';
import { parseInstant, type Instant } from '../domain/time.js';

/** An excursion as it was at a moment. */
export interface Facts {
  kind: ExcursionKind;
  severity: Severity;
  status: ExcursionStatus;
  limit: number | null;
  startedAt: Instant;
  confirmedAt: Instant;
  endedAt: Instant | null;
  peak: number | null;
  acknowledgedBy: string | null;
  acknowledgedAt: Instant | null;
  comment: string | null;
  /** It has just become worse than it was. */
  raised: boolean;
}

/** A row of `excursion` as Postgres writes it in JSON, and what the news of it added. */
export interface ExcursionJson {
  kind: ExcursionKind;
  severity: Severity;
  status: ExcursionStatus;
  limit_value: number | null;
  started_at: string;
  confirmed_at: string;
  ended_at: string | null;
  peak: number | null;
  acknowledged_by: string | null;
  acknowledged_at: string | null;
  comment: string | null;
  raised?: true;
}

export const readFacts = (row: ExcursionJson): Facts => ({
  kind: row.kind,
  severity: row.severity,
  status: row.status,
  limit: row.limit_value,
  startedAt: parseInstant(row.started_at)!,
  confirmedAt: parseInstant(row.confirmed_at)!,
  endedAt: row.ended_at === null ? null : parseInstant(row.ended_at),
  peak: row.peak,
  acknowledgedBy: row.acknowledged_by,
  acknowledgedAt: row.acknowledged_at === null ? null : parseInstant(row.acknowledged_at),
  comment: row.comment,
  raised: row.raised === true,
});
