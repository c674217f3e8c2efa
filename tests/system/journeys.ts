import { arrayLiteral, sql, type Em } from '../../src/database.js';
import { QUALITIES, type IncomingReading } from '../../src/domain/reading.js';
import { formatInstant, SECOND, type Instant } from '../../src/domain/time.js';
import { ALWAYS, stretchesOf, THAWING, TIERS, type Journey, type Span } from '../support/exposure-oracle.js';

export const START: Instant = Date.UTC(2026, 2, 31, 23, 59) * 1000;
export const momentOf = (second: number): Instant => START + second * SECOND;

export interface Stored {
  /** The ids of the samples of each journey. */
  samples: number[][];
  containers: number[][];
  sensors: number[][];
}

const BEGINNING = '0001-01-01T00:00:00Z';
const moments = (seconds: readonly (number | null)[]) => arrayLiteral(seconds.map((second) => (second === null ? null : (second === ALWAYS ? BEGINNING : formatInstant(momentOf(second))))));

/** Stores journeys, all but their readings, each with things of its own. Of each second one the oldest sample says what product they all are. */
export async function store(em: Em, journeys: readonly Journey[]): Promise<Stored> {
  const ids = async (text: string, parameters: unknown[]) => (await sql<{ id: number }>(em, `${text} returning id`, parameters)).rows.map(({ id }) => id);
  const divide = (all: readonly number[], sizes: readonly number[]) => {
    let at = 0;
    return sizes.map((size) => all.slice(at, (at += size)));
  };
  const profile = await storeProfile(em);
  const containers = divide(await ids(`insert into container (code, name, kind) select 'C-' || n, 'box', 'BOX' from generate_series(1, $1) as n order by n`, [journeys.reduce((all, { stays }) => all + stays.length, 0)]), journeys.map(({ stays }) => stays.length));
  const all = journeys.flatMap(({ samples }, journey) => samples.map((sample, index) => ({ ...sample, profile: index === (journey % 2 === 0 ? 0 : samples.length - 1) ? profile : null })));
  const samples = divide(await ids(`
    insert into sample (code, name, type, collected_at, stability_profile_id)
    select 'S-' || n, 'sample', 'plasma', at, profile from unnest($1::text::timestamptz[], $2::text::int[]) with ordinality as new (at, profile, n) order by n`,
    [moments(all.map(({ collectedAt }) => collectedAt)), arrayLiteral(all.map((each) => each.profile))]), journeys.map((journey) => journey.samples.length));
  const kin = samples.flatMap((chain) => chain.slice(1).map((parent, index) => ({ parent, id: chain[index]! })));
  await sql(em, `update sample set parent_id = parent from unnest($1::text::int[], $2::text::int[]) as kin (id, parent) where sample.id = kin.id`, [arrayLiteral(kin.map(({ id }) => id)), arrayLiteral(kin.map(({ parent }) => parent))]);
  const sensors = divide(await ids(`
    insert into sensor (key, channel, quantity, unit, container_id, expected_every, interpolation, trust_uncertain, registered_at)
    select 'T-' || n || '/t', 't', 'TEMPERATURE', 'Cel', $4, gap * interval '1 second', interpolation, trust, registered
    from unnest($1::text::int[], $2::text::text[], $3::text::boolean[], $5::text::timestamptz[]) with ordinality as new (gap, interpolation, trust, registered, n) order by n`,
    [arrayLiteral(journeys.flatMap((each) => each.sensors.map(({ gap }) => gap))), arrayLiteral(journeys.flatMap((each) => each.sensors.map(({ linear }) => (linear ? 'LINEAR' : 'STEP')))), arrayLiteral(journeys.flatMap((each) => each.sensors.map(({ trust }) => String(trust)))), containers[0]![0], moments(journeys.flatMap((each) => each.sensors.map(({ registeredAt }) => registeredAt)))]), journeys.map((each) => each.sensors.length));
  await sql(em, `insert into sensor_state (sensor_id, runs) select id, '{}' from sensor`);
  const stored = { samples, containers, sensors };
  await storeStays(em, journeys, stored);
  await storeMounts(em, journeys, stored);
  await storeConditions(em, journeys, stored);
  return stored;
}

