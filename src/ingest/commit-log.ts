import { arrayLiteral, sql, type Em } from '../database.js';
import { countByShard, type ExcursionChanged } from '../events.js';
import type { Arrival } from './arrivals.js';

/**
 * Writes down that this transaction stores readings, and how many of each shard: so that whoever tells of some knows when he has them all.
 * A row that is there already is of a database of which this one was restored, and says nothing any more.
 */
export async function noteReadings(em: Em, arrivals: readonly Arrival[], position: number): Promise<void> {
  const shards = countByShard(arrivals.map(({ sensor, fresh, late }) => ({ sensorId: sensor.sensorId, readings: fresh.length + late.length })));
  const readings = shards.reduce((sum, each) => sum + each);
  if (readings > 0) await sql(em, NOTE_READINGS, [position, readings, arrayLiteral(shards)]);
}

/** Writes down what is to be told of excursions, in its order. */
export async function noteChanges(em: Em, changes: readonly ExcursionChanged[]): Promise<ExcursionChanged[]> {
  if (changes.length === 0) return [];
  await sql(em, NOTE_CHANGES, [
    changes[0]!.position,
    arrayLiteral(changes.map(({ excursionId }) => excursionId)),
    arrayLiteral(changes.map(({ sensorId }) => sensorId)),
    arrayLiteral(changes.map(({ change }) => change)),
  ]);
  return [...changes];
}

const NOTE_READINGS = `
  insert into commit_log (xid, at, readings, shards) values ($1::bigint, now(), $2::int, $3::text::int[])
  on conflict (xid) do update set at = excluded.at, readings = excluded.readings, shards = excluded.shards`;

const NOTE_CHANGES = `
  insert into excursion_change (xid, place, at, excursion_id, sensor_id, change)
  select $1::bigint, place - 1, now(), excursion_id, sensor_id, change
  from unnest($2::text::int[], $3::text::int[], $4::text::text[]) with ordinality as new (excursion_id, sensor_id, change, place)
  on conflict (xid, place) do update set at = excluded.at, excursion_id = excluded.excursion_id, sensor_id = excluded.sensor_id, change = excluded.change`;
