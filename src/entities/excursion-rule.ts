import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import { RuleMode, Severity } from '../domain/excursion.js';
import { Quantity } from '../domain/reading.js';
import { Comparison, type Level } from '../domain/rule.js';
import { ContainerEntity } from './container.js';
import { MachineEntity } from './machine.js';
import { SampleEntity } from './sample.js';
import { SensorEntity } from './sensor.js';
import { StorageConditionEntity } from './storage-condition.js';
import { DurationType, InstantType } from './types.js';

/** One version of a rule. A change is a new row; the old one is retired and never edited. */
export const ExcursionRuleEntity = defineEntity({
  name: 'ExcursionRule',
  uniques: [{ properties: ['code', 'version'] }],
  properties: {
    id: p.integer().primary().autoincrement(),
    code: p.text(),
    version: p.integer(),
    quantity: p.enum(() => Quantity),
    severity: p.enum(() => Severity),
    mode: p.enum(() => RuleMode),
    comparison: p.enum(() => Comparison).default(Comparison.BEYOND),
    /** In the quantity's canonical unit. */
    low: p.double().$type<number>().strictNullable(),
    high: p.double().$type<number>().strictNullable(),
    deadband: p.double().$type<number>(),
    onDelay: p.type(DurationType),
    offDelay: p.type(DurationType),
    /** Whether what breaks it stays an alarm until somebody resets it. */
    latching: p.boolean().default(false),
    /** In which time outside adds up; null where it does not. */
    window: p.type(DurationType).fieldName('sum_window').strictNullable(),
    /** Farther out than the limits above, from one to the next. */
    levels: p.json().$type<Level[]>().defaultRaw(`'[]'`),
    /** Of whose containers it holds for every one; null: it holds for assets. */
    storageCondition: () => p.manyToOne(StorageConditionEntity).ref().strictNullable().deleteRule('no action'),
    createdAt: p.type(InstantType),
    retiredAt: p.type(InstantType).strictNullable(),
  },
});

/** An asset that a rule version applies to: exactly one of the three is set. */
export const ExcursionRuleAssetEntity = defineEntity({
  name: 'ExcursionRuleAsset',
  properties: {
    id: p.integer().primary().autoincrement(),
    rule: () => p.manyToOne(ExcursionRuleEntity).ref(),
    machine: () => p.manyToOne(MachineEntity).ref().strictNullable().deleteRule('no action'),
    container: () => p.manyToOne(ContainerEntity).ref().strictNullable().deleteRule('no action'),
    sample: () => p.manyToOne(SampleEntity).ref().strictNullable().deleteRule('no action'),
  },
});

export type ExcursionRule = InferEntity<typeof ExcursionRuleEntity>;
export type ExcursionRuleAsset = InferEntity<typeof ExcursionRuleAssetEntity>;

/**
 * What a rule version judges of a sensor: readings measured after `from`, up to and with `until`. Written for sensors that
 * already had readings when the version came or went, or that came to or left an asset of it; a sensor that came back has several.
 * Without a row a version in force on what the sensor is on judges everything, any other nothing.
 */
export const ExcursionRuleSpanEntity = defineEntity({
  name: 'ExcursionRuleSpan',
  properties: {
    id: p.integer().primary().autoincrement(),
    rule: () => p.manyToOne(ExcursionRuleEntity).ref(),
    sensor: () => p.manyToOne(SensorEntity).ref(),
    from: p.type(InstantType).fieldName('from_at').strictNullable(),
    until: p.type(InstantType).fieldName('until_at').strictNullable(),
    /** Until when the clock could confirm what ran; null while the span is open. */
    closedAt: p.type(InstantType).strictNullable(),
  },
});
