import { NotificationReason } from '../domain/notification.js';
import { formatInstant, type Instant } from '../domain/time.js';
import type { Letter, Report } from './letter.js';

/** A digest lists so many, and counts the rest. */
export const MOST_LISTED = 100;

/** What a webhook is sent: an event as Standard Webhooks has it, `type`, `timestamp` and `data`. The times in it are in UTC. */
export function bodyOf({ id, messageId, isDigest, happenedAt, reports }: Letter): string {
  if (!isDigest) return JSON.stringify({ type: typeOf(reports[0]!), timestamp: formatInstant(reports[0]!.happenedAt), data: { message: messageId, sequence: id, ...dataOf(reports[0]!) } });
  const listed = reports.slice(0, MOST_LISTED).map((report) => ({ type: typeOf(report), timestamp: formatInstant(report.happenedAt), sequence: report.id, ...dataOf(report) }));
  return JSON.stringify({ type: 'excursion.digest', timestamp: formatInstant(happenedAt), data: { message: messageId, sequence: id, count: reports.length, omitted: reports.length - listed.length, events: listed } });
}

const typeOf = ({ reason }: Report): string => `excursion.${NotificationReason[reason].toLowerCase()}`;

const dataOf = ({ excursionId, facts, sensor, asset, site, rule, policy }: Report) => ({
  excursion: {
    id: String(excursionId),
    kind: facts.kind, severity: facts.severity, status: facts.status, limit: facts.limit, peak: facts.peak,
    startedAt: formatInstant(facts.startedAt), confirmedAt: formatInstant(facts.confirmedAt), endedAt: formatted(facts.endedAt),
    acknowledgedBy: facts.acknowledgedBy, acknowledgedAt: formatted(facts.acknowledgedAt), comment: facts.comment,
  },
  sensor, asset, site, rule, policy,
});

const formatted = (at: Instant | null): string | null => (at === null ? null : formatInstant(at));
