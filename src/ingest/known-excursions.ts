import { arrayLiteral, instant, micros, sql, type Em } from '../database.js';
import type { Instant } from '../domain/time.js';
import type { ExcursionFacts } from '../domain/watch.js';

/** An excursion on record. */
export interface KnownExcursion extends ExcursionFacts {
  /** Whether people have said something of it. */
  isTouched: boolean;
}

/** What is on record of what readings tell, in stretches, each of one sensor: what comes after its quiet moment, and not after the one at which it ends. */
export async function readKnown(em: Em, stretches: readonly { sensorId: number; since: Instant | null; to: Instant | null }[]): Promise<Map<number, KnownExcursion[]>> {
  const { rows } = await sql<KnownExcursion>(em, KNOWN, [
    arrayLiteral(stretches.map(({ sensorId }) => sensorId)), arrayLiteral(stretches.map(({ since }) => since)), arrayLiteral(stretches.map(({ to }) => to)),
  ]);
  return Map.groupBy(rows, ({ sensorId }) => sensorId);
}

/** What is on record of the calibrations of sensors, which no reading changes. */
export async function readKnownCalibrations(em: Em, sensorIds: readonly number[]): Promise<Map<number, KnownExcursion[]>> {
  const { rows } = await sql<KnownExcursion>(em, KNOWN_CALIBRATIONS, [arrayLiteral(sensorIds)]);
  return Map.groupBy(rows, ({ sensorId }) => sensorId);
}

const COMES_AFTER = (moment: string) => `(started_at >= ${instant(moment)} or least(confirmed_at, ended_at) > ${instant(moment)})`;
const COLUMNS = `
  sensor_id as "sensorId", rule_id as "ruleId", kind, severity, severities, ${micros('started_at')} as "startedAt", ${micros('confirmed_at')} as "confirmedAt",
    ${micros('ended_at')} as "endedAt", peak, area, date_part('epoch', unknown) * 1e6 as "unknown", (status <> 'DETECTED' or acknowledged_at is not null
      or exists (select from disposition where excursion_id = excursion.id and supersedes_id is null)) as "isTouched"`;
const KNOWN = `
  select ${COLUMNS} from unnest($1::text::int[], $2::text::int8[], $3::text::int8[]) as stretch (id, since, ends)
  join excursion on sensor_id = stretch.id and status <> 'RETRACTED' and kind <> 'CALIBRATION_DUE'
    and (stretch.since is null or ${COMES_AFTER('stretch.since')}) and (stretch.ends is null or not ${COMES_AFTER('stretch.ends')})
  order by started_at`;
const KNOWN_CALIBRATIONS = `
  select ${COLUMNS} from excursion
  where sensor_id in (select unnest($1::text::int[])) and status <> 'RETRACTED' and kind = 'CALIBRATION_DUE' order by started_at`;
