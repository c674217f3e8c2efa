import { SampleEntity } from '../../entities/sample.js';
import type { SamplesPayload } from '../../schema/sample-input.js';
import type { SetStabilityProfileInput } from '../../schema/stability-profile-input.js';
import type { Context } from '../context.js';
import { assign } from './assign.js';

export async function setStabilityProfile(context: Context, { samples, stabilityProfile }: SetStabilityProfileInput): Promise<SamplesPayload> {
  const { entities, userErrors } = await assign(context, SampleEntity, {
    things: { field: 'samples', table: 'sample', codes: samples },
    given: { field: 'stabilityProfile', table: 'stability_profile', code: stabilityProfile },
  });
  return { samples: entities, userErrors };
}
