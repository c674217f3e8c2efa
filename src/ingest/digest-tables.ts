import { arrayLiteral, instant, micros, sql, type Em } from '../database.js';
import type { Digest, Told } from '../domain/part.js';
import { canonicalUnit } from '../domain/quantity.js';
import type { Quantity } from '../domain/reading.js';
import type { Speech } from '../domain/stretch.js';
import type { Instant } from '../domain/time.js';
import { applyConversion, conversion } from '../domain/unit.js';
import type { Hours } from './digests-due.js';

/** A span of which a digest is to be made, and how its sensor speaks. */
export interface Due extends Speech {
  sensorId: number;
  hours: Hours;
  from: Instant;
  quantity: Quantity;
  unit: string;
}

/** Takes spans of one length, and leaves those to others that others hold. */
export async function takeDue(em: Em, hours: Hours, most: number): Promise<Due[]> {
  const { rows } = await sql<Due>(em, TAKE, [hours, most]);
  return rows;
}

/** What was said of each span, in order of time and in the canonical unit: of a day, the digests of its hours, and the readings of hours that have none. */
export async function toldOf(em: Em, due: readonly Due[]): Promise<Told[][]> {
  const { rows } = await sql<ToldRow>(em, TOLD, [...keys(due)]);
  const told = due.map((): Told[] => []);
  const canonical = due.map(({ unit, quantity }) => {
    const into = conversion(unit, canonicalUnit(quantity))!;
    return (value: number) => applyConversion(into, value)!;
  });
  for (const { place, at, value, ...digest } of rows) told[place]!.push(at === null ? (digest as Digest) : { at, value: value === null ? null : canonical[place]!(value) });
  for (const each of told) each.sort((one, other) => startOf(one) - startOf(other));
  return told;
}

export async function saveDigests(em: Em, made: readonly (Due & { digest: Digest })[]): Promise<void> {
  if (made.length === 0) return;
  await sql(em, SAVE, [...keys(made), ...COLUMNS.map((column) => arrayLiteral(made.map(({ digest }) => digest[column])))]);
}

export const removeDue = (em: Em, due: readonly Due[]): Promise<unknown> => sql(em, REMOVE, keys(due));

const keys = (spans: readonly Due[]): string[] =>
  [spans.map(({ sensorId }) => sensorId), spans.map(({ hours }) => hours), spans.map(({ from }) => from)].map(arrayLiteral);

const startOf = (record: Told): Instant => ('at' in record ? record.at : record.firstAt);

type ToldRow = { place: number; at: Instant | null; value: number | null } & { [K in keyof Digest]: Digest[K] | null };

const SPANS = `unnest($1::text::int[], $2::text::smallint[], $3::text::int8[]) with ordinality as span (sensor_id, hours, from_micros, ordinality)`;

const TAKE = `
  select digest_due.sensor_id as "sensorId", hours, ${micros('from_at')} as from, quantity, unit, interpolation, date_part('epoch', expected_every) * 1e6 as "expectedEvery"
  from digest_due join sensor on sensor.id = digest_due.sensor_id
  where hours = $1 order by digest_due.sensor_id, from_at limit $2 for update of digest_due skip locked`;

const TOLD = `
  select (ordinality - 1)::int as place, at, value, "firstAt", "firstValue", "lastAt", "lastValue", minimum, maximum, known, area, kinetic
  from ${SPANS} join sensor on sensor.id = span.sensor_id
  cross join lateral (select ${instant('from_micros')} + hour * interval '1 hour' as from_at from generate_series(0, span.hours - 1) as hour) as hour
  left join reading_digest as digest on span.hours > 1 and digest.sensor_id = span.sensor_id and digest.hours = 1 and digest.from_at = hour.from_at
  cross join lateral (
    select null::float8 as at, null::float8 as value, ${micros('first_at')} as "firstAt", first_value as "firstValue", ${micros('last_at')} as "lastAt", last_value as "lastValue"
    where digest.sensor_id is not null
    union all
    select ${micros('measured_at')}, case when quality = 0 or (quality = 1 and trust_uncertain) then value end, null, null, null, null from reading
    where digest.sensor_id is null and reading.sensor_id = span.sensor_id and measured_at >= hour.from_at and measured_at < hour.from_at + interval '1 hour'
  ) as record`;

const COLUMNS = ['firstAt', 'firstValue', 'lastAt', 'lastValue', 'minimum', 'maximum', 'known', 'area', 'kinetic'] as const satisfies readonly (keyof Digest)[];

const SAVE = `
  insert into reading_digest (sensor_id, hours, from_at, first_at, first_value, last_at, last_value, minimum, maximum, known, area, kinetic)
  select id, hours, ${instant('from_micros')}, ${instant('first_micros')}, first_value, ${instant('last_micros')}, last_value, minimum, maximum, known, area, kinetic
  from unnest($1::text::int[], $2::text::smallint[], $3::text::int8[], $4::text::int8[], $5::text::float8[], $6::text::int8[], $7::text::float8[], $8::text::float8[], $9::text::float8[], $10::text::float8[], $11::text::float8[], $12::text::float8[])
    as new (id, hours, from_micros, first_micros, first_value, last_micros, last_value, minimum, maximum, known, area, kinetic)
  on conflict (sensor_id, hours, from_at) do update set first_at = excluded.first_at, first_value = excluded.first_value, last_at = excluded.last_at, last_value = excluded.last_value,
    minimum = excluded.minimum, maximum = excluded.maximum, known = excluded.known, area = excluded.area, kinetic = excluded.kinetic`;

const REMOVE = `delete from digest_due using ${SPANS} where digest_due.sensor_id = span.sensor_id and digest_due.hours = span.hours and digest_due.from_at = ${instant('from_micros')}`;
