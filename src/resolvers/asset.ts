import type { GraphQLResolveInfo } from 'graphql';
import { Args, Ctx, FieldResolver, Info, Resolver, Root } from 'type-graphql';
import { Asset, Position, type AnyAsset } from '../schema/asset.js';
import { Compliance, IntervalArgs } from '../schema/compliance.js';
import type { Connection } from '../schema/connection.js';
import { Excursion, ExcursionConnection } from '../schema/excursion.js';
import { ExcursionsArgs } from '../schema/excursion-input.js';
import { Sensor, SeriesArgs } from '../schema/sensor.js';
import { Site } from '../schema/site.js';
import { perSelection } from './asks.js';
import type { Context } from './context.js';
import { excursionKey, excursionPage } from './excursion-page.js';
import { readInterval, readSpan } from './interval.js';
import { connect } from './page.js';
import { keyOf } from './read/assets.js';
import { sensorsWanted } from './read/sensors.js';

const wantedOf = perSelection((names) => sensorsWanted(names, false));
const wantedOfBound = perSelection((names) => sensorsWanted(names, true));

/** What machines, containers and samples share. */
@Resolver(() => Asset)
export class AssetResolver {
  @FieldResolver(() => Site, { nullable: true, description: 'The site where it is: its own, or that of the nearest container around it; null: not known.' })
  async site(@Root() asset: AnyAsset, @Ctx() { loaders }: Context): Promise<Site | null> {
    const id = await loaders.siteOfAsset.load(keyOf(asset));
    return id === null ? null : loaders.site.load(id);
  }

  @FieldResolver(() => [Sensor], { description: 'Its sensors in order of their keys; of a freezer that is a machine and a container, those of both.' })
  sensors(@Root() asset: AnyAsset, @Ctx() { loaders, bounds }: Context, @Info() info: GraphQLResolveInfo): Promise<Sensor[]> {
    return loaders.sensorsOfAsset(keyOf(asset), (bounds === null ? wantedOf : wantedOfBound)(info));
  }

  @FieldResolver(() => ExcursionConnection, {
    description: 'The excursions of its sensors, newest first; of a sample also those of every container while it was inside.',
  })
  async excursions(@Root() asset: AnyAsset, @Args(() => ExcursionsArgs) args: ExcursionsArgs, @Ctx() { loaders }: Context): Promise<Connection<Excursion>> {
    const page = excursionPage(args);
    return connect(await loaders.excursionsOfAsset(keyOf(asset), { where: args.where ?? {}, page }), page, excursionKey);
  }

  @FieldResolver(() => Compliance, {
    description: 'How much of an interval its sensors, and those of what stood in it then, were within the limits of their rules; of a sample, how much of it the sensor that spoke for it was within those of its rules and of the storage condition of the time.',
  })
  compliance(@Root() asset: AnyAsset, @Args(() => IntervalArgs) args: IntervalArgs, @Ctx() { loaders }: Context): Promise<Compliance> {
    return loaders.compliance.load({ asset: keyOf(asset), ...readSpan(args) });
  }

  @FieldResolver(() => Position, { nullable: true, description: 'Where it was last; null until a position has been received.' })
  position(@Root() asset: AnyAsset, @Ctx() { loaders }: Context): Promise<Position | null> {
    return loaders.positionOfAsset.load(keyOf(asset));
  }

  @FieldResolver(() => [Position], { description: 'Where it went, in order of time; of more positions than maxPoints, evenly chosen ones with the first and the last.' })
  track(@Root() asset: AnyAsset, @Args(() => SeriesArgs) args: SeriesArgs, @Ctx() { loaders }: Context): Promise<Position[]> {
    return loaders.track(keyOf(asset), readInterval(args));
  }
}
