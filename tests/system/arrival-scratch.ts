import { micros, sql, type Em } from '../../src/database.js';
import { withPast, type Past } from '../../src/domain/course.js';
import { judges, resegment, tell, type Checkpoint } from '../../src/domain/resegment.js';
import type { Track, Tracks } from '../../src/domain/track.js';
import type { ExcursionFacts } from '../../src/domain/watch.js';
import { Catalog, type HistoricSensor } from '../../src/ingest/catalog.js';
import { readVersions } from '../../src/ingest/rule-versions.js';
import { shown } from './arrival-worlds.js';

/** What a database says of a sensor: on record, of the present, and at its checkpoints. */
interface Told {
  record: string[];
  present: string;
  checkpoints: string[];
}

interface Kept { sensor: number; at: number; basis: string; courses: Tracks; pasts: Record<number, Past | null> }

/** What the database says of each sensor, and what its readings say from scratch, by the rules of their time. */
export async function toldAndFromScratch(em: Em, now: number): Promise<{ key: string; told: Told; scratch: Told }[]> {
  const catalog = new Catalog();
  const { rows: keys } = await sql<{ key: string }>(em, 'select key from sensor order by id');
  await catalog.load(em, keys.map(({ key }) => key));
  const sensors = keys.map(({ key }) => catalog.find(key)!);
  const versions = await readVersions(em, sensors);
  const readings = await bySensor<{ sensor: number; at: number; value: number }>(em, `select sensor_id as sensor, ${micros('measured_at')} as at, value from reading where quality = 0 order by measured_at`);
  const excursions = await bySensor<ExcursionFacts & { sensor: number }>(em, `
    select sensor_id as sensor, rule_id as "ruleId", kind, severities, ${micros('started_at')} as "startedAt", ${micros('confirmed_at')} as "confirmedAt", ${micros('ended_at')} as "endedAt", peak, area,
      date_part('epoch', unknown) * 1e6 as unknown from excursion where status <> 'RETRACTED'`);
  const states = await bySensor<{ sensor: number; runs: Tracks }>(em, 'select sensor_id as sensor, runs from sensor_state');
  const kept = await bySensor<Kept>(em, `select sensor_id as sensor, ${micros('at')} as at, basis, courses, pasts from sensor_checkpoint order by at`);
  return sensors.map((sensor) => {
    const watch: HistoricSensor = { ...sensor, rules: versions.get(sensor.sensorId) ?? [] };
    const samples = (readings.get(sensor.sensorId) ?? []).map(({ at, value }) => ({ at, value }));
    const { facts, memory } = resegment(watch, samples, now);
    const valid = (kept.get(sensor.sensorId) ?? []).filter(({ at, basis }) => basis === JSON.stringify([watch.gap, watch.trustUncertain, watch.rules.filter((rule) => judges(rule, at)).map(({ id }) => id)]));
    const moments = new Set(valid.map(({ at }) => at));
    const passed = [...tell(watch, samples, null, ({ at }) => !moments.has(at))].map(({ checkpoint }) => checkpoint).filter(({ last }) => moments.has(last.at));
    const record = (all: readonly ExcursionFacts[]) => all.map((each) => `${each.ruleId} ${shown(each)}`).toSorted();
    return {
      key: sensor.key,
      told: { record: record(excursions.get(sensor.sensorId) ?? []), present: plain(states.get(sensor.sensorId)![0]!.runs), checkpoints: valid.map(remembered) },
      scratch: { record: record(facts), present: plain(memory.runs), checkpoints: passed.map(({ last, runs }: Checkpoint) => `${last.at} ${plain(runs, false)}`) },
    };
  });
}

async function bySensor<Row extends { sensor: number }>(em: Em, statement: string): Promise<Map<number, Row[]>> {
  return Map.groupBy((await sql<Row>(em, statement)).rows, ({ sensor }) => sensor);
}

const remembered = ({ at, courses, pasts }: Kept): string =>
  `${at} ${plain(Object.fromEntries(Object.entries(courses).map(([id, course]) => [id, pasts[Number(id)] ? withPast(course, pasts[Number(id)]!) : course])), false)}`;

/** With all that makes a difference to what is told. */
function plain(runs: Tracks, withRecorded = true): string {
  const tracks = Object.entries(runs).filter(([, track]) => !isNothing(track)).toSorted(([one], [other]) => Number(one) - Number(other));
  return JSON.stringify(tracks.map(([id, track]) => [id, inOrder({ ...essence(track), ...(withRecorded ? {} : { recorded: null }) })]), rounded);
}

const isNothing = (track: Track): boolean => 'cells' in track && track.cells.length === 0 && track.story === null && track.returnedAt !== null;

/** When the spell of a level began that is reached, and what is unknown before the first of what nobody has told yet, is all one. */
function essence(track: Track): object {
  if ('farther' in track) return { ...track, farther: track.farther.map((spell, level) => ((track.reached[level + 1] ?? null) === null ? spell : null)) };
  if (!('cells' in track)) return track;
  const first = track.cells.findIndex(({ told }) => !told);
  return { ...track, cells: track.cells.map((cell, index) => (index === first ? { ...cell, unknownBefore: 0 } : cell)) };
}

const inOrder = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(inOrder);
  return value !== null && typeof value === 'object' ? Object.fromEntries(Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([key, each]) => [key, inOrder(each)])) : value;
};

/** Areas are sums, of which the last digits depend on the order. */
const rounded = (_: string, value: unknown): unknown => (typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(8)) : value);
