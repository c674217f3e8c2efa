import type { Bounds } from '../../access/bounds.js';
import type { Em } from '../../database.js';
import { ExcursionEntity, ExcursionRevisionEntity, type Excursion, type ExcursionRevision } from '../../entities/excursion.js';
import type { ExcursionFilter } from '../../schema/excursion-input.js';
import type { Page } from '../page.js';
import { at, entityOf, every, list, query, sql, type EntityRow, type Fragment } from '../statement.js';
import { assetsAsked, groupByParent, type AssetKey } from './assets.js';
import { oneOf, onContainer, onMachine } from './conditions.js';
import { inSight } from './sight.js';
import { staysOfSamples } from './stays.js';

export interface ExcursionsWanted {
  where: ExcursionFilter;
  page: Page;
  bounds: Bounds | null;
}

/** The excursions of each asset, newest first, one more than a page holds; of a sample also those of every container while it was inside. */
export async function excursionsOfAssets(em: Em, keys: readonly AssetKey[], { where, page, bounds }: ExcursionsWanted): Promise<Excursion[][]> {
  const rows = await query<EntityRow>(em, sql`
    with recursive ${assetsAsked(keys)}, ${staysOfSamples}, ${watchedSensors}, ${samplesNamed(where, bounds)},
    found as (
      select distinct watched.parent, excursion.id, excursion.started_at from watched
      join asset on asset.parent = watched.parent
      join excursion on excursion.sensor_id = watched.sensor_id and ${lastsIn('watched')} and (asset.sample_id is null or ${neverWas} is false)
      ${whereItWas}
      where ${every([sql`excursion.started_at >= watched.since_at and excursion.started_at < watched.until_at`, fits(where), ...seenBy(bounds), not('RETRACTED', where), behind(page)])}
    ),
    placed as (select *, row_number() over (partition by parent order by started_at desc, id desc) as place from found)
    select placed.parent, placed.place, excursion.* from placed join excursion using (id)
    where placed.place <= ${page.first + 1}::int order by placed.parent, placed.place`);
  return groupByParent(keys.length, rows, (row) => entityOf(em, ExcursionEntity, row));
}

/** Excursions of anything, newest first, one more than a page holds. */
export async function listExcursions(em: Em, { where, page, bounds }: ExcursionsWanted): Promise<Excursion[]> {
  const rows = await query<EntityRow>(em, sql`
    with recursive ${samplesNamed(where, bounds)}
    select excursion.* from excursion ${whereItWas}
    where ${every([fits(where), ...seenBy(bounds), not('RETRACTED', where), behind(page)])}
    order by excursion.started_at desc, excursion.id desc limit ${page.first + 1}::int`);
  return rows.map((row) => entityOf(em, ExcursionEntity, row));
}

/** The excursion with this id; null: there is none in sight. */
export async function findExcursion(em: Em, id: number, bounds: Bounds | null): Promise<Excursion | null> {
  const rows = await query<EntityRow>(em, sql`select * from excursion where id in (${excursionSeen(id, bounds)})`);
  return rows[0] ? entityOf(em, ExcursionEntity, rows[0]) : null;
}

/** The id of an excursion, if it is in sight. */
export const excursionSeen = (id: number, bounds: Bounds | null): Fragment => sql`select excursion.id from excursion ${whereItWas} where ${every([sql`excursion.id = ${id}::int`, ...seenBy(bounds)])}`;

/** The ids of all that are in sight. */
export const excursionsSeen = (bounds: Bounds): Fragment => sql`select excursion.id from excursion ${whereItWas} where ${every(seenBy(bounds))}`;

/** Which of these excursions are asked for, and in sight. */
export async function amongThese(em: Em, ids: readonly number[], where: ExcursionFilter, bounds: Bounds | null): Promise<Set<number>> {
  const rows = await query<{ id: number }>(em, sql`
    with recursive ${samplesNamed(where, bounds)}
    select excursion.id from excursion ${whereItWas} where ${every([sql`excursion.id = any(${list(ids, 'int')})`, fits(where), ...seenBy(bounds)])}`);
  return new Set(rows.map(({ id }) => id));
}

/** What the sensor of each excursion was on when it began. */
export async function assetsOfExcursions(em: Em, excursions: readonly Excursion[]): Promise<AssetKey[]> {
  const rows = await query<AssetKey & { parent: number }>(em, sql`
    select asked.parent::int, sensor.machine_id as machine, sensor.container_id as container, sensor.sample_id as sample
    from unnest(${list(excursions.map(({ id }) => id), 'int')}) with ordinality as asked (id, parent) join excursion using (id) ${whereItWas}`);
  return groupByParent(excursions.length, rows, ({ machine, container, sample }) => ({ machine, container, sample })).map(([asset]) => asset!);
}

