import { Arg, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Role } from '../domain/role.js';
import type { ApiKey as ApiKeyRow } from '../entities/api-key.js';
import { ApiKey, ApiKeyPayload, IssueApiKeyInput, RevokeApiKeyInput } from '../schema/api-key.js';
import { Asset, type AnyAsset } from '../schema/asset.js';
import { Site } from '../schema/site.js';
import { RevokeTokensInput, RevokeTokensPayload } from '../schema/token-revocation.js';
import type { Context } from './context.js';
import { apiKeysInSight, assetOfKey } from './read/api-keys.js';
import { issueApiKey } from './write/issue-api-key.js';
import { revokeApiKey } from './write/revoke-api-key.js';
import { revokeTokens } from './write/revoke-tokens.js';

@Resolver(() => ApiKey)
export class ApiKeyResolver {
  @Query(() => [ApiKey], { description: 'All keys that were ever issued, in that order; for somebody who is bound to sites those that reach nothing else.' })
  apiKeys(@Ctx() { em, viewer }: Context): Promise<ApiKey[]> {
    return apiKeysInSight(em, viewer.sites);
  }

  @FieldResolver(() => [Site], { nullable: true, description: 'The sites that it reaches; null: it is bound to none of them, and reaches all or is of a DEVICE.' })
  async sites(@Root() { id, boundToSites }: ApiKeyRow, @Ctx() { loaders }: Context): Promise<Site[] | null> {
    return boundToSites ? loaders.sitesOfApiKey.load(id) : null;
  }

  @FieldResolver(() => Asset, { nullable: true, description: 'The asset that a DEVICE is; null for every other role.' })
  async asset(@Root() key: ApiKeyRow, @Ctx() { loaders }: Context): Promise<AnyAsset | null> {
    return key.role === Role.DEVICE ? loaders.asset(assetOfKey(key)) : null;
  }

  @Mutation(() => ApiKeyPayload, { description: 'Makes a key and tells it, this once.' })
  issueApiKey(@Arg('input', { description: 'Whose key it is, and what may be done with it.' }) input: IssueApiKeyInput, @Ctx() context: Context): Promise<ApiKeyPayload> {
    return issueApiKey(context, input);
  }

  @Mutation(() => ApiKeyPayload, { description: 'Ends a key: within two seconds it opens nothing more, and what it has opened ends.' })
  revokeApiKey(@Arg('input', { description: 'The key.' }) input: RevokeApiKeyInput, @Ctx() context: Context): Promise<ApiKeyPayload> {
    return revokeApiKey(context, input);
  }

  @Mutation(() => RevokeTokensPayload, { description: 'Ends all tokens that were issued to a subject until now: within two seconds they open nothing more, and what they have opened ends.' })
  revokeTokens(@Arg('input', { description: 'Whose tokens.' }) input: RevokeTokensInput, @Ctx() context: Context): Promise<RevokeTokensPayload> {
    return revokeTokens(context, input);
  }
}
