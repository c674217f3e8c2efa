import { arrayLiteral, instant, micros, sql, type Em } from '../database.js';
import { calibrationChangesAt, calibrationFacts, type Calibration } from '../domain/calibration.js';
import type { Instant } from '../domain/time.js';
import type { DomainEvent } from '../events.js';
import { wasWrong, type Finding } from './detect.js';
import { writeFindings } from './findings.js';
import { readKnownCalibrations, type KnownExcursion } from './known-excursions.js';
import { reconcile } from './reconcile.js';

/** Tells of the calibrations whose time has come, or of which something was recorded: those of so many sensors at most. */
export async function judgeCalibrations(em: Em, now: Instant, limit: number): Promise<{ taken: number; events: DomainEvent[] }> {
  const { rows: due } = await sql<{ sensorId: number }>(em, LOCK_DUE, [now, limit]);
  if (due.length === 0) return { taken: 0, events: [] };
  const ids = due.map(({ sensorId }) => sensorId);
  const { rows } = await sql<Calibration & { sensorId: number }>(em, CALIBRATIONS, [arrayLiteral(ids)]);
  const calibrations = Map.groupBy(rows, ({ sensorId }) => sensorId);
  const known = await readKnownCalibrations(em, ids);
  const findings = ids.flatMap((id) => changesOf(known.get(id) ?? [], id, calibrations.get(id) ?? [], now));
  await sql(em, LOOK_AGAIN, [arrayLiteral(ids), arrayLiteral(ids.map((id) => calibrationChangesAt(calibrations.get(id) ?? [], now)))]);
  const { rows: [place] } = await sql<{ position: string }>(em, 'select pg_current_xact_id()::text as position');
  return { taken: due.length, events: await writeFindings(em, findings, Number(place!.position)) };
}

/** That it got worse by time, or ended with the next calibration, corrects nothing of what was said. */
function changesOf(known: readonly KnownExcursion[], sensorId: number, calibrations: readonly Calibration[], now: Instant): Finding[] {
  const facts = calibrationFacts(sensorId, calibrations, now);
  return reconcile(known, facts, { cause: 'CALIBRATION_CHANGED', judgedUntil: null }).map((finding) => {
    const was = finding.type === 'update' && known.find(({ startedAt }) => startedAt === finding.was.startedAt);
    return was && !wasWrong(was, finding.facts) ? { ...finding, revises: null } : finding;
  });
}

const LOCK_DUE = `
  select sensor_id as "sensorId" from calibration_watch where look_at <= ${instant('$1::float8')} order by sensor_id limit $2 for update skip locked`;

const CALIBRATIONS = `
  select sensor_id as "sensorId", ${micros('calibrated_at')} as "calibratedAt", ${micros('due_at')} as "dueAt" from sensor_calibration
  where sensor_id in (select unnest($1::text::int[])) and withdrawn_at is null order by calibrated_at`;

const LOOK_AGAIN = `
  update calibration_watch set look_at = ${instant('new.look_at')}
  from unnest($1::text::int[], $2::text::int8[]) as new (id, look_at) where sensor_id = new.id`;
