import { ContainerEntity } from '../../entities/container.js';
import type { ContainerPayload, RegisterContainerInput } from '../../schema/container.js';
import type { UserError } from '../../schema/user-error.js';
import type { Em } from '../../database.js';
import type { Context } from '../context.js';
import { BEGINNING } from '../read/mounts.js';
import { entityOf, query, sql, type EntityRow } from '../statement.js';
import { codesElsewhere } from './codes-elsewhere.js';
import { commit, refused, type Written } from './commit.js';
import { idsOf, readReferences } from './ids.js';
import { alreadyExists, checkCode, checkName, checkPlace, refusals } from './input.js';
import { keepJudging } from './keep-judging.js';

export async function registerContainer(context: Context, input: RegisterContainerInput): Promise<ContainerPayload> {
  const { code, name, kind } = input;
  const userErrors = refusals([checkCode(code, ['code']), checkName(name, ['name']), checkPlace(context.bounds, [input.site, input.machine, input.parent], ['site'], 'at which of them, or in which container,')]);
  if (userErrors.length > 0) return { container: null, userErrors };
  const written = await commit(context, async (transaction): Promise<Written> => {
    const { em } = transaction;
    const { ids, ...found } = await readReferences(em, context.bounds, {
      site: { table: 'site', code: input.site },
      machine: { table: 'machine', code: input.machine },
      parent: { table: 'container', code: input.parent },
      storageCondition: { table: 'storage_condition', code: input.storageCondition },
    });
    if (found.userErrors.length > 0) return refused(...found.userErrors);
    if ((await codesElsewhere(em, [code], context.bounds)).has(code)) return refused(alreadyExists(['code'], 'container', code));
    const [row] = await query<EntityRow>(em, sql`
      insert into container (code, name, kind, site_id, machine_id)
      values (${code}, ${name}, ${kind}, ${ids.site}::int, ${ids.machine}::int) on conflict do nothing returning *`);
    if (!row) return refused(await whatIsThere(em, input));
    if (ids.parent !== null) {
      await query(em, sql`
        insert into placement (container_id, item_container_id, from_at, by_name) values (${ids.parent}::int, ${row.id}::int, now(), ${context.viewer.name})`);
    }
    if (ids.storageCondition !== null) await keepJudging(transaction, [row.id], null, () => keepUnder(em, row.id, ids.storageCondition!, context.viewer.name));
    return { row, userErrors };
  });
  return { container: written.row && entityOf(context.em, ContainerEntity, written.row), userErrors: written.userErrors };
}

async function keepUnder(em: Em, id: number, condition: number, by: string): Promise<void> {
  await query(em, sql`insert into container_condition (container_id, condition_id, from_at, by_name) values (${id}::int, ${condition}::int, ${BEGINNING}, ${by})`);
}

/** A container with this code, or one that the machine is already. */
async function whatIsThere(em: Em, { code, machine }: RegisterContainerInput): Promise<UserError> {
  const taken = await idsOf(em, 'container', [code], null);
  if (taken.has(code)) return alreadyExists(['code'], 'container', code);
  return { code: 'ALREADY_EXISTS', field: ['machine'], message: `The machine '${machine}' is another container already.` };
}
