import type { Em } from '../../database.js';
import type { Stats } from '../../schema/stats.js';
import { query, sql } from '../statement.js';

export type Counts = Omit<Stats, 'subscribers' | 'deliveries' | 'deliveriesPerSecond' | 'queuedEvents' | 'horizonAge' | 'cacheHitRatio'>;

// Counting takes time for each reading: up to so many it is not felt.
const COUNTED = 1_000_000;

export async function countEverything(em: Em): Promise<Counts> {
  const [counts] = await query<Counts>(em, sql`
    with estimate as (
      select coalesce(sum(greatest(partition.reltuples, pg_stat_get_live_tuples(partition.oid))), 0)::float8 as readings
      from pg_inherits join pg_class as partition on partition.oid = inhrelid where inhparent = 'reading'::regclass
    )
    select
      (select count(*)::int from machine) as machines,
      (select count(*)::int from container) as containers,
      (select count(*)::int from sample) as samples,
      (select count(*)::int from sensor) as sensors,
      (select count(*)::int from excursion where ended_at is null and status <> 'RETRACTED') as "openExcursions",
      case when estimate.readings < ${COUNTED}::float8 then (select count(*)::float8 from reading) else estimate.readings end as readings,
      (select count(*)::float8 / 60 from reading where received_at > now() - interval '1 minute') as "readingsPerSecond",
      (select count(*)::int from rejection) as rejections
    from estimate`);
  return counts!;
}
