import { arrayLiteral, instant, micros, sql, type Em } from '../database.js';
import type { Instant } from '../domain/time.js';
import type { ExcursionFacts } from '../domain/watch.js';

/** An excursion on record. */
export interface KnownExcursion extends ExcursionFacts {
  /** Whether people have said something of it. */
  isTouched: boolean;
}

/** A stretch of one sensor's history, by the moments between which it is told; null: it has no end there. */
export interface Between {
  sensorId: number;
  since: Instant | null;
  to: Instant | null;
  /** Whether something may be going on at these moments. */
  goesOnFrom: boolean;
  goesOn: boolean;
}

/** What is on record of what readings tell, in stretches: what comes after its first moment or goes on there, and not after its last, unless it goes on there. */
export async function readKnown(em: Em, stretches: readonly Between[]): Promise<Map<number, KnownExcursion[]>> {
  const { rows } = await sql<KnownExcursion>(em, KNOWN, [
    arrayLiteral(stretches.map(({ sensorId }) => sensorId)), arrayLiteral(stretches.map(({ since }) => since)), arrayLiteral(stretches.map(({ to }) => to)),
    arrayLiteral(stretches.map(({ goesOnFrom }) => String(goesOnFrom))), arrayLiteral(stretches.map(({ goesOn }) => String(goesOn))),
  ]);
  return Map.groupBy(rows, ({ sensorId }) => sensorId);
}

/** An excursion that was retracted; one that ran then ends with what was known then. */
export interface RetractedExcursion extends KnownExcursion {
  id: number;
}

/** What was retracted of what is found now, or next to it. */
export async function readRetracted(em: Em, found: readonly ExcursionFacts[]): Promise<RetractedExcursion[]> {
  const { rows } = await sql<RetractedExcursion>(em, RETRACTED, [
    arrayLiteral(found.map(({ sensorId }) => sensorId)), arrayLiteral(found.map(({ ruleId }) => ruleId)), arrayLiteral(found.map(({ kind }) => kind)),
    arrayLiteral(found.map(({ startedAt }) => startedAt)), arrayLiteral(found.map(({ endedAt }) => endedAt)),
  ]);
  return rows;
}

/** What is on record of the calibrations of sensors, which no reading changes. */
export async function readKnownCalibrations(em: Em, sensorIds: readonly number[]): Promise<Map<number, KnownExcursion[]>> {
  const { rows } = await sql<KnownExcursion>(em, KNOWN_CALIBRATIONS, [arrayLiteral(sensorIds)]);
  return Map.groupBy(rows, ({ sensorId }) => sensorId);
}

const COMES_AFTER = (moment: string) => `(started_at >= ${instant(moment)} or least(confirmed_at, ended_at) > ${instant(moment)})`;
const LASTS_BEHIND = (moment: string) => `(started_at >= ${instant(moment)} or ended_at is null or ended_at > ${instant(moment)})`;
const columns = (endedAt: string) => `
  sensor_id as "sensorId", rule_id as "ruleId", kind, severity, severities, limit_value as "limit", ${micros('started_at')} as "startedAt", ${micros('confirmed_at')} as "confirmedAt",
    ${micros(endedAt)} as "endedAt", peak, area, date_part('epoch', unknown) * 1e6 as "unknown", (status not in ('DETECTED', 'RETRACTED') or acknowledged_at is not null
      or exists (select from disposition where excursion_id = excursion.id and supersedes_id is null)) as "isTouched"`;
const COLUMNS = columns('ended_at');
const KNOWN = `
  select ${COLUMNS} from unnest($1::text::int[], $2::text::int8[], $3::text::int8[], $4::text::bool[], $5::text::bool[]) as stretch (id, since, ends, goes_on_from, goes_on)
  join excursion on sensor_id = stretch.id and status <> 'RETRACTED' and kind <> 'CALIBRATION_DUE'
    and (stretch.since is null or case when goes_on_from then ${LASTS_BEHIND('stretch.since')} else ${COMES_AFTER('stretch.since')} end)
    and (stretch.ends is null or case when goes_on then started_at <= ${instant('stretch.ends')} else not ${COMES_AFTER('stretch.ends')} end)
  order by started_at`;
const KNOWN_CALIBRATIONS = `
  select ${COLUMNS} from excursion
  where sensor_id in (select unnest($1::text::int[])) and status <> 'RETRACTED' and kind = 'CALIBRATION_DUE' order by started_at`;
const RETRACTED = `
  select distinct on (started_at, id) id, ${columns('known_until')}
  from unnest($1::text::int[], $2::text::int[], $3::text::text[], $4::text::int8[], $5::text::int8[]) as found (sensor, rule, as_kind, since, ends)
  join excursion on sensor_id = found.sensor and rule_id is not distinct from found.rule and kind = found.as_kind and status = 'RETRACTED'
  cross join lateral (
    select coalesce(last.ended_at, confirmed_at) as known_until from excursion_revision as last where last.excursion_id = excursion.id and last.revision = excursion.revision
  ) as last_known
  where (found.ends is null or started_at <= ${instant('found.ends')}) and known_until >= ${instant('found.since')}
  order by started_at, id`;
