import type { Em } from '../../database.js';
import type { Freezing, StabilityProfile, StabilityTier } from '../../schema/stability-profile.js';
import { instantOf, list, query, sql, type Fragment } from '../statement.js';

type Row = Omit<StabilityProfile, 'freezing'> & { id: number } & { [Part in keyof Freezing]: Freezing[Part] | null };

/** All of them as their newest versions say, in order of their codes. */
export const listStabilityProfiles = (em: Em): Promise<StabilityProfile[]> => newest(em, sql`true`);

/** The newest version of each. */
export async function stabilityProfilesOf(em: Em, ids: readonly number[]): Promise<(StabilityProfile | Error)[]> {
  const rows = await newest(em, sql`profile.id in (select unnest(${list(ids, 'int')}))`);
  const known = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => known.get(id) ?? new Error(`there is no stability profile ${id}`));
}

async function newest(em: Em, which: Fragment): Promise<(StabilityProfile & { id: number })[]> {
  const rows = await query<Row>(em, sql`
    select distinct on (profile.code) profile.id, profile.code, version.version, activation_energy as "activationEnergy",
      frozen_at as "frozenAt", thawed_above as "thawedAbove", round(date_part('epoch', thaw_time) * 1e6) as "thawTime",
      ${instantOf('defined_at')} as "definedAt", defined_by as "definedBy", ${tiers} as tiers
    from stability_profile as profile join stability_profile_version as version on profile_id = profile.id
    where ${which} order by profile.code, version.version desc`);
  return rows.map(({ frozenAt, thawedAbove, thawTime, ...profile }) => ({ ...profile, freezing: frozenAt === null ? null : { frozenAt, thawedAbove: thawedAbove!, thawTime: thawTime! } }));
}

const columns: Record<keyof StabilityTier, Fragment> = {
  code: sql`code`, minimum: sql`minimum`, maximum: sql`maximum`, limit: sql`round(date_part('epoch', time_limit) * 1e6)`, returnAllowed: sql`return_allowed`,
};
const tiers = sql`(
  select json_agg(json_build_object(${sql.join(Object.entries(columns).flatMap(([name, column]) => [sql.lit(name), column]))}) order by place)
  from stability_tier where version_id = version.id)`;
