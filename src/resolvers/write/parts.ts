import type { Bounds } from '../../access/bounds.js';
import type { Em } from '../../database.js';
import type { Disposition } from '../../domain/disposition.js';
import type { Interval } from '../../domain/stretch.js';
import type { Instant } from '../../domain/time.js';
import type { UserError } from '../../schema/user-error.js';
import { affectedBy, intervalsOf } from '../read/affected-samples.js';
import { neverWas } from '../read/excursions.js';
import { mayName } from '../read/lists.js';
import { inSight } from '../read/sight.js';
import { at, every, list, query, sql } from '../statement.js';
import { notFound } from './input.js';

export interface PartsWanted {
  excursion: number;
  codes: readonly string[];
  bounds: Bounds | null;
  /** How far an excursion that lasts has come. */
  now: Instant;
}

/** A sample, and what the excursion was to it. */
export interface FoundPart {
  sample: number;
  isAffected: boolean;
  /** When it was there. */
  times: Interval[];
  /** What was said of it last; null: nothing. */
  before: Disposition | null;
  supersedes: number | null;
}

/** The named samples in their order. One may be decided of that the excursion affected, or of which something was decided: what is known may have changed since. */
export async function findParts(em: Em, { excursion, codes, bounds, now }: PartsWanted): Promise<{ parts: FoundPart[]; userErrors: UserError[] }> {
  const rows = await query<FoundPart & { code: string }>(em, sql`
    with recursive ${affectedBy(sql`select 1 as parent, excursion.* from excursion where id = ${excursion}::int and ${neverWas} is false`, at(now))}
    select sample.code, sample.id as sample, part.times is not null as "isAffected", ${intervalsOf(sql`part.times`)} as times, word.disposition as before, word.id as supersedes
    from sample
    left join (select sample_id, range_agg(time) as times from affected group by sample_id) as part on part.sample_id = sample.id
    left join last_disposition as word on word.excursion_id = ${excursion}::int and word.sample_id = sample.id
    where ${every([sql`sample.code in (select unnest(${list(codes.filter((code) => mayName('sample', code)), 'text')}))`, inSight(bounds, 'sample')])}`);
  const known = new Map(rows.map((row) => [row.code, row]));
  const found = codes.map((code) => known.get(code));
  const userErrors = found.flatMap((row, index): UserError[] => {
    const field = ['samples', String(index)];
    if (!row) return [notFound(field, 'sample', codes[index]!)];
    return row.isAffected || row.supersedes !== null ? [] : [{ code: 'NOT_AFFECTED', field, message: `The excursion did not affect the sample '${row.code}'.` }];
  });
  return { parts: userErrors.length > 0 ? [] : found.map((row) => row!), userErrors };
}
