import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { SampleEntity, type Sample as SampleRow } from '../entities/sample.js';
import type { Connection } from '../schema/connection.js';
import { Container, Placement } from '../schema/container.js';
import { Sample, SampleConnection, SamplesArgs } from '../schema/sample.js';
import { RegisterSamplesInput, SamplesPayload } from '../schema/sample-input.js';
import { StabilityProfile } from '../schema/stability-profile.js';
import type { Context } from './context.js';
import { connect, readPage } from './page.js';
import { sampleConditions } from './read/filters.js';
import { findByCode, listByCode } from './read/lists.js';
import { registerSamples } from './write/register-samples.js';

@Resolver(() => Sample)
export class SampleResolver {
  @Query(() => Sample, { nullable: true, description: 'The sample with this code; null: there is none.' })
  sample(@Arg('code', { description: 'The code of the sample.' }) code: string, @Ctx() { em }: Context): Promise<Sample | null> {
    return findByCode(em, SampleEntity, 'sample', code);
  }

  @Query(() => SampleConnection, { description: 'The samples, in order of their codes.' })
  async samples(@Args(() => SamplesArgs) args: SamplesArgs, @Ctx() { em, bounds }: Context): Promise<Connection<Sample>> {
    const page = readPage(args, 50, ['string']);
    return connect(await listByCode(em, SampleEntity, 'sample', sampleConditions(args.where ?? {}, bounds), page), page, ({ code }) => [code]);
  }

  @FieldResolver(() => Sample, { nullable: true, description: 'The sample that it was taken from; null: it was taken from none that is known.' })
  async parent(@Root() { parent }: SampleRow, @Ctx() { loaders }: Context): Promise<Sample | null> {
    return parent && loaders.sample.load(parent.id);
  }

  @FieldResolver(() => [Sample], { description: 'The samples that were taken from it, in order of their codes.' })
  aliquots(@Root() { id }: SampleRow, @Ctx() { loaders }: Context): Promise<Sample[]> {
    return loaders.aliquots.load(id);
  }

  @FieldResolver(() => Container, { nullable: true, description: 'The container that it is directly inside now; null if nowhere known.' })
  container(@Root() { id }: SampleRow, @Ctx() { loaders }: Context): Promise<Container | null> {
    return loaders.containerAround.sample.load(id);
  }

  @FieldResolver(() => [Placement], { description: 'Every place that it has been, newest first.' })
  custody(@Root() { id }: SampleRow, @Ctx() { loaders }: Context): Promise<Placement[]> {
    return loaders.custody.sample.load(id);
  }

  @FieldResolver(() => StabilityProfile, { nullable: true, description: 'What it endures; null: nobody said.' })
  async stabilityProfile(@Root() { stabilityProfile }: SampleRow, @Ctx() { loaders }: Context): Promise<StabilityProfile | null> {
    return stabilityProfile && loaders.stabilityProfile.load(stabilityProfile.id);
  }

  @Mutation(() => SamplesPayload, { description: 'Makes samples known, and where they are: all of them, or none when one is refused.' })
  registerSamples(@Arg('input', { description: 'The samples.' }) input: RegisterSamplesInput, @Ctx() context: Context): Promise<SamplesPayload> {
    return registerSamples(context, input);
  }
}
