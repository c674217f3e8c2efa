import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { SamplesPayload } from '../schema/sample-input.js';
import { StabilityProfile, StabilityProfilePayload } from '../schema/stability-profile.js';
import { DefineStabilityProfileInput, SetStabilityProfileInput } from '../schema/stability-profile-input.js';
import type { Context } from './context.js';
import { listStabilityProfiles } from './read/stability-profiles.js';
import { defineStabilityProfile } from './write/define-stability-profile.js';
import { setStabilityProfile } from './write/set-stability-profile.js';

@Resolver(() => StabilityProfile)
export class StabilityProfileResolver {
  @Query(() => [StabilityProfile], { description: 'The stability profiles as their newest versions say, in order of their codes; they hold at every site.' })
  stabilityProfiles(@Ctx() { em }: Context): Promise<StabilityProfile[]> {
    return listStabilityProfiles(em);
  }

  @Mutation(() => StabilityProfilePayload, { description: 'Defines a stability profile, or a new version of the one with the same code.' })
  defineStabilityProfile(@Arg('input', { description: 'The stability profile.' }) input: DefineStabilityProfileInput, @Ctx() context: Context): Promise<StabilityProfilePayload> {
    return defineStabilityProfile(context, input);
  }

  @Mutation(() => SamplesPayload, { description: 'Says what samples endure; all of them, or none when one is refused.' })
  setStabilityProfile(@Arg('input', { description: 'The samples and the stability profile.' }) input: SetStabilityProfileInput, @Ctx() context: Context): Promise<SamplesPayload> {
    return setStabilityProfile(context, input);
  }
}
