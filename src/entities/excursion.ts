import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import { ExcursionKind, ExcursionStatus, Severity, type SeverityReached } from '../domain/excursion.js';
import { ExcursionRuleEntity } from './excursion-rule.js';
import { SensorEntity } from './sensor.js';
import { DurationType, InstantType } from './types.js';

/** One stretch of time in which a sensor broke a rule, was silent, or had to be calibrated. Never deleted: what late data undoes is RETRACTED. */
export const ExcursionEntity = defineEntity({
  name: 'Excursion',
  properties: {
    id: p.integer().primary().autoincrement(),
    sensor: () => p.manyToOne(SensorEntity).ref(),
    /** Null for NO_DATA and CALIBRATION_DUE. */
    rule: () => p.manyToOne(ExcursionRuleEntity).ref().strictNullable().deleteRule('no action'),
    kind: p.enum(() => ExcursionKind),
    /** The worst that it has been, as computed: what people make of it stands beside. */
    severity: p.enum(() => Severity),
    severities: p.json().$type<SeverityReached[]>().defaultRaw(`'[]'`),
    limit: p.double().$type<number>().fieldName('limit_value').strictNullable(),
    startedAt: p.type(InstantType),
    confirmedAt: p.type(InstantType),
    endedAt: p.type(InstantType).strictNullable(),
    unknown: p.type(DurationType),
    peak: p.double().$type<number>().strictNullable(),
    area: p.double().$type<number>().strictNullable(),
    status: p.enum(() => ExcursionStatus).default(ExcursionStatus.DETECTED),
    revision: p.integer().default(1),
    acknowledgedBy: p.text().strictNullable(),
    acknowledgedAt: p.type(InstantType).strictNullable(),
    comment: p.text().strictNullable(),
    resetBy: p.text().strictNullable(),
    resetAt: p.type(InstantType).strictNullable(),
    investigatedBy: p.text().strictNullable(),
    investigatedAt: p.type(InstantType).strictNullable(),
    assessedBy: p.text().strictNullable(),
    assessedAt: p.type(InstantType).strictNullable(),
    cause: p.text().fieldName('assessed_cause').strictNullable(),
    assessment: p.text().strictNullable(),
    assessedSeverity: p.enum(() => Severity).strictNullable(),
    closedBy: p.text().strictNullable(),
    closedAt: p.type(InstantType).strictNullable(),
    closingComment: p.text().strictNullable(),
  },
});

/** What an excursion was after each change that late or corrected data made to it. */
export const ExcursionRevisionEntity = defineEntity({
  name: 'ExcursionRevision',
  properties: {
    excursion: () => p.manyToOne(ExcursionEntity).ref().primary(),
    revision: p.integer().primary(),
    at: p.type(InstantType),
    cause: p.text(),
    startedAt: p.type(InstantType),
    endedAt: p.type(InstantType).strictNullable(),
    peak: p.double().$type<number>().strictNullable(),
    severity: p.enum(() => Severity),
  },
});

export type Excursion = InferEntity<typeof ExcursionEntity>;
export type ExcursionRevision = InferEntity<typeof ExcursionRevisionEntity>;
