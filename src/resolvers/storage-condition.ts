import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { ContainersPayload, DefineStorageConditionInput, SetStorageConditionInput, StorageCondition, StorageConditionPayload } from '../schema/storage-condition.js';
import type { Context } from './context.js';
import { listStorageConditions } from './read/storage-conditions.js';
import { defineStorageCondition } from './write/define-storage-condition.js';
import { setStorageCondition } from './write/set-storage-condition.js';

@Resolver(() => StorageCondition)
export class StorageConditionResolver {
  @Query(() => [StorageCondition], { description: 'The storage conditions as their newest versions say, in order of their codes; they hold at every site.' })
  storageConditions(@Ctx() { em }: Context): Promise<StorageCondition[]> {
    return listStorageConditions(em);
  }

  @Mutation(() => StorageConditionPayload, { description: 'Defines a storage condition, or a new version of the one with the same code.' })
  defineStorageCondition(@Arg('input', { description: 'The storage condition.' }) input: DefineStorageConditionInput, @Ctx() context: Context): Promise<StorageConditionPayload> {
    return defineStorageCondition(context, input);
  }

  @Mutation(() => ContainersPayload, { description: 'Says what containers are to be kept under; all of them, or none when one is refused.' })
  setStorageCondition(@Arg('input', { description: 'The containers and the storage condition.' }) input: SetStorageConditionInput, @Ctx() context: Context): Promise<ContainersPayload> {
    return setStorageCondition(context, input);
  }
}
