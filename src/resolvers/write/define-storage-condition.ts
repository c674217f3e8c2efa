import type { DefineStorageConditionInput, StorageConditionPayload } from '../../schema/storage-condition.js';
import type { UserError } from '../../schema/user-error.js';
import type { Context } from '../context.js';
import { list, query, sql } from '../statement.js';
import { checkBand } from './band.js';
import { commit } from './commit.js';
import { checkCode, checkName, checkText, invalid, refusals } from './input.js';

const MOST_ALIASES = 50;

/** A version is never edited: what a sample was held against can always be told. */
export async function defineStorageCondition(context: Context, input: DefineStorageConditionInput): Promise<StorageConditionPayload> {
  const wrong = checkCondition(input);
  if (wrong.length > 0) return { storageCondition: null, userErrors: wrong };
  const { code, label, minimum = null, maximum = null, mktApplicable, aliases } = input;
  const { id } = await commit(context, async ({ em }) => {
    // The update takes the row's lock: one definition at a time, also of a code that is new.
    const [row] = await query<{ id: number }>(em, sql`insert into storage_condition (code) values (${code}) on conflict (code) do update set code = excluded.code returning id`);
    await query(em, sql`
      insert into storage_condition_version (condition_id, version, label, minimum, maximum, mkt_applicable, aliases, defined_at, defined_by)
      select ${row!.id}::int, coalesce(max(version), 0) + 1, ${label}, ${minimum}::float8, ${maximum}::float8, ${mktApplicable}::boolean, ${list(aliases ?? [], 'text')}, now(), ${context.viewer.name}
      from storage_condition_version where condition_id = ${row!.id}::int`);
    return { id: row!.id, userErrors: [] };
  }, input.reason);
  return { storageCondition: await context.loaders.storageCondition.load(id), userErrors: [] };
}

const checkCondition = ({ code, label, minimum, maximum, aliases, reason }: DefineStorageConditionInput): UserError[] =>
  refusals([
    checkCode(code, ['code']),
    checkText(reason, ['reason']),
    checkName(label, ['label']),
    ...checkBand({ minimum, maximum }, []),
    aliases && aliases.length > MOST_ALIASES ? invalid(['aliases'], `There are ${aliases.length} aliases, but may be ${MOST_ALIASES}.`) : null,
    ...(aliases ?? []).map((alias, index) => checkName(alias, ['aliases', String(index)])),
  ]);
