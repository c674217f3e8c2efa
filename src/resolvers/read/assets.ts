import type { Sensor } from '../../entities/sensor.js';
import type { AnyAsset } from '../../schema/asset.js';
import { typeOfAsset } from '../../schema/asset.js';
import { list, sql, type Fragment } from '../statement.js';

/** An asset by its id: exactly one of the three is set. */
export interface AssetKey {
  machine: number | null;
  container: number | null;
  sample: number | null;
}

export const assetKey = (type: keyof AssetKey, id: number): AssetKey => ({ machine: null, container: null, sample: null, [type]: id });

export function keyOf(asset: AnyAsset): AssetKey {
  const type = typeOfAsset(asset);
  return { machine: type === 'Machine' ? asset.id : null, container: type === 'Container' ? asset.id : null, sample: type === 'Sample' ? asset.id : null };
}

export const nameOf = ({ machine, container, sample }: AssetKey): string => (machine !== null ? `m${machine}` : container !== null ? `c${container}` : `s${sample}`);

/**
 * `asset (parent, machine_id, container_id, sample_id)`, where `parent` is the place in the list. A freezer is a machine
 * and a container: whichever of the two was asked for, both ids are there.
 */
export const assetsAsked = (keys: readonly AssetKey[]): Fragment => sql`
  asset as materialized (
    select asked.parent::int, coalesce(asked.machine_id, face.machine_id) as machine_id, coalesce(asked.container_id, twin.id) as container_id, asked.sample_id
    from unnest(${list(keys.map(({ machine }) => machine), 'int')}, ${list(keys.map(({ container }) => container), 'int')}, ${list(keys.map(({ sample }) => sample), 'int')})
      with ordinality as asked (machine_id, container_id, sample_id, parent)
    left join container as twin on twin.machine_id = asked.machine_id
    left join container as face on face.id = asked.container_id
  )`;

/** What each parent got, in the order of the parents; `parent` counts from 1. */
export function groupByParent<Row extends { parent?: number }, Value>(count: number, rows: readonly Row[], valueOf: (row: Row) => Value): Value[][] {
  const groups = Array.from({ length: count }, (): Value[] => []);
  for (const row of rows) groups[row.parent! - 1]!.push(valueOf(row));
  return groups;
}

/** What a sensor measures something of. */
export const assetOfSensor = ({ machine, container, sample }: Pick<Sensor, 'machine' | 'container' | 'sample'>): AssetKey => ({
  machine: machine?.id ?? null,
  container: container?.id ?? null,
  sample: sample?.id ?? null,
});
