import { ContainerEntity } from '../../entities/container.js';
import type { ContainersPayload, SetStorageConditionInput } from '../../schema/storage-condition.js';
import type { UserError } from '../../schema/user-error.js';
import type { Context } from '../context.js';
import { assign } from './assign.js';
import { outOfSight } from './check-then.js';
import type { Transaction } from './commit.js';
import { refusals } from './input.js';
import { keep } from './keep.js';
import { keepJudging } from './keep-judging.js';
import { checkAhead, clockOf } from './told-at.js';

export async function setStorageCondition(context: Context, input: SetStorageConditionInput): Promise<ContainersPayload> {
  const { entities, userErrors } = await assign(context, ContainerEntity, {
    things: { field: 'containers', table: 'container', codes: input.containers },
    given: { field: 'storageCondition', table: 'storage_condition', code: input.storageCondition },
    give: (transaction, containers, condition, hold) => keepAll(transaction, context, input, { containers, condition, hold }),
    reason: input.reason,
  });
  return { containers: entities, userErrors };
}

interface Kept {
  containers: readonly number[];
  condition: number | null;
  hold: () => Promise<void>;
}

/**
 * Rules that go by storage conditions go with it, from the moment on. Who is bound does not say, of a time when a container
 * stood where he does not see, what it was to be kept under there.
 */
async function keepAll(transaction: Transaction, { bounds, viewer }: Context, { at = null, reason = null }: SetStorageConditionInput, { containers, condition, hold }: Kept): Promise<UserError[]> {
  const { em } = transaction;
  const foreign = new Set(at === null ? [] : await outOfSight(em, 'container', containers, at, bounds));
  const wrong = refusals([
    at === null ? null : checkAhead(at, await clockOf(em)),
    ...containers.map((id, index) => (foreign.has(id) ? { code: 'FORBIDDEN', field: ['containers', String(index)], message: 'Where it was then is out of your sight; ask somebody who sees both.' } : null)),
  ]);
  if (wrong.length > 0) return wrong;
  await keepJudging(transaction, containers, at, async (toldAt) => {
    await hold();
    await keep(em, { containers: [...new Set(containers)], condition, at, toldAt, by: viewer.name, reason });
  });
  return [];
}
