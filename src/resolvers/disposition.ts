import { Arg, Args, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { SampleStatus } from '../domain/asset.js';
import type { DispositionWord } from '../entities/disposition.js';
import type { Excursion as ExcursionRow } from '../entities/excursion.js';
import type { Sample as SampleRow } from '../entities/sample.js';
import { PageArgs, type Connection } from '../schema/connection.js';
import { DispositionDecision, DispositionDecisionConnection } from '../schema/disposition.js';
import { DecideDispositionInput, DispositionPayload } from '../schema/disposition-input.js';
import { Excursion } from '../schema/excursion.js';
import { Sample } from '../schema/sample.js';
import type { Context } from './context.js';
import { connect, readPage, type Page } from './page.js';
import { decideDisposition } from './write/decide-disposition.js';

@Resolver(() => DispositionDecision)
export class DispositionResolver {
  @FieldResolver(() => Excursion, { description: 'The excursion after which it was decided.' })
  excursion(@Root() { excursion }: DispositionWord, @Ctx() { loaders }: Context): Promise<Excursion> {
    return loaders.excursion.load(excursion.id);
  }

  @FieldResolver(() => Sample, { description: 'The sample of which it was decided.' })
  sample(@Root() { sample }: DispositionWord, @Ctx() { loaders }: Context): Promise<Sample> {
    return loaders.sample.load(sample.id);
  }

  @Mutation(() => DispositionPayload, {
    description: 'Decides what becomes of samples that an excursion affected, of all that are named or of none; all but QUARANTINED and RETEST, and to undo REJECTED or DISCARDED, needs the role QUALITY or ADMIN and a signature.',
  })
  decideDisposition(@Arg('input', { description: 'The samples, what becomes of them, and why.' }) input: DecideDispositionInput, @Ctx() context: Context): Promise<DispositionPayload> {
    return decideDisposition(context, input);
  }
}

@Resolver(() => Sample)
export class SampleDispositionsResolver {
  @FieldResolver(() => SampleStatus, { description: 'How far it has come: what was said of its life, unless what was decided of it after excursions, or is still to be decided, says otherwise; what is decided later of the sample that it was taken from counts for that one alone.' })
  status(@Root() { id }: SampleRow, @Ctx() { loaders }: Context): Promise<SampleStatus> {
    return loaders.statusOfSample.load(id);
  }

  @FieldResolver(() => DispositionDecisionConnection, { description: 'All that was decided of it after any excursion, newest first, also where the excursion was retracted since.' })
  dispositions(@Root() { id }: SampleRow, @Args(() => PageArgs) args: PageArgs, @Ctx() { loaders }: Context): Promise<Connection<DispositionWord>> {
    return pageOfWords(args, (page) => loaders.dispositionsOf.sample(id, { page }));
  }
}

@Resolver(() => Excursion)
export class ExcursionDispositionsResolver {
  @FieldResolver(() => DispositionDecisionConnection, { description: 'All that was decided after it of any sample, newest first, also of samples that it turned out later not to have affected, and where it was retracted since.' })
  dispositions(@Root() { id }: ExcursionRow, @Args(() => PageArgs) args: PageArgs, @Ctx() { loaders }: Context): Promise<Connection<DispositionWord>> {
    return pageOfWords(args, (page) => loaders.dispositionsOf.excursion(id, { page }));
  }
}

async function pageOfWords(args: PageArgs, read: (page: Page) => Promise<DispositionWord[]>): Promise<Connection<DispositionWord>> {
  const page = readPage(args, 50, ['number']);
  return connect(await read(page), page, (word) => [word.id]);
}
