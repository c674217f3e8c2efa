import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Excursion as ExcursionRow } from '../entities/excursion.js';
import { AffectedSample, AffectedSampleConnection } from '../schema/affected-sample.js';
import { PageArgs, type Connection } from '../schema/connection.js';
import { Excursion } from '../schema/excursion.js';
import { Exposure } from '../schema/exposure.js';
import type { Context } from './context.js';
import { connect, readPage } from './page.js';
import type { Affected } from './read/affected-samples.js';
import type { Exposed } from './read/exposure.js';

@Resolver(() => Excursion)
export class AffectedSamplesResolver {
  @FieldResolver(() => AffectedSampleConnection, {
    description: 'The samples that were inside of what the sensor was on at any time of it, to any depth, in order of their codes: exactly those whose excursions it is among; none where it was retracted.',
  })
  async affectedSamples(@Root() { id, startedAt }: ExcursionRow, @Args(() => PageArgs) args: PageArgs, @Ctx() { loaders }: Context): Promise<Connection<Affected>> {
    const page = readPage(args, 50, ['string']);
    const affected = await loaders.affectedSamples(id, { page });
    return connect(affected.map(({ sample, times }) => ({ sample, times: times.length > 0 ? times : [{ from: startedAt, to: startedAt }] })), page, ({ sample }) => [sample.code]);
  }
}

@Resolver(() => AffectedSample)
export class AffectedSampleResolver {
  @FieldResolver(() => Exposure, { description: 'What it went through there: from the first moment of the excursion, which may last until now, in which it was inside of what the sensor was on, to the last; the times in between in which it was not do not count, neither as known nor as unknown, and nothing is inherited.' })
  exposure(@Root() { sample, times }: Affected, @Ctx() { loaders }: Context): Promise<Exposed> {
    return loaders.exposure.load({ sample: sample.id, times, inherits: false });
  }
}
