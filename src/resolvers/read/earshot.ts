import type { Em } from '../../database.js';
import { Quantity } from '../../domain/reading.js';
import { list, query, sql, type Fragment } from '../statement.js';
import { groupByParent, type AssetKey } from './assets.js';
import { holdsAt } from './conditions.js';
import { whereItWas } from './excursions.js';

/** Under which a sensor is asked for: itself (x), what it is on (m, c, s), every container around it (in), samples for which it speaks (for). */
export type Name = `${'x' | 'm' | 'c' | 's' | 'in' | 'for'}${number}`;

// Deeper than anything stands; it ends a circle, which no constraint forbids.
const DEEPEST = 32;

/** Each sensor, what it is on, and every container around that; a freezer's sensors are the machine's and the container's. */
export async function aroundSensors(em: Em, sensors: readonly number[]): Promise<Name[][]> {
  const rows = await query<AssetKey & { parent: number; around: number | null }>(em, sql`
    with recursive asked as materialized (
      select asked.parent::int, sensor.machine_id, sensor.container_id, sensor.sample_id, coalesce(sensor.container_id, twin.id) as inside, coalesce(sensor.machine_id, face.machine_id) as machine
      from unnest(${list(sensors, 'int')}) with ordinality as asked (id, parent) join sensor using (id)
      left join container as twin on twin.machine_id = sensor.machine_id
      left join container as face on face.id = sensor.container_id
    ),
    around (parent, depth, container_id, sample_id) as (
      select parent, 0, inside, sample_id from asked
      union all
      ${outwards(sql`around.parent`)}
    )
    select around.parent, case when depth = 0 then asked.machine end as machine, case when depth = 0 then asked.inside end as container, case when depth = 0 then asked.sample_id end as sample,
      around.container_id as around from around join asked using (parent) order by around.parent, depth`);
  return groupByParent(sensors.length, rows, ({ around, ...asset }) => ({ around, asset })).map((found, index) => [
    `x${sensors[index]!}`,
    ...found.flatMap(({ around, asset }) => [...facesOf(asset), ...(around === null ? [] : [`in${around}` as const])]),
  ]);
}

/** By which names each excursion is asked for: of what its sensor was on when it began, as a machine and as a container. */
export async function placesOfExcursions(em: Em, ids: readonly number[]): Promise<Name[][]> {
  const rows = await query<AssetKey & { parent: number }>(em, sql`
    select asked.parent::int, coalesce(sensor.machine_id, face.machine_id) as machine, coalesce(sensor.container_id, twin.id) as container, sensor.sample_id as sample
    from unnest(${list(ids, 'int')}) with ordinality as asked (id, parent) join excursion using (id) ${whereItWas}
    left join container as twin on twin.machine_id = sensor.machine_id left join container as face on face.id = sensor.container_id`);
  return groupByParent(ids.length, rows, facesOf).map((names) => names.flat());
}

/** By which sensor each of the samples is spoken for: as `voicesOf` has it of the present. */
export async function speakingNow(em: Em, samples: readonly number[]): Promise<Map<number, Name[]>> {
  const rows = await query<{ sample: number; sensor: number }>(em, sql`
    with recursive around (parent, depth, container_id, sample_id) as (
      select id, 0, null::int, id from unnest(${list(samples, 'int')}) as asked (id)
      union all
      ${outwards(sql`around.parent`)}
    )
    select distinct on (around.parent) around.parent as sample, sensor.id as sensor from around
    left join container on container.id = around.container_id
    join sensor on sensor.quantity = ${sql.lit(Quantity.TEMPERATURE)}
      and (sensor.sample_id = around.sample_id or sensor.container_id = around.container_id or sensor.machine_id = container.machine_id)
    order by around.parent, around.depth, sensor.id`);
  return new Map([...Map.groupBy(rows, ({ sensor }) => sensor)].map(([sensor, spoken]) => [sensor, spoken.map(({ sample }): Name => `for${sample}`)]));
}

const outwards = (parent: Fragment): Fragment => sql`
  select ${parent}, around.depth + 1, placement.container_id, null::int from around
  join placement on (placement.item_container_id = around.container_id or placement.item_sample_id = around.sample_id) and ${holdsAt(null)}
  where around.depth < ${DEEPEST}::int`;

/** A freezer has two. */
export const facesOf = ({ machine, container, sample }: AssetKey): Name[] => [
  ...(machine === null ? [] : [`m${machine}` as const]),
  ...(container === null ? [] : [`c${container}` as const]),
  ...(sample === null ? [] : [`s${sample}` as const]),
];