async function storeProfile(em: Em): Promise<number> {
  const { rows } = await sql<{ id: number }>(em, `insert into stability_profile (code) values ('JOURNEY') returning id`);
  await sql(em, `insert into stability_profile_version (profile_id, version, activation_energy, frozen_at, thawed_above, thaw_time, defined_at, defined_by) values ($1, 1, 83.14472, $2, $3, $4 * interval '1 second', now(), 'test')`,
    [rows[0]!.id, THAWING.frozenAt, THAWING.thawedAbove, THAWING.thawTime]);
  for (const [place, { code, minimum, maximum, limit }] of TIERS.entries()) {
    await sql(em, `insert into stability_tier (version_id, place, code, minimum, maximum, time_limit, return_allowed) select id, $1, $2, $3, $4, $5 * interval '1 second', true from stability_profile_version where profile_id = $6`, [place, code, minimum, maximum, limit, rows[0]!.id]);
  }
  return rows[0]!.id;
}

async function storeStays(em: Em, journeys: readonly Journey[], { samples, containers }: Stored): Promise<void> {
  const rows = journeys.flatMap((journey, index) => {
    const stay = (sample: number | null, item: number | null) => ({ container, ...span }: Span & { container: number }) => ({ ...span, container: containers[index]![container]!, sample, item });
    return [...journey.samples.flatMap(({ stays }, n) => stays.map(stay(samples[index]![n]!, null))), ...journey.stays.flatMap((stays, n) => stays.map(stay(null, containers[index]![n]!)))];
  });
  await sql(em, `insert into placement (container_id, item_sample_id, item_container_id, from_at, to_at, by_name)
    select *, 'test' from unnest($1::text::int[], $2::text::int[], $3::text::int[], $4::text::timestamptz[], $5::text::timestamptz[])`,
    [arrayLiteral(rows.map(({ container }) => container)), arrayLiteral(rows.map(({ sample }) => sample)), arrayLiteral(rows.map(({ item }) => item)), moments(rows.map(({ from }) => from)), moments(rows.map(({ to }) => to))]);
}

async function storeMounts(em: Em, journeys: readonly Journey[], { samples, containers, sensors }: Stored): Promise<void> {
  const rows = journeys.flatMap((journey, index) => journey.sensors.flatMap(({ mounts }, n) => mounts.map(({ container, ...span }) => ({
    ...span, sensor: sensors[index]![n]!, container: container === null ? null : containers[index]![container]!, sample: container === null ? samples[index]![0]! : null,
  }))));
  await sql(em, 'delete from sensor_mount');
  await sql(em, `insert into sensor_mount (sensor_id, container_id, sample_id, from_at, to_at, by_name)
    select *, 'test' from unnest($1::text::int[], $2::text::int[], $3::text::int[], $4::text::timestamptz[], $5::text::timestamptz[])`,
    [arrayLiteral(rows.map(({ sensor }) => sensor)), arrayLiteral(rows.map(({ container }) => container)), arrayLiteral(rows.map(({ sample }) => sample)), moments(rows.map(({ from }) => from)), moments(rows.map(({ to }) => to))]);
}

