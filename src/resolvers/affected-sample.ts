import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Excursion as ExcursionRow } from '../entities/excursion.js';
import { AffectedSample, AffectedSampleConnection } from '../schema/affected-sample.js';
import { PageArgs, type Connection } from '../schema/connection.js';
import { Excursion } from '../schema/excursion.js';
import { Exposure } from '../schema/exposure.js';
import type { Sample } from '../schema/sample.js';
import type { Context } from './context.js';
import { connect, readPage } from './page.js';
import type { Exposed } from './read/exposure.js';

interface Affected {
  sample: Sample;
  excursion: Pick<ExcursionRow, 'startedAt' | 'endedAt'>;
}

@Resolver(() => Excursion)
export class AffectedSamplesResolver {
  @FieldResolver(() => AffectedSampleConnection, {
    description: 'The samples that were inside of what the sensor was on at any time of it, to any depth, in order of their codes: exactly those whose excursions it is among; none where it was retracted.',
  })
  async affectedSamples(@Root() excursion: ExcursionRow, @Args(() => PageArgs) args: PageArgs, @Ctx() { loaders }: Context): Promise<Connection<Affected>> {
    const page = readPage(args, 50, ['string']);
    const samples = await loaders.affectedSamples(excursion.id, { page });
    return connect(samples.map((sample) => ({ sample, excursion })), page, ({ sample }) => [sample.code]);
  }
}

@Resolver(() => AffectedSample)
export class AffectedSampleResolver {
  @FieldResolver(() => Exposure, { description: 'What it went through from the begin to the end of the excursion, or until now while that lasts, wherever it was then; nothing is inherited.' })
  exposure(@Root() { sample, excursion: { startedAt, endedAt } }: Affected, @Ctx() { loaders, now }: Context): Promise<Exposed> {
    return loaders.exposure.load({ sample: sample.id, from: startedAt, to: Math.max(endedAt ?? now, startedAt), inherits: false });
  }
}
