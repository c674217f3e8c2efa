import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { SiteEntity } from '../entities/site.js';
import { RegisterSiteInput, Site, SitePayload } from '../schema/site.js';
import type { Context } from './context.js';
import { findByCode } from './read/lists.js';
import { listSites } from './read/sites.js';
import { registerSite } from './write/register-site.js';

@Resolver(() => Site)
export class SiteResolver {
  @Query(() => Site, { nullable: true, description: 'The site with this code; null: there is none.' })
  site(@Arg('code', { description: 'The code of the site.' }) code: string, @Ctx() { em }: Context): Promise<Site | null> {
    return findByCode(em, SiteEntity, 'site', code);
  }

  @Query(() => [Site], { description: 'All sites, in order of their codes.' })
  sites(@Ctx() { em, bounds }: Context): Promise<Site[]> {
    return listSites(em, bounds);
  }

  @Mutation(() => SitePayload, { description: 'Makes a site known.' })
  registerSite(@Arg('input', { description: 'The site.' }) input: RegisterSiteInput, @Ctx() context: Context): Promise<SitePayload> {
    return registerSite(context, input);
  }
}