/** Conditions of every journey for itself, named by its place. */
async function storeConditions(em: Em, journeys: readonly Journey[], { containers }: Stored): Promise<void> {
  const rows = journeys.flatMap(({ conditions }, index) => conditions.flatMap((versions, n) => versions.map((version, place) => ({ ...version, code: conditionOf(index, n), version: place + 1 }))));
  await sql(em, `insert into storage_condition (code) select distinct code from unnest($1::text::text[]) as code`, [arrayLiteral(rows.map(({ code }) => code))]);
  await sql(em, `insert into storage_condition_version (condition_id, version, label, minimum, maximum, mkt_applicable, defined_at, defined_by)
    select condition.id, new.version, 'kept', new.minimum, new.maximum, new.mkt, new.at, 'test'
    from unnest($1::text::text[], $2::text::int[], $3::text::float8[], $4::text::float8[], $5::text::boolean[], $6::text::timestamptz[]) as new (code, version, minimum, maximum, mkt, at)
    join storage_condition as condition using (code)`,
    [arrayLiteral(rows.map(({ code }) => code)), arrayLiteral(rows.map(({ version }) => version)), arrayLiteral(rows.map(({ minimum }) => minimum)), arrayLiteral(rows.map(({ maximum }) => maximum)), arrayLiteral(rows.map(({ mktApplicable }) => String(mktApplicable))), moments(rows.map(({ definedAt }) => definedAt))]);
  const kept = journeys.flatMap((journey, index) => journey.kept.flatMap((told, n) => stretchesOf(told).map(({ condition, ...span }) => ({ ...span, container: containers[index]![n]!, code: condition === null ? null : conditionOf(index, condition) }))));
  await sql(em, `insert into container_condition (container_id, condition_id, from_at, to_at, by_name)
    select container, (select id from storage_condition as condition where condition.code = new.code), from_at, to_at, 'test'
    from unnest($1::text::int[], $2::text::text[], $3::text::timestamptz[], $4::text::timestamptz[]) as new (container, code, from_at, to_at)`,
    [arrayLiteral(kept.map(({ container }) => container)), arrayLiteral(kept.map(({ code }) => code)), moments(kept.map(({ from }) => from)), moments(kept.map(({ to }) => to))]);
}

export const conditionOf = (journey: number, condition: number): string => `J-${journey}-${condition}`;

/** All readings of the journeys as devices send them, in any order, and some of them twice. */
export function readingsOf(journeys: readonly Journey[], random: () => number): IncomingReading[] {
  let sensor = 0;
  const all = journeys.flatMap(({ sensors }) => sensors.flatMap(({ readings }) => {
    const key = `T-${++sensor}/t`;
    return readings.flatMap(({ at, value, quality }): IncomingReading[] => {
      const reading = { key, measuredAt: momentOf(at), value, unit: null, quality: QUALITIES[quality]!, origin: { topic: 'test', payload: new Uint8Array(), receivedAt: momentOf(at) } };
      return random() < 0.1 ? [reading, reading] : [reading];
    });
  }));
  return all.map((reading) => ({ reading, place: random() })).toSorted((a, b) => a.place - b.place).map(({ reading }) => reading);
}

/** The same in the table, for those who only ask. */
export async function storeReadings(em: Em, journeys: readonly Journey[], { sensors }: Stored): Promise<void> {
  const rows = journeys.flatMap((journey, index) => journey.sensors.flatMap(({ readings }, n) => readings.map((reading) => ({ ...reading, sensor: sensors[index]![n]! }))));
  await sql(em, `select make_reading_partition(month) from unnest('{2026-03-01,2026-04-01}'::date[]) as month`);
  await sql(em, `insert into reading (sensor_id, measured_at, value, quality, received_at, xid)
    select sensor, at, value, quality, at, 1 from unnest($1::text::int[], $2::text::timestamptz[], $3::text::float8[], $4::text::smallint[]) as new (sensor, at, value, quality)`,
    [arrayLiteral(rows.map(({ sensor }) => sensor)), moments(rows.map(({ at }) => at)), arrayLiteral(rows.map(({ value }) => value)), arrayLiteral(rows.map(({ quality }) => quality))]);
  // As the recorder keeps it.
  await sql(em, 'update sensor_state set first_at = first.at from (select sensor_id, min(measured_at) as at from reading group by sensor_id) as first where first.sensor_id = sensor_state.sensor_id');
}
