import type { Em } from '../../database.js';
import type { Product } from '../../domain/account.js';
import type { Tier } from '../../domain/budget.js';
import { activationOf, USUAL_ACTIVATION } from '../../domain/mean-kinetic.js';
import type { Duration } from '../../domain/time.js';
import { instantOf, list, query, sql } from '../statement.js';

/** Of which nobody said what it endures. */
export const ANY_PRODUCT: Product = { tiers: [], activation: USUAL_ACTIVATION, thawing: null };

/** What the newest version of each stability profile says. */
export async function productsOf(em: Em, profiles: readonly number[]): Promise<ReadonlyMap<number, Product>> {
  if (profiles.length === 0) return new Map();
  const rows = await query<ProfileRow>(em, sql`
    select version.profile_id as id, activation_energy as energy, frozen_at as "frozenAt", thawed_above as "thawedAbove", ${instantOf('thaw_time')} as "thawTime", tier.tiers
    from (
      select distinct on (profile_id) * from stability_profile_version where profile_id in (select unnest(${list(profiles, 'int')})) order by profile_id, version desc
    ) as version
    cross join lateral (
      select coalesce(json_agg(json_build_object('code', code, 'minimum', minimum, 'maximum', maximum, 'limit', ${instantOf('time_limit')}) order by place), '[]') as tiers
      from stability_tier where version_id = version.id
    ) as tier`);
  return new Map(rows.map((row) => [row.id, productOf(row)]));
}

interface ProfileRow {
  id: number;
  energy: number;
  frozenAt: number | null;
  thawedAbove: number | null;
  thawTime: Duration | null;
  tiers: Tier[];
}

const productOf = ({ energy, frozenAt, thawedAbove, thawTime, tiers }: ProfileRow): Product => ({
  tiers,
  activation: activationOf(energy),
  // The table has all three of them, or none.
  thawing: frozenAt === null ? null : { frozenAt, thawedAbove: thawedAbove!, thawTime: thawTime! },
});
