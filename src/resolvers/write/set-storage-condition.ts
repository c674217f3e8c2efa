import { ContainerEntity } from '../../entities/container.js';
import type { ContainersPayload, SetStorageConditionInput } from '../../schema/storage-condition.js';
import type { Context } from '../context.js';
import { assign } from './assign.js';

export async function setStorageCondition(context: Context, { containers, storageCondition }: SetStorageConditionInput): Promise<ContainersPayload> {
  const { entities, userErrors } = await assign(context, ContainerEntity, {
    things: { field: 'containers', table: 'container', codes: containers },
    given: { field: 'storageCondition', table: 'storage_condition', code: storageCondition },
  });
  return { containers: entities, userErrors };
}
