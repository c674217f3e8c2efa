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
      join excursion on excursion.sensor_id = watched.sensor_id and ${lastsIn('watched')}
      join sensor on sensor.id = excursion.sensor_id
      where ${every([fits(where), inSight(bounds, 'sensor'), not('RETRACTED', where), behind(page)])}
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
    select excursion.* from excursion join sensor on sensor.id = excursion.sensor_id
    where ${every([fits(where), inSight(bounds, 'sensor'), not('RETRACTED', where), behind(page)])}
    order by excursion.started_at desc, excursion.id desc limit ${page.first + 1}::int`);
  return rows.map((row) => entityOf(em, ExcursionEntity, row));
}

/** The excursion with this id; null: there is none in sight. */
export async function findExcursion(em: Em, id: number, bounds: Bounds | null): Promise<Excursion | null> {
  const rows = await query<EntityRow>(em, sql`
    select excursion.* from excursion join sensor on sensor.id = excursion.sensor_id where ${every([sql`excursion.id = ${id}::int`, inSight(bounds, 'sensor')])}`);
  return rows[0] ? entityOf(em, ExcursionEntity, rows[0]) : null;
}

/** Whether an excursion is one of those that are asked for; the bounds are those of the samples that are named. */
export async function isAmong(em: Em, id: number, where: ExcursionFilter, bounds: Bounds | null): Promise<boolean> {
  const rows = await query(em, sql`
    with recursive ${samplesNamed(where, bounds)}
    select from excursion join sensor on sensor.id = excursion.sensor_id where excursion.id = ${id}::int and ${fits(where)}`);
  return rows.length > 0;
}

/** The revisions of each excursion, first to last. */
export async function revisionsOf(em: Em, ids: readonly number[]): Promise<ExcursionRevision[][]> {
  const rows = await query<EntityRow>(em, sql`
    select excursion.parent::int, excursion_revision.* from unnest(${list(ids, 'int')}) with ordinality as excursion (id, parent)
    join excursion_revision on excursion_id = excursion.id order by excursion.parent, revision`);
  return groupByParent(ids.length, rows, (row) => entityOf(em, ExcursionRevisionEntity, row));
}

/** `watched (parent, sensor_id, from_at, to_at)`: whose excursions count for an asset, and when. */
const watchedSensors = sql`
  watched as (
    select asset.parent, sensor.id as sensor_id, '-infinity'::timestamptz as from_at, 'infinity'::timestamptz as to_at from asset
    join sensor on sensor.machine_id = asset.machine_id or sensor.container_id = asset.container_id or sensor.sample_id = asset.sample_id
    union all
    select stay.parent, sensor.id, stay.from_at, stay.to_at from stay
    join container on container.id = stay.container_id
    join sensor on sensor.container_id = container.id or sensor.machine_id = container.machine_id
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
    sample && sql`exists (select from named where named.sensor_id = excursion.sensor_id and ${lastsIn('named')})`,
    oneOf('excursion.severity', severity),
    oneOf('excursion.kind', kind),
    oneOf('excursion.status', status),
    open === true && sql`excursion.ended_at is null and excursion.status <> 'RETRACTED'`,
    open === false && sql`excursion.ended_at is not null`,
    typeof from === 'number' && sql`(excursion.ended_at is null or excursion.ended_at > ${at(from)} or excursion.started_at >= ${at(from)})`,
    typeof to === 'number' && sql`excursion.started_at < ${at(to)}`,
  ]);

/** Whether the excursion and the half-open interval of a row share a moment; an excursion that ended as it began has one. */
const lastsIn = (table: 'watched' | 'named'): Fragment => {
  const [from, to] = [sql.ref(`${table}.from_at`), sql.ref(`${table}.to_at`)];
  return sql`excursion.started_at < ${to} and (excursion.started_at >= ${from} or coalesce(excursion.ended_at, 'infinity') > ${from})`;
};

/** Said beside any filter of statuses: the index of those that are not retracted is usable only when it is said. */
const not = (status: 'RETRACTED', where: ExcursionFilter): Fragment | null => (where.status ? null : sql`excursion.status <> ${sql.lit(status)}`);

const behind = ({ after }: Page): Fragment | null => after && sql`(excursion.started_at, excursion.id) < (${at(after[0] as number)}, ${after[1] as number}::bigint)`;
