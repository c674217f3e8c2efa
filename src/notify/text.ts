import { Temporal } from 'temporal-polyfill';
import { ExcursionKind, Severity } from '../domain/excursion.js';
import { NotificationReason } from '../domain/notification.js';
import type { Instant } from '../domain/time.js';
import { MOST_LISTED } from './body.js';
import type { Letter, Report } from './letter.js';

/** A message in words, as e-mail has it. */
export interface Mail {
  subject: string;
  text: string;
}

/** What, where, since when, the limit, the peak, and the id by which it is found; in the time of the site. */
export const mailOf = ({ isDigest, reports }: Letter): Mail => (isDigest ? digestOf(reports) : mailOfReport(reports[0]!));

function mailOfReport(report: Report): Mail {
  return { subject: `[${report.facts.severity}] ${headline(report)}`, text: `${headline(report)}\n\n${linesOf(report)}\n` };
}

function digestOf(reports: readonly Report[]): Mail {
  const subject = `[DIGEST] ${reports.length} messages about ${new Set(reports.map(({ excursionId }) => excursionId)).size} excursions`;
  const listed = reports.slice(0, MOST_LISTED).map((report) => `[${report.facts.severity}] ${headline(report)}\n    since ${timeAt(report, report.facts.startedAt)}, excursion ${report.excursionId}`);
  const rest = reports.length > listed.length ? [`and ${reports.length - listed.length} more`] : [];
  return { subject, text: `So much has happened at once that it is told in one message.\n\n${[...listed, ...rest].join('\n')}\n` };
}

const headline = (report: Report): string => `${report.asset.name} (${report.asset.code}): ${whatIsWrong(report)}${WHY[report.reason](report)}`;

function whatIsWrong({ facts, sensor }: Report): string {
  const quantity = sensor.quantity.toLowerCase();
  if (facts.kind === ExcursionKind.NO_DATA) return `no ${quantity} is received`;
  if (facts.kind === ExcursionKind.STUCK) return `${quantity} stuck at ${amount(facts.peak, sensor.unit)}`;
  if (facts.kind === ExcursionKind.CALIBRATION_DUE) return `calibration of ${quantity} ${DUE[facts.severity]}`;
  return `${quantity} ${facts.kind === ExcursionKind.ABOVE ? 'above' : 'below'} ${amount(facts.limit, sensor.unit)}`;
}

/** See src/domain/calibration.ts. */
const DUE = { [Severity.INFO]: 'due within 90 days', [Severity.WARNING]: 'due within 30 days', [Severity.CRITICAL]: 'overdue' };

const WHY: Record<NotificationReason, (report: Report) => string> = {
  OPENED: ({ facts }) => (facts.endedAt === null ? '' : ', over already'),
  UPDATED: ({ facts }) => (!facts.raised ? ', known better now' : facts.kind === ExcursionKind.CALIBRATION_DUE ? ' by now' : ', worse than before'),
  CLOSED: () => ', over',
  RETRACTED: () => ', retracted: late readings showed that it never was',
  ACKNOWLEDGED: ({ facts }) => `, acknowledged by ${facts.acknowledgedBy}`,
  ASSESSED: () => ', assessed',
  ESCALATED: () => ', and nobody has acknowledged it',
  REPEATED: () => ', and still nobody has acknowledged it',
  DIGEST: () => '',
};

function linesOf(report: Report): string {
  const { facts, sensor, site, rule, asset } = report;
  const lines: [name: string, value: string | null][] = [
    ['Where', `${asset.name} (${asset.code})${site ? `, ${site.name} (${site.code})` : ''}`],
    ['Sensor', sensor.key],
    ['Severity', facts.severity],
    ['Since', timeAt(report, facts.startedAt)],
    ['Until', facts.endedAt === null ? null : timeAt(report, facts.endedAt)],
    ['Limit', facts.limit === null ? null : amount(facts.limit, sensor.unit)],
    [facts.kind === ExcursionKind.STUCK ? 'Value' : 'Peak', facts.peak === null ? null : amount(facts.peak, sensor.unit)],
    ['Acknowledged', facts.acknowledgedAt === null ? null : `${timeAt(report, facts.acknowledgedAt)} by ${facts.acknowledgedBy}`],
    ['Comment', facts.comment],
    ['Rule', rule && `${rule.code}, version ${rule.version}`],
    ['Excursion', String(report.excursionId)],
  ];
  return lines.flatMap(([name, value]) => (value === null ? [] : [`${`${name}:`.padEnd(14)}${value}`])).join('\n');
}

/** As people write the units of UCUM that they do not know by their codes. */
const WRITTEN: Record<string, string> = { Cel: '°C', '[degF]': '°F' };
/** A value is as exact as its device; what arithmetic adds is not. */
const amount = (value: number | null, unit: string): string => `${value === null ? '?' : Number(value.toPrecision(6))} ${WRITTEN[unit] ?? unit}`;

/** '2026-11-21 21:00:05 (Europe/Berlin, +01:00)'. */
function timeAt({ site }: Report, at: Instant): string {
  const local = Temporal.Instant.fromEpochMilliseconds(Math.floor(at / 1000)).toZonedDateTimeISO(site?.timeZone ?? 'UTC');
  return `${local.toPlainDate().toString()} ${local.toPlainTime().toString({ smallestUnit: 'second' })} (${local.timeZoneId}, ${local.offset})`;
}
