import { Args, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { Disposition, knownOf, standingOf, type Standing } from '../domain/disposition.js';
import type { DispositionWord } from '../entities/disposition.js';
import type { Excursion as ExcursionRow } from '../entities/excursion.js';
import { AffectedSample, AffectedSampleConnection } from '../schema/affected-sample.js';
import { PageArgs, type Connection } from '../schema/connection.js';
import { DispositionDecision } from '../schema/disposition.js';
import { Excursion } from '../schema/excursion.js';
import { Exposure } from '../schema/exposure.js';
import type { Context } from './context.js';
import { connect, readPage } from './page.js';
import type { Affected } from './read/affected-samples.js';
import type { Exposed } from './read/exposure.js';

/** What an excursion was to a sample. */
export interface AffectedPart extends Affected {
  excursion: ExcursionRow;
  /** Not where it was decided of, and turned out later not to be. */
  isAffected: boolean;
}

@Resolver(() => Excursion)
export class AffectedSamplesResolver {
  @FieldResolver(() => AffectedSampleConnection, {
    description: 'The samples that were inside of what the sensor was on at any time of it, to any depth, in order of their codes: exactly those whose excursions it is among; none where it was retracted.',
  })
  async affectedSamples(@Root() excursion: ExcursionRow, @Args(() => PageArgs) args: PageArgs, @Ctx() { loaders }: Context): Promise<Connection<AffectedPart>> {
    const page = readPage(args, 50, ['string']);
    const affected = await loaders.affectedSamples(excursion.id, { page });
    return connect(affected.map((each) => ({ ...each, excursion, isAffected: true })), page, ({ sample }) => [sample.code]);
  }
}

@Resolver(() => AffectedSample)
export class AffectedSampleResolver {
  @FieldResolver(() => Exposure, { description: 'What it went through there: from the first moment of the excursion, which may last until now, in which it was inside of what the sensor was on, to the last; the times in between in which it was not do not count, neither as known nor as unknown, and nothing is inherited.' })
  exposure(@Root() { sample, times, excursion: { startedAt } }: AffectedPart, @Ctx() { loaders }: Context): Promise<Exposed> {
    return loaders.exposure.load({ sample: sample.id, times: times.length > 0 ? times : [{ from: startedAt, to: startedAt }], inherits: false });
  }

  @FieldResolver(() => Disposition, { description: 'What becomes of it: what was decided last, whatever has become known since; where nothing was, QUARANTINED while the excursion is CRITICAL, by its rule or as it was assessed, and else PENDING.' })
  async disposition(@Root() part: AffectedPart, @Ctx() context: Context): Promise<Disposition> {
    return (await standing(part, context)).disposition;
  }

  @FieldResolver(() => String, { nullable: true, description: 'Who decided its disposition, which is thermograph where the excursion itself calls for quarantine; null: nobody has.' })
  async decidedBy(@Root() part: AffectedPart, @Ctx() context: Context): Promise<string | null> {
    return (await standing(part, context)).decidedBy;
  }

  @FieldResolver(() => Int, { nullable: true, description: 'The revision of the excursion on which somebody decided its disposition; null: nobody has.' })
  async decidedOnRevision(@Root() part: AffectedPart, @Ctx() context: Context): Promise<number | null> {
    return (await standing(part, context)).decidedOnRevision;
  }

  @FieldResolver(() => Boolean, {
    description: 'Whether something else is known now than when its disposition was decided: of the excursion, which was revised, ended, retracted or became worse, or of the times in which the sample was there; what was decided holds all the same.',
  })
  async isStale(@Root() part: AffectedPart, @Ctx() context: Context): Promise<boolean> {
    return (await standing(part, context)).isStale;
  }

  @FieldResolver(() => [DispositionDecision], { description: 'All that was decided of it after this excursion, newest first; quarantine by the excursion itself is no decision.' })
  dispositions(@Root() { excursion, sample }: AffectedPart, @Ctx() { loaders }: Context): Promise<DispositionWord[]> {
    return loaders.dispositions.load({ excursion: excursion.id, sample: sample.id });
  }
}

async function standing({ excursion, sample, times, isAffected }: AffectedPart, { loaders, now }: Context): Promise<Standing> {
  const [last] = await loaders.dispositions.load({ excursion: excursion.id, sample: sample.id });
  return standingOf(last ?? null, excursion, { known: knownOf(excursion, times, now), isAffected });
}
