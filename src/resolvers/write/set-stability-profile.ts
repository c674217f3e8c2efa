import { SampleEntity } from '../../entities/sample.js';
import type { SamplesPayload } from '../../schema/sample-input.js';
import type { SetStabilityProfileInput } from '../../schema/stability-profile-input.js';
import type { Context } from '../context.js';
import { list, query, sql } from '../statement.js';
import { assign } from './assign.js';

export async function setStabilityProfile(context: Context, { samples, stabilityProfile, reason }: SetStabilityProfileInput): Promise<SamplesPayload> {
  const { entities, userErrors } = await assign(context, SampleEntity, {
    things: { field: 'samples', table: 'sample', codes: samples },
    given: { field: 'stabilityProfile', table: 'stability_profile', code: stabilityProfile },
    async give({ em }, things, profile, hold) {
      await hold();
      await query(em, sql`update sample set stability_profile_id = ${profile}::int where id in (select unnest(${list(things, 'int')}))`);
      return [];
    },
    reason,
  });
  return { samples: entities, userErrors };
}
