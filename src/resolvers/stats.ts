import { Ctx, Query, Resolver } from 'type-graphql';
import { SECOND } from '../domain/time.js';
import { Stats } from '../schema/stats.js';
import { Viewer } from '../schema/viewer.js';
import type { Context } from './context.js';
import { countEverything } from './read/stats.js';

@Resolver()
export class StatsResolver {
  @Query(() => Stats, { description: 'How much of everything there is, now.' })
  async stats(@Ctx() { em, live }: Context): Promise<Stats> {
    const { subscribers, heldSeconds, traffic } = live;
    const { deliveries, deliveriesPerSecond, waiting, cacheHitRatio } = traffic;
    return { ...(await countEverything(em)), subscribers, deliveries, deliveriesPerSecond, queuedEvents: waiting, horizonAge: heldSeconds * SECOND, cacheHitRatio };
  }

  @Query(() => Viewer, { description: 'Who asks.' })
  viewer(@Ctx() { viewer }: Context): Viewer {
    return viewer;
  }
}
