import { Args, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import type { Sample as SampleRow } from '../entities/sample.js';
import { Exposure, LifeArgs } from '../schema/exposure.js';
import { Container } from '../schema/container.js';
import { Sample } from '../schema/sample.js';
import { SeriesArgs } from '../schema/sensor.js';
import { SampleMove, SampleSeries } from '../schema/series.js';
import type { Context } from './context.js';
import { readInterval, readLife } from './interval.js';
import type { Exposed } from './read/exposure.js';
import type { Move } from './read/sample-series.js';

/** What is told of a sample by what was around it. */
@Resolver(() => Sample)
export class SampleHistoryResolver {
  @FieldResolver(() => Exposure, { description: 'What it has been through, over every container that it was in.' })
  exposure(@Root() { id }: SampleRow, @Args(() => LifeArgs) args: LifeArgs, @Ctx() { loaders, now }: Context): Promise<Exposed> {
    return loaders.exposure.load({ sample: id, times: [readLife(args, now)], inherits: true });
  }

  @FieldResolver(() => SampleSeries, { description: 'Its temperature in at most maxPoints buckets, computed over all readings of the sensors that spoke for it.' })
  series(@Root() { id }: SampleRow, @Args(() => SeriesArgs) args: SeriesArgs, @Ctx() { loaders }: Context): Promise<SampleSeries> {
    return loaders.sampleSeries(id, readInterval(args));
  }

  @FieldResolver(() => Int, {
    description: 'How often it is known to have thawed since it was collected, by the thresholds of its stability profile, or of the nearest sample that it was taken from that has one, and 0 where none says any; what its parent had thawed until it was taken from it is added.',
  })
  async freezeThawCycles(@Root() { id }: SampleRow, @Ctx() { loaders, now }: Context): Promise<number> {
    return (await loaders.exposure.load({ sample: id, times: [{ from: null, to: now }], inherits: true })).thaws;
  }
}

@Resolver(() => SampleMove)
export class SampleMoveResolver {
  @FieldResolver(() => [Container], { description: 'The containers around it from then on, the nearest first; none where it is not known.' })
  into(@Root() { containers }: Move, @Ctx() { loaders }: Context): Promise<Container[]> {
    return Promise.all(containers.map((id) => loaders.container.load(id)));
  }
}
