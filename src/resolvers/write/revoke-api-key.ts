import { ApiKeyEntity } from '../../entities/api-key.js';
import type { ApiKeyPayload, RevokeApiKeyInput } from '../../schema/api-key.js';
import type { Context } from '../context.js';
import { apiKeysInSight } from '../read/api-keys.js';
import { entityOf, query, sql, type EntityRow } from '../statement.js';
import { commit, refused, type Written } from './commit.js';
import { checkText, notFound, readId } from './input.js';

/** For good: there is no way back but another key. */
export async function revokeApiKey(context: Context, { apiKey, reason }: RevokeApiKeyInput): Promise<ApiKeyPayload> {
  const unfit = checkText(reason, ['reason']);
  if (unfit) return { apiKey: null, key: null, userErrors: [unfit] };
  const { viewer } = context;
  const id = readId(apiKey);
  const written = await commit(context, async ({ em }): Promise<Written> => {
    const [known] = id === null ? [] : await apiKeysInSight(em, viewer.sites, sql`id = ${id}::int`);
    if (!known) return refused(notFound(['apiKey'], 'API key', apiKey));
    const [row] = await query<EntityRow>(em, sql`
      update api_key set revoked_at = now(), revoked_by = ${viewer.name} where id = ${known.id}::int and revoked_at is null returning *`);
    return row ? { row, userErrors: [] } : refused({ code: 'ALREADY_REVOKED', field: ['apiKey'], message: 'It was revoked before.' });
  }, reason);
  return { apiKey: written.row && entityOf(context.em, ApiKeyEntity, written.row), key: null, userErrors: written.userErrors };
}
