import { Ctx, Query, Resolver } from 'type-graphql';
import { Stats } from '../schema/stats.js';
import { Viewer } from '../schema/viewer.js';
import type { Context } from './context.js';
import { countEverything } from './read/stats.js';

@Resolver()
export class StatsResolver {
  @Query(() => Stats, { description: 'How much of everything there is, now.' })
  async stats(@Ctx() { em, live }: Context): Promise<Stats> {
    return { ...(await countEverything(em)), subscribers: live.subscribers, cacheHitRatio: null };
  }

  @Query(() => Viewer, { description: 'Who asks.' })
  viewer(@Ctx() { viewer }: Context): Viewer {
    return viewer;
  }
}
