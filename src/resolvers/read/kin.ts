import type { Em } from '../../database.js';
import { ContainerEntity, type Container } from '../../entities/container.js';
import { SampleEntity, type Sample } from '../../entities/sample.js';
import { entityOf, list, query, sql, type EntityRow } from '../statement.js';
import { groupByParent } from './assets.js';

/** The container that each machine is; null: it is none. */
export async function containersOfMachines(em: Em, ids: readonly number[]): Promise<(Container | null)[]> {
  const rows = await query<EntityRow>(em, sql`
    select machine.parent::int, container.* from unnest(${list(ids, 'int')}) with ordinality as machine (id, parent)
    join container on container.machine_id = machine.id`);
  return groupByParent(ids.length, rows, (row) => entityOf(em, ContainerEntity, row)).map(([container]) => container ?? null);
}

/** What was taken from each sample, in order of their codes. */
export async function aliquotsOf(em: Em, ids: readonly number[]): Promise<Sample[][]> {
  const rows = await query<EntityRow>(em, sql`
    select origin.parent::int, sample.* from unnest(${list(ids, 'int')}) with ordinality as origin (id, parent)
    join sample on sample.parent_id = origin.id order by origin.parent, sample.code`);
  return groupByParent(ids.length, rows, (row) => entityOf(em, SampleEntity, row));
}
