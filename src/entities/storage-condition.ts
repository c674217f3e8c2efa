import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import { InstantType } from './types.js';

/** What containers are kept under, by name; what that asks for, its versions tell. */
export const StorageConditionEntity = defineEntity({
  name: 'StorageCondition',
  properties: {
    id: p.integer().primary().autoincrement(),
    code: p.text().unique(),
  },
});

/** Never edited: a change is a new version. */
export const StorageConditionVersionEntity = defineEntity({
  name: 'StorageConditionVersion',
  uniques: [{ properties: ['condition', 'version'], name: 'storage_condition_version_unique' }],
  properties: {
    id: p.integer().primary().autoincrement(),
    condition: () => p.manyToOne(StorageConditionEntity).ref(),
    version: p.integer(),
    label: p.text(),
    /** In degrees Celsius; a temperature equal to a limit is within. */
    minimum: p.double().$type<number>().strictNullable(),
    maximum: p.double().$type<number>().strictNullable(),
    mktApplicable: p.boolean(),
    /** What other vocabularies call it, each with its own name and version. */
    aliases: p.array().$type<string[]>().defaultRaw(`'{}'`),
    definedAt: p.type(InstantType),
    definedBy: p.text(),
  },
});

export type StorageConditionVersion = InferEntity<typeof StorageConditionVersionEntity>;
