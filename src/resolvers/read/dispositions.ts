import type { Bounds } from '../../access/bounds.js';
import type { Em } from '../../database.js';
import { DispositionEntity, type DispositionWord } from '../../entities/disposition.js';
import type { Page } from '../page.js';
import { entityOf, every, list, query, sql, type EntityRow } from '../statement.js';
import { groupByParent } from './assets.js';
import { seenBy, whereItWas } from './excursions.js';
import { inSight } from './sight.js';

/** A sample and an excursion that may have affected it. */
export interface Part {
  excursion: number;
  sample: number;
}

/** What was decided of each sample after one excursion, newest first. */
export async function wordsOn(em: Em, parts: readonly Part[]): Promise<DispositionWord[][]> {
  const rows = await query<EntityRow>(em, sql`
    select part.parent::int, disposition.* from unnest(${list(parts.map(({ excursion }) => excursion), 'int')}, ${list(parts.map(({ sample }) => sample), 'int')})
      with ordinality as part (excursion_id, sample_id, parent)
    join disposition on disposition.excursion_id = part.excursion_id and disposition.sample_id = part.sample_id order by part.parent, disposition.id desc`);
  return groupByParent(parts.length, rows, (row) => entityOf(em, DispositionEntity, row));
}

/** What was decided of each sample after any excursion in sight, or after each excursion of any sample in sight, newest first, one more than a page holds. */
export async function wordsOf(em: Em, side: keyof Part, ids: readonly number[], { page, bounds }: { page: Page; bounds: Bounds | null }): Promise<DispositionWord[][]> {
  const rows = await query<EntityRow>(em, sql`
    with found as (
      select asked.parent::int, disposition.id, row_number() over (partition by asked.parent order by disposition.id desc) as place
      from unnest(${list(ids, 'int')}) with ordinality as asked (id, parent)
      join disposition on ${sql.ref(`disposition.${side}_id`)} = asked.id
      join sample on sample.id = disposition.sample_id join excursion on excursion.id = disposition.excursion_id ${whereItWas}
      where ${every([page.after && sql`disposition.id < ${page.after[0]}::int`, inSight(bounds, 'sample'), ...seenBy(bounds)])}
    )
    select found.parent, found.place, disposition.* from found join disposition using (id) where place <= ${page.first + 1}::int order by found.parent, found.place`);
  return groupByParent(ids.length, rows, (row) => entityOf(em, DispositionEntity, row));
}
