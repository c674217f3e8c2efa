import { arrayLiteral, sql } from '../../src/database.js';
import { formatInstant, MINUTE, type Duration, type Instant } from '../../src/domain/time.js';
import { graphql } from '../client/index.js';
import type { World } from './graphql-fixture.js';

export const ExposureOf = graphql(`
  query ExposureOf($code: String!, $from: DateTime, $to: DateTime) {
    sample(code: $code) {
      freezeThawCycles
      exposure(from: $from, to: $to) {
        from to minimum maximum mean mkt mktReason coverage unknown tooWarm tooCold
        segments { from to container { code } sensor { key } minimum maximum mean }
        budget { tier used limit remaining exhausted }
      }
    }
  }
`);

export interface Tier {
  code: string;
  minimum: number | null;
  maximum: number | null;
  minutes: number | null;
}

export interface Profile {
  tiers?: Tier[];
  energy?: number;
  thawing?: { frozenAt: number; thawedAbove: number; minutes: number };
}

/** Puts things where they were, by the tables: whatever was said of it before, and whenever. */
export function arrange(world: Pick<World, 'database'>, start: Instant) {
  const run = (text: string, parameters: unknown[] = []) => sql(world.database.em.fork(), text, parameters);
  const moment = (minute: number | null) => (minute === null ? null : formatInstant(start + minute * MINUTE));
  const length = (minutes: number | null) => (minutes === null ? null : `${minutes} minutes`);
  return {
    run,
    containers: (...codes: string[]) => run(`insert into container (code, name, kind) select code, code, 'BOX' from unnest($1::text::text[]) as code`, [arrayLiteral(codes)]),
    sample: (code: string, minute: number, { parent = null, profile = null }: { parent?: string | null; profile?: string | null } = {}) =>
      run(`insert into sample (code, name, type, collected_at, parent_id, stability_profile_id)
        values ($1, $1, 'plasma', $2, (select id from sample where code = $3), (select id from stability_profile where code = $4))`, [code, moment(minute), parent, profile]),
    place: (kind: 'sample' | 'container', item: string, container: string, from: number, to: number | null = null) =>
      run(`insert into placement (container_id, item_${kind}_id, from_at, to_at, by_name)
        select container.id, item.id, $3::timestamptz, $4::timestamptz, 'test' from container, ${kind} as item where container.code = $1 and item.code = $2`,
        [container, item, moment(from), moment(to)]),
    sensor: (kind: 'machine' | 'container' | 'sample', code: string, channel: string, { expectedEvery = null, interpolation = 'STEP', unit = 'Cel' }: { expectedEvery?: number | null; interpolation?: string; unit?: string } = {}) =>
      run(`with made as (insert into sensor (key, channel, quantity, unit, ${kind}_id, expected_every, interpolation)
        select code || '/' || $2, $2, 'TEMPERATURE', $5, id, $3::interval, $4 from ${kind} where code = $1 returning id)
        insert into sensor_state (sensor_id, runs) select id, '{}' from made`, [code, channel, length(expectedEvery), interpolation, unit]),
    remount: (key: string, container: string, minute: number) =>
      run(`with there as (update sensor_mount set to_at = $3 where sensor_id = (select id from sensor where key = $1) and to_at is null returning sensor_id)
        insert into sensor_mount (sensor_id, container_id, from_at, by_name) select sensor_id, (select id from container where code = $2), $3, 'test' from there`, [key, container, moment(minute)]),
    condition: (code: string, version: number, minute: number, { minimum = null, maximum = null, mktApplicable = true }: { minimum?: number | null; maximum?: number | null; mktApplicable?: boolean }) =>
      run(`with condition as (insert into storage_condition (code) values ($1) on conflict (code) do update set code = excluded.code returning id)
        insert into storage_condition_version (condition_id, version, label, minimum, maximum, mkt_applicable, defined_at, defined_by) select id, $2, $1, $3, $4, $5, $6, 'test' from condition`,
        [code, version, minimum, maximum, mktApplicable, moment(minute)]),
    keep: (container: string, condition: string) => run(`insert into container_condition (container_id, condition_id, from_at, by_name)
      select container.id, condition.id, '0001-01-01T00:00:00Z', 'test' from container, storage_condition as condition where container.code = $1 and condition.code = $2`, [container, condition]),
    profile: async (code: string, { tiers = [], energy = 83.144_72, thawing }: Profile) => {
      await run(`with profile as (insert into stability_profile (code) values ($1) returning id)
        insert into stability_profile_version (profile_id, version, activation_energy, frozen_at, thawed_above, thaw_time, defined_at, defined_by) select id, 1, $2, $3, $4, $5::interval, now(), 'test' from profile`,
        [code, energy, thawing?.frozenAt ?? null, thawing?.thawedAbove ?? null, length(thawing?.minutes ?? null)]);
      for (const [place, tier] of tiers.entries()) {
        await run(`insert into stability_tier (version_id, place, code, minimum, maximum, time_limit, return_allowed)
          select version.id, $2, $3, $4, $5, $6::interval, true from stability_profile_version as version join stability_profile as profile on profile.id = profile_id where profile.code = $1`,
          [code, place, tier.code, tier.minimum, tier.maximum, length(tier.minutes)]);
      }
    },
  };
}

export const minutes = (length: Duration): number => length / MINUTE;
