import type { Em } from '../../database.js';
import { SHARDS } from '../../events.js';
import { list, query, sql } from '../statement.js';
import { groupByParent, type AssetKey } from './assets.js';

// A placement may begin a moment ahead: one that is not over yet counts.
const MAY_HOLD = sql`(placement.to_at is null or placement.to_at > now())`;
const SHARD = sql`sensor.id % ${sql.lit(SHARDS)}`;

/**
 * In which shards the sensors are that have a name of each asset, as `aroundSensors` and `speakingNow` give them: what is on
 * the asset, whichever of its faces; of a container also what is on anything that stands in it, and of a sample on anything
 * in which it stands. Some may be among them that have none.
 * A room has thousands of samples and few sensors on them: so each kind is joined by itself, and those of samples from the sensor.
 */
export async function shardsOfAssets(em: Em, assets: readonly AssetKey[]): Promise<number[][]> {
  const rows = await query<{ parent: number; shard: number }>(em, sql`
    with recursive asked as materialized (
      select parent::int, machine_id, container_id, sample_id
      from unnest(${list(assets.map(({ machine }) => machine), 'int')}, ${list(assets.map(({ container }) => container), 'int')}, ${list(assets.map(({ sample }) => sample), 'int')})
        with ordinality as asked (machine_id, container_id, sample_id, parent)
    ),
    inside (parent, container_id) as (
      select parent, container_id from asked where container_id is not null
      union
      select inside.parent, placement.item_container_id from inside join placement on placement.container_id = inside.container_id and ${MAY_HOLD}
    ),
    outside (parent, container_id) as (
      select asked.parent, placement.container_id from asked join placement on placement.item_sample_id = asked.sample_id and ${MAY_HOLD}
      union
      select outside.parent, placement.container_id from outside join placement on placement.item_container_id = outside.container_id and ${MAY_HOLD}
    ),
    thing (parent, machine_id, container_id, sample_id) as (
      select parent, machine_id, null::int, sample_id from asked
      union all
      select parent, null, container.id, null from asked join container using (machine_id)
      union all
      select parent, container.machine_id, container.id, null from (select * from inside union select * from outside) as around join container on container.id = around.container_id
    )
    select thing.parent, ${SHARD} as shard from thing join sensor using (machine_id)
    union select thing.parent, ${SHARD} from thing join sensor using (container_id)
    union select thing.parent, ${SHARD} from thing join sensor using (sample_id)
    union select inside.parent, ${SHARD} from sensor join placement on placement.item_sample_id = sensor.sample_id and ${MAY_HOLD} join inside on inside.container_id = placement.container_id`);
  return groupByParent(assets.length, rows, ({ shard }) => shard);
}
