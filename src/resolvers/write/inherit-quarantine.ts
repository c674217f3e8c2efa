import { Disposition, SET_APART, SYSTEM } from '../../domain/disposition.js';
import { ExcursionChange } from '../../domain/excursion.js';
import { Role } from '../../domain/role.js';
import { undecidedOfSamples } from '../read/sample-status.js';
import { list, query, sql } from '../statement.js';
import type { Transaction } from './commit.js';

/**
 * What is taken from a sample after an excursion began, and while that sample is set apart after it or discarded, is as
 * doubtful: the program quarantines it after the same excursion. From then on each has its own story, and somebody has to
 * decide of it.
 */
export async function inheritQuarantine({ em, tell }: Transaction, aliquots: readonly string[]): Promise<void> {
  const made = sql`select unnest(${list(aliquots, 'text')})`;
  const apart = sql.join([...SET_APART, Disposition.DISCARDED].map((each) => sql.lit(each)));
  // An aliquot of one that is made in the same call goes back to what that was taken from, and to when.
  const excursions = await query<{ excursionId: number; sensorId: number }>(em, sql`
    with recursive taken (sample_id, origin_id, taken_at) as (
      select id, parent_id, collected_at from sample where code in (${made})
      union all
      select taken.sample_id, between.parent_id, between.collected_at from taken join sample as between on between.id = taken.origin_id and between.code in (${made})
    ),
    asset as materialized (
      select row_number() over ()::int as parent, null::int as machine_id, null::int as container_id, origin_id as sample_id from (select distinct origin_id from taken) as origin
    ),
    ${undecidedOfSamples()},
    doubt as (
      select sample_id, excursion_id, 'of which ' || by_name || ' decided ' || disposition || ': ' || reason as because from last_disposition
      where sample_id in (select sample_id from asset) and disposition in (${apart})
      union all
      select sample_id, excursion_id, 'which this excursion has put in quarantine' from undecided
    ),
    decided as (
      insert into disposition (excursion_id, sample_id, disposition, at, by_name, role, reason, revision, known)
      select excursion.id, taken.sample_id, ${Disposition.QUARANTINED}::text, statement_timestamp(), ${SYSTEM}::text, ${Role.DEVICE}::text, 'Taken from ' || origin.code || ', ' || because,
        excursion.revision, jsonb_build_object('peak', excursion.peak, 'severity', excursion.severity, 'times', '[]'::jsonb)
      from taken join doubt on doubt.sample_id = taken.origin_id join sample as origin on origin.id = taken.origin_id
      join excursion on excursion.id = doubt.excursion_id and excursion.started_at <= taken.taken_at
      returning excursion_id
    )
    select id as "excursionId", sensor_id as "sensorId" from excursion where id in (select excursion_id from decided) order by id`);
  for (const excursion of excursions) tell({ name: 'excursionChanged', change: ExcursionChange.DECIDED, ...excursion });
}
