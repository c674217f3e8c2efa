import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import { DurationType, InstantType } from './types.js';

/** What a product endures, by name; its versions tell. */
export const StabilityProfileEntity = defineEntity({
  name: 'StabilityProfile',
  properties: {
    id: p.integer().primary().autoincrement(),
    code: p.text().unique(),
  },
});

/** Never edited: a change is a new version. */
export const StabilityProfileVersionEntity = defineEntity({
  name: 'StabilityProfileVersion',
  uniques: [{ properties: ['profile', 'version'], name: 'stability_profile_version_unique' }],
  properties: {
    id: p.integer().primary().autoincrement(),
    profile: () => p.manyToOne(StabilityProfileEntity).ref(),
    version: p.integer(),
    /** In kJ/mol. */
    activationEnergy: p.double().$type<number>(),
    // In degrees Celsius; all three are set, or none: thaws are not counted then.
    frozenAt: p.double().$type<number>().strictNullable(),
    thawedAbove: p.double().$type<number>().strictNullable(),
    thawTime: p.type(DurationType).strictNullable(),
    definedAt: p.type(InstantType),
    definedBy: p.text(),
  },
});

/** A range of temperatures that a version allows for a time. */
export const StabilityTierEntity = defineEntity({
  name: 'StabilityTier',
  uniques: [{ properties: ['version', 'code'], name: 'stability_tier_code_unique' }, { properties: ['version', 'place'], name: 'stability_tier_place_unique' }],
  properties: {
    id: p.integer().primary().autoincrement(),
    version: () => p.manyToOne(StabilityProfileVersionEntity).ref(),
    /** The first tier that a temperature fits is its tier. */
    place: p.integer(),
    code: p.text(),
    minimum: p.double().$type<number>().strictNullable(),
    maximum: p.double().$type<number>().strictNullable(),
    /** Null: for ever. */
    limit: p.type(DurationType).fieldName('time_limit').strictNullable(),
    returnAllowed: p.boolean(),
  },
});

export type StabilityProfileVersion = InferEntity<typeof StabilityProfileVersionEntity>;
export type StabilityTier = InferEntity<typeof StabilityTierEntity>;
