import type { Em } from '../../database.js';
import type { StabilityProfilePayload } from '../../schema/stability-profile.js';
import type { DefineStabilityProfileInput, StabilityTierInput } from '../../schema/stability-profile-input.js';
import type { UserError } from '../../schema/user-error.js';
import type { Context } from '../context.js';
import { length, list, query, sql } from '../statement.js';
import { checkBand, checkTemperature } from './band.js';
import { commit } from './commit.js';
import { checkCode, checkName, checkText, invalid, refusals } from './input.js';

const MOST_TIERS = 50;
/** In kJ/mol: the usual one, which makes 10,000 K over the gas constant (USP <1079.2>). */
const USUAL_ACTIVATION = 83.14472;

/** A version is never edited: by which one a budget was reckoned can always be told. */
export async function defineStabilityProfile(context: Context, input: DefineStabilityProfileInput): Promise<StabilityProfilePayload> {
  const wrong = checkProfile(input);
  if (wrong.length > 0) return { stabilityProfile: null, userErrors: wrong };
  const { id } = await commit(context, async ({ em }) => {
    // The update takes the row's lock: one definition at a time, also of a code that is new.
    const [row] = await query<{ id: number }>(em, sql`insert into stability_profile (code) values (${input.code}) on conflict (code) do update set code = excluded.code returning id`);
    await insertTiers(em, await insertVersion(em, row!.id, input, context.viewer.name), input.tiers);
    return { id: row!.id, userErrors: [] };
  }, input.reason);
  return { stabilityProfile: await context.loaders.stabilityProfile.load(id), userErrors: [] };
}

function checkProfile({ code, tiers, activationEnergy, freezing, reason }: DefineStabilityProfileInput): UserError[] {
  const codes = tiers.map((tier) => tier.code);
  return refusals([
    checkCode(code, ['code']),
    checkText(reason, ['reason']),
    tiers.length < 1 || tiers.length > MOST_TIERS ? invalid(['tiers'], `There are ${tiers.length} tiers, but may be from 1 to ${MOST_TIERS}.`) : null,
    ...tiers.flatMap((tier, index) => [
      checkName(tier.code, ['tiers', String(index), 'code']),
      codes.indexOf(tier.code) < index ? invalid(['tiers', String(index), 'code'], `The tier at index ${codes.indexOf(tier.code)} has the same code.`) : null,
      ...checkBand(tier, ['tiers', String(index)]),
    ]),
    typeof activationEnergy === 'number' && activationEnergy <= 0 ? invalid(['activationEnergy'], 'It must be more than nothing.') : null,
    checkTemperature(freezing?.frozenAt, ['freezing', 'frozenAt']),
    freezing && freezing.thawedAbove < freezing.frozenAt ? invalid(['freezing', 'thawedAbove'], 'It thaws at no lower temperature than that at which it is frozen.') : null,
  ]);
}

async function insertVersion(em: Em, profileId: number, { activationEnergy, freezing }: DefineStabilityProfileInput, by: string): Promise<number> {
  const [row] = await query<{ id: number }>(em, sql`
    insert into stability_profile_version (profile_id, version, activation_energy, frozen_at, thawed_above, thaw_time, defined_at, defined_by)
    select ${profileId}::int, coalesce(max(version), 0) + 1, ${activationEnergy ?? USUAL_ACTIVATION}::float8,
      ${freezing?.frozenAt ?? null}::float8, ${freezing?.thawedAbove ?? null}::float8, ${freezing ? length(freezing.thawTime) : sql`null::interval`}, now(), ${by}
    from stability_profile_version where profile_id = ${profileId}::int returning id`);
  return row!.id;
}

async function insertTiers(em: Em, versionId: number, tiers: readonly StabilityTierInput[]): Promise<void> {
  const each = (pick: (tier: StabilityTierInput) => number | null | undefined) => list(tiers.map((tier) => pick(tier) ?? null), 'float8');
  await query(em, sql`
    insert into stability_tier (version_id, place, code, minimum, maximum, time_limit, return_allowed)
    select ${versionId}::int, place, code, minimum, maximum, time_limit * interval '1 microsecond', returns = 1
    from unnest(${list(tiers.map(({ code }) => code), 'text')}, ${each(({ minimum }) => minimum)}, ${each(({ maximum }) => maximum)}, ${each(({ limit }) => limit)},
      ${each(({ returnAllowed }) => (returnAllowed ? 1 : 0))}) with ordinality as tier (code, minimum, maximum, time_limit, returns, place)`);
}
