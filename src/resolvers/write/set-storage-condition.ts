import type { Em } from '../../database.js';
import { ContainerEntity } from '../../entities/container.js';
import type { ContainersPayload, SetStorageConditionInput } from '../../schema/storage-condition.js';
import type { UserError } from '../../schema/user-error.js';
import type { Context } from '../context.js';
import { assign } from './assign.js';
import { outOfSight } from './check-then.js';
import { refusals } from './input.js';
import { keep } from './keep.js';
import { checkAhead, clockOf } from './told-at.js';

export async function setStorageCondition(context: Context, input: SetStorageConditionInput): Promise<ContainersPayload> {
  const { entities, userErrors } = await assign(context, ContainerEntity, {
    things: { field: 'containers', table: 'container', codes: input.containers },
    given: { field: 'storageCondition', table: 'storage_condition', code: input.storageCondition },
    give: (em, containers, condition) => keepAll(em, context, input, containers, condition),
    reason: input.reason,
  });
  return { containers: entities, userErrors };
}

/** Who is bound does not say, of a time when a container stood where he does not see, what it was to be kept under there. */
async function keepAll(em: Em, { bounds, viewer }: Context, { at = null, reason = null }: SetStorageConditionInput, containers: readonly number[], condition: number | null): Promise<UserError[]> {
  const toldAt = await clockOf(em);
  const foreign = new Set(at === null ? [] : await outOfSight(em, 'container', containers, at, bounds));
  const wrong = refusals([
    at === null ? null : checkAhead(at, toldAt),
    ...containers.map((id, index) => (foreign.has(id) ? { code: 'FORBIDDEN', field: ['containers', String(index)], message: 'Where it was then is out of your sight; ask somebody who sees both.' } : null)),
  ]);
  if (wrong.length === 0) await keep(em, { containers: [...new Set(containers)], condition, at, toldAt, by: viewer.name, reason });
  return wrong;
}
