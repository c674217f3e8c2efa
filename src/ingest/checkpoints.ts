import { arrayLiteral, instant, micros, sql, type Em } from '../database.js';
import { courseOf, isOpen, pastOf, withPast, type Past } from '../domain/course.js';
import { mapValues, pastsOf, type Joint } from '../domain/joint.js';
import { judges, type Checkpoint } from '../domain/resegment.js';
import type { Instant } from '../domain/time.js';
import type { Track } from '../domain/track.js';
import type { HistoricSensor, KnownSensor } from './catalog.js';

/** Checkpoints of one sensor around what came late: the last one before it, and the next ones behind it. */
export interface Around {
  before: Checkpoint | null;
  behind: readonly Checkpoint[];
}

/** What is to be kept of a sensor, and the rules that judged its last reading. */
export interface Kept {
  sensor: Pick<KnownSensor, 'sensorId' | 'gap' | 'trustUncertain'>;
  rules: readonly { id: number }[];
  checkpoint: Checkpoint;
}

/** What is no longer true of a sensor: from one moment on, and before the other; null: to the end. */
export interface Gone {
  sensorId: number;
  from: Instant;
  to: Instant | null;
}

export interface SensorJoint {
  sensorId: number;
  joint: Joint;
}

/** Said in each transaction that remembers something of sensors: else the database forgets their checkpoints. */
export const KEEPS_CHECKPOINTS = `set_config('thermograph.checkpoints', 'kept', true)`;

/** So many behind what came late are looked at, of each sensor of a batch; whoever goes no known course by then is read to the end. */
const MOST_BEHIND = 16;

export async function readCheckpoints(em: Em, wanted: readonly { watch: HistoricSensor; first: Instant; last: Instant }[]): Promise<Around[]> {
  const { rows } = await sql<{ index: number; at: Instant; value: number; basis: string; courses: Record<number, Track>; pasts: Record<number, Past | null> }>(em, READ, [
    arrayLiteral(wanted.map(({ watch }) => watch.sensorId)), arrayLiteral(wanted.map(({ first }) => first)), arrayLiteral(wanted.map(({ last }) => last)), MOST_BEHIND,
  ]);
  const found = Map.groupBy(rows, ({ index }) => index);
  return wanted.map(({ watch, first }, index) => {
    const valid = (found.get(index) ?? []).filter(({ at, basis }) => basis === basisOf(watch, watch.rules.filter((rule) => judges(rule, at))));
    const checkpoints = valid.map(({ at, value, courses, pasts }): Checkpoint => ({ last: { at, value }, runs: mapValues(courses, (course, id) => (pasts[id] ? withPast(course, pasts[id]) : course)) }));
    return { before: checkpoints.find(({ last }) => last.at < first) ?? null, behind: checkpoints.filter(({ last }) => last.at > first) };
  });
}

export async function forgetCheckpoints(em: Em, gone: readonly Gone[]): Promise<void> {
  await sql(em, DELETE, [arrayLiteral(gone.map(({ sensorId }) => sensorId)), arrayLiteral(gone.map(({ from }) => from)), arrayLiteral(gone.map(({ to }) => to))]);
}

/** Where something has only returned it is not clear yet what is over: nothing is kept of that. */
export async function keepCheckpoints(em: Em, kept: readonly Kept[]): Promise<void> {
  const clear = kept.filter(({ checkpoint }) => Object.values(checkpoint.runs).every(isOpen));
  if (clear.length === 0) return;
  const runs = clear.map(({ checkpoint }) => checkpoint.runs);
  await sql(em, INSERT, [
    arrayLiteral(clear.map(({ sensor }) => sensor.sensorId)), arrayLiteral(clear.map(({ checkpoint }) => checkpoint.last.at)), arrayLiteral(clear.map(({ checkpoint }) => checkpoint.last.value)),
    arrayLiteral(clear.map(({ sensor, rules }) => basisOf(sensor, rules))), arrayLiteral(runs.map((each) => JSON.stringify(mapValues(each, courseOf)))), arrayLiteral(runs.map((each) => JSON.stringify(mapValues(each, pastOf)))),
  ]);
}

/** What goes on behind joints has another past now. */
export async function correctCheckpoints(em: Em, joints: readonly SensorJoint[]): Promise<void> {
  if (joints.length === 0) return;
  const { rows } = await sql<{ index: number; at: Instant; pasts: Record<number, Past | null> }>(em, READ_PASTS, [arrayLiteral(joints.map(({ sensorId }) => sensorId)), arrayLiteral(joints.map(({ joint }) => joint.at))]);
  if (rows.length === 0) return;
  const corrected = rows.map(({ index, at, pasts }) => ({ at, sensorId: joints[index]!.sensorId, pasts: pastsOf(joints[index]!.joint, pasts) }));
  await sql(em, WRITE_PASTS, [arrayLiteral(corrected.map(({ sensorId }) => sensorId)), arrayLiteral(corrected.map(({ at }) => at)), arrayLiteral(corrected.map(({ pasts }) => JSON.stringify(pasts)))]);
}

/** What a checkpoint rests on: what was remembered under other rules, or of readings that were judged otherwise, is of no use. */
const basisOf = ({ gap, trustUncertain }: Kept['sensor'], rules: readonly { id: number }[]): string => JSON.stringify([gap, trustUncertain, rules.map(({ id }) => id).sort((one, other) => one - other)]);

const found = (condition: string, order: string) => `(select * from sensor_checkpoint where sensor_id = wanted.id and ${condition} order by at ${order})`;
const READ = `
  select (wanted.ordinality - 1)::int as index, ${micros('found.at')} as at, value, basis, courses, pasts from
    unnest($1::text::int[], $2::text::int8[], $3::text::int8[]) with ordinality as wanted (id, first, last, ordinality),
    lateral (${found(`at < ${instant('wanted.first')}`, 'desc limit 1')} union all ${found(`at > ${instant('wanted.last')}`, 'asc limit $4')}) as found
  order by found.at`;

const READ_PASTS = `
  select (wanted.ordinality - 1)::int as index, ${micros('at')} as at, pasts from unnest($1::text::int[], $2::text::int8[]) with ordinality as wanted (id, after, ordinality)
  join sensor_checkpoint on sensor_id = wanted.id and at > ${instant('wanted.after')}`;

const WRITE_PASTS = `
  update sensor_checkpoint as old set pasts = new.pasts::jsonb from unnest($1::text::int[], $2::text::int8[], $3::text::text[]) as new (id, at, pasts)
  where old.sensor_id = new.id and old.at = ${instant('new.at')}`;

const DELETE = `
  delete from sensor_checkpoint using unnest($1::text::int[], $2::text::int8[], $3::text::int8[]) as gone (id, first, until)
  where sensor_id = gone.id and at >= ${instant('gone.first')} and (gone.until is null or at < ${instant('gone.until')})`;

const INSERT = `
  insert into sensor_checkpoint (sensor_id, at, value, basis, courses, pasts)
  select id, ${instant('at')}, value, basis, courses::jsonb, pasts::jsonb
  from unnest($1::text::int[], $2::text::int8[], $3::text::float8[], $4::text::text[], $5::text::text[], $6::text::text[]) as new (id, at, value, basis, courses, pasts)
  on conflict (sensor_id, at) do update set value = excluded.value, basis = excluded.basis, courses = excluded.courses, pasts = excluded.pasts`;
