import type { Bounds } from '../../access/bounds.js';
import type { Em } from '../../database.js';
import type { Episode, Sample } from '../../domain/excursion.js';
import { canonicalUnit } from '../../domain/quantity.js';
import type { Quantity } from '../../domain/reading.js';
import { Rehearsal } from '../../domain/rehearsal.js';
import { convertRule, type Rule } from '../../domain/rule.js';
import type { Duration, Instant } from '../../domain/time.js';
import { conversion } from '../../domain/unit.js';
import { badInput } from '../../schema/bad-input.js';
import { at, every, instantOf, list, query, sql, type Fragment } from '../statement.js';
import { assetsAsked, type AssetKey } from './assets.js';
import { inSight } from './sight.js';

const MOST_READINGS = 600_000;
const READINGS_AT_ONCE = 20_000;

export interface RehearsalWanted {
  rule: Rule;
  quantity: Quantity;
  /** What the rule would apply to: assets, or the containers of a storage condition. */
  assets: readonly AssetKey[];
  condition: number | null;
  from: Instant;
  /** Not after now. */
  to: Instant;
  bounds: Bounds | null;
}

export type RehearsedEpisode = Episode & { sensorId: number };

/** What a rule would have raised, in order of time. Reads a bit of each sensor at a time, and gives up where there is too much. */
export async function rehearse(em: Em, wanted: RehearsalWanted): Promise<RehearsedEpisode[]> {
  const sensors = (await sensorsOf(em, wanted)).map((sensor) => ({ ...sensor, next: wanted.from, rehearsal: rehearsalOf(sensor, wanted) }));
  let readings = 0;
  for (let open = sensors; open.length > 0; ) {
    const most = Math.ceil(READINGS_AT_ONCE / open.length);
    const found = await readOn(em, open, wanted.to, most);
    readings += found.reduce((sum, samples) => sum + samples.length, 0);
    if (readings > MOST_READINGS) throw badInput(`There are more than ${MOST_READINGS} readings to go through. Rehearse less of the time, or fewer assets at once.`);
    open.forEach((sensor, index) => {
      sensor.rehearsal.take(found[index]!);
      sensor.next = (found[index]!.at(-1)?.at ?? 0) + 1;
    });
    open = open.filter((_, index) => found[index]!.length === most);
  }
  const episodes = sensors.flatMap(({ id, rehearsal }) => rehearsal.finish(wanted.to).map((episode) => ({ ...episode, sensorId: id })));
  return episodes.sort((one, other) => one.startedAt - other.startedAt || one.sensorId - other.sensorId);
}

interface Sensor {
  id: number;
  unit: string;
  gap: Duration | null;
  worst: number;
  stays: { from: Instant; to: Instant | null }[];
}

const rehearsalOf = ({ unit, gap, stays }: Sensor, { rule, quantity }: RehearsalWanted): Rehearsal =>
  new Rehearsal({ rule: convertRule({ ...rule, id: 0 }, conversion(canonicalUnit(quantity), unit)!), gap, stays });

/** The sensors that were on it, each with its stays; one that goes from one asset of the rule straight to another stays. */
async function sensorsOf(em: Em, { quantity, assets, condition, from, to, bounds }: RehearsalWanted): Promise<Sensor[]> {
  const kept = sql`select container.id, container.machine_id from container join container_kept on container_id = container.id where condition_id = ${condition}::int`;
  return query<Sensor>(em, sql`
    with ${assetsAsked(assets)},
    reach (machine_id, container_id, sample_id) as (select machine_id, container_id, sample_id from asset union select machine_id, id, null from (${kept}) as kept),
    stay as (
      select mount.sensor_id, range_agg(tstzrange(greatest(mount.from_at, ${at(from)}), mount.to_at)) as spans
      from reach join sensor_mount as mount on mount.machine_id = reach.machine_id or mount.container_id = reach.container_id or mount.sample_id = reach.sample_id
      where ${every([sql`mount.from_at <= ${at(to)}`, sql`(mount.to_at is null or mount.to_at > ${at(from)})`, inSight(bounds, 'sensor_mount', 'mount')])}
      group by mount.sensor_id
    )
    select sensor.id, unit, date_part('epoch', expected_every) * 1e6 as gap, trust_uncertain::int as worst,
      (select json_agg(json_build_object('from', ${instantOf('lower(span)')}, 'to', case when upper(span) <= ${at(to)} then ${instantOf('upper(span)')} end) order by span) from unnest(spans) as span) as stays
    from stay join sensor on sensor.id = stay.sensor_id
    where ${every([sql`sensor.quantity = ${quantity}`, inSight(bounds, 'sensor')])} order by sensor.id`);
}

async function readOn(em: Em, sensors: readonly (Sensor & { next: Instant })[], to: Instant, most: number): Promise<Sample[][]> {
  const rows = await query<Sample & { place: number }>(em, sql`
    select sensor.place::int, reading.at, reading.value
    from unnest(${list(sensors.map(({ id }) => id), 'int')}, ${list(sensors.map(({ next }) => next), 'bigint')}, ${list(sensors.map(({ worst }) => worst), 'int')}) with ordinality as sensor (id, next, worst, place)
    cross join lateral (
      select ${instantOf('measured_at')} as at, value from reading
      where sensor_id = sensor.id and measured_at >= ${NEXT} and measured_at < ${at(to)} and quality <= sensor.worst order by measured_at limit ${most}::int
    ) as reading order by sensor.place, reading.at`);
  const found: Sample[][] = sensors.map(() => []);
  for (const { place, at: moment, value } of rows) found[place - 1]!.push({ at: moment, value });
  return found;
}

const NEXT: Fragment = sql`(timestamptz 'epoch' + sensor.next * interval '1 microsecond')`;