/** The revisions of each excursion, first to last. */
export async function revisionsOf(em: Em, ids: readonly number[]): Promise<ExcursionRevision[][]> {
  const rows = await query<EntityRow>(em, sql`
    select excursion.parent::int, excursion_revision.* from unnest(${list(ids, 'int')}) with ordinality as excursion (id, parent)
    join excursion_revision on excursion_id = excursion.id order by excursion.parent, revision`);
  return groupByParent(ids.length, rows, (row) => entityOf(em, ExcursionRevisionEntity, row));
}

/**
 * An excursion is of the asset on which its sensor was when it began: as `sensor` that stay is joined, for what filters ask.
 * Who is bound must see that asset, and the one on which the sensor is now: each tells of the other.
 */
export const whereItWas = sql`
  join sensor_mount as sensor on sensor.sensor_id = excursion.sensor_id and sensor.from_at <= excursion.started_at and (sensor.to_at is null or sensor.to_at > excursion.started_at)
  join sensor as present on present.id = excursion.sensor_id`;

export const seenBy = (bounds: Bounds | null): (Fragment | null)[] => [inSight(bounds, 'sensor_mount', 'sensor'), inSight(bounds, 'sensor', 'present')];

/**
 * `watched (parent, sensor_id, since_at, until_at, from_at, to_at)`: whose excursions count for an asset. Those of a machine or a
 * container began while the sensor was on it. Those of a sample lasted while the sensor was on it, or on what it was inside
 * of, wherever they began: it went through them. `affectedSamples` goes the same way from the other end.
 */
export const watchedSensors = sql`
  watched as (
    select asset.parent, mount.sensor_id, mount.from_at as since_at, coalesce(mount.to_at, 'infinity') as until_at, '-infinity'::timestamptz as from_at, 'infinity'::timestamptz as to_at from asset
    join sensor_mount as mount on mount.machine_id = asset.machine_id or mount.container_id = asset.container_id
    union all
    select asset.parent, mount.sensor_id, '-infinity', 'infinity', mount.from_at, coalesce(mount.to_at, 'infinity') from asset
    join sensor_mount as mount on mount.sample_id = asset.sample_id
    union all
    select stay.parent, mount.sensor_id, '-infinity', 'infinity', greatest(stay.from_at, mount.from_at), least(stay.to_at, mount.to_at) from stay
    join container on container.id = stay.container_id
    join sensor_mount as mount on (mount.container_id = container.id or mount.machine_id = container.machine_id)
      and mount.from_at < stay.to_at and (mount.to_at is null or mount.to_at > stay.from_at)
  )`;

/** The same for the samples that a filter names, as one parent. */
const samplesNamed = ({ sample }: ExcursionFilter, bounds: Bounds | null): Fragment => sql`
  named (sensor_id, from_at, to_at) as (
    with recursive asset as (select 1 as parent, null::int as machine_id, null::int as container_id, id as sample_id from sample where ${every([sql`code = any(${list(sample ?? [], 'text')})`, sample && inSight(bounds, 'sample')])}),
      ${staysOfSamples}, ${watchedSensors}
    select sensor_id, from_at, to_at from watched
  )`;

const fits = ({ machine, container, sample, severity, kind, status, open, from, to }: ExcursionFilter): Fragment =>
  every([
    onMachine(machine),
    onContainer(container),
    sample && sql`exists (select from named where named.sensor_id = excursion.sensor_id and ${lastsIn('named')}) and ${neverWas} is false`,
    oneOf('excursion.severity', severity),
    oneOf('excursion.kind', kind),
    oneOf('excursion.status', status),
    open === true && sql`excursion.ended_at is null and excursion.status <> 'RETRACTED'`,
    open === false && sql`excursion.ended_at is not null`,
    typeof from === 'number' && sql`(excursion.ended_at is null or excursion.ended_at > ${at(from)} or excursion.started_at >= ${at(from)})`,
    typeof to === 'number' && sql`excursion.started_at < ${at(to)}`,
  ]);

export const lastsIn = (table: 'watched' | 'named'): Fragment => lastsWithin(sql.ref(`${table}.from_at`), sql.ref(`${table}.to_at`));

/** Whether `excursion` and a half-open interval share a moment; an excursion that ended as it began has one. */
export const lastsWithin = (from: Fragment, to: Fragment): Fragment =>
  sql`excursion.started_at < ${to} and (excursion.started_at >= ${from} or coalesce(excursion.ended_at, 'infinity') > ${from})`;

/** No sample went through what was retracted, or through a date in a calendar; the assets whose sensors it was of still show it to those who ask. */
export const neverWas: Fragment = sql`(excursion.status = 'RETRACTED' or excursion.kind = 'CALIBRATION_DUE')`;

/** Said beside any filter of statuses: the index of those that are not retracted is usable only when it is said. */
const not = (status: 'RETRACTED', where: ExcursionFilter): Fragment | null => (where.status ? null : sql`excursion.status <> ${sql.lit(status)}`);

const behind = ({ after }: Page): Fragment | null => after && sql`(excursion.started_at, excursion.id) < (${at(after[0] as number)}, ${after[1] as number}::bigint)`;
