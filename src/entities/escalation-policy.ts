import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import { ExcursionKind, Severity } from '../domain/excursion.js';
import { Quantity } from '../domain/reading.js';
import { ContainerEntity } from './container.js';
import { MachineEntity } from './machine.js';
import { NotificationChannelEntity } from './notification-channel.js';
import { SampleEntity } from './sample.js';
import { SiteEntity } from './site.js';
import { DurationType, InstantType } from './types.js';

/** Who is told of which excursions, by name; its versions tell. */
export const EscalationPolicyEntity = defineEntity({
  name: 'EscalationPolicy',
  properties: {
    id: p.integer().primary().autoincrement(),
    code: p.text().unique(),
  },
});

/** Never edited but to be retired: a change is a new version, and the newest counts. What it began, it brings to an end. */
export const EscalationPolicyVersionEntity = defineEntity({
  name: 'EscalationPolicyVersion',
  uniques: [{ properties: ['policy', 'version'], name: 'escalation_policy_version_unique' }],
  properties: {
    id: p.integer().primary().autoincrement(),
    policy: () => p.manyToOne(EscalationPolicyEntity).ref(),
    version: p.integer(),
    // Which excursions; null: any.
    site: () => p.manyToOne(SiteEntity).ref().strictNullable().deleteRule('no action'),
    leastSeverity: p.enum(() => Severity),
    quantities: p.array().$type<Quantity[]>().strictNullable(),
    kinds: p.array().$type<ExcursionKind[]>().strictNullable(),
    tellHistory: p.boolean(),
    definedAt: p.type(InstantType),
    definedBy: p.text(),
    retiredAt: p.type(InstantType).strictNullable(),
    retiredBy: p.text().strictNullable(),
  },
});

/** An asset whose excursions a version is about, where it names any: exactly one of the three is set. */
export const EscalationPolicyAssetEntity = defineEntity({
  name: 'EscalationPolicyAsset',
  properties: {
    id: p.integer().primary().autoincrement(),
    version: () => p.manyToOne(EscalationPolicyVersionEntity).ref(),
    machine: () => p.manyToOne(MachineEntity).ref().strictNullable().deleteRule('no action'),
    container: () => p.manyToOne(ContainerEntity).ref().strictNullable().deleteRule('no action'),
    sample: () => p.manyToOne(SampleEntity).ref().strictNullable().deleteRule('no action'),
  },
});

/** A channel that a step tells; several rows are one step. */
export const EscalationStepEntity = defineEntity({
  name: 'EscalationStep',
  uniques: [{ properties: ['version', 'step', 'channel'], name: 'escalation_step_channel_unique' }],
  properties: {
    id: p.integer().primary().autoincrement(),
    version: () => p.manyToOne(EscalationPolicyVersionEntity).ref(),
    /** From 1. */
    step: p.integer(),
    channel: () => p.manyToOne(NotificationChannelEntity).ref(),
    /** After the excursion was found, if nobody has acknowledged it by then; 0: at once. */
    after: p.type(DurationType),
    /** Until somebody acknowledges it; null: once. */
    repeatEvery: p.type(DurationType).strictNullable(),
  },
});

export type EscalationPolicyVersion = InferEntity<typeof EscalationPolicyVersionEntity>;
