import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import type { Tracks } from '../domain/track.js';
import { SensorEntity } from './sensor.js';
import { InstantType } from './types.js';

/**
 * What the detector remembers of a sensor, one row each. Whoever records readings of a sensor holds its row's lock,
 * so that any number of processes agree on what came before.
 */
export const SensorStateEntity = defineEntity({
  name: 'SensorState',
  properties: {
    sensor: () => p.oneToOne(SensorEntity).ref().primary().owner().deleteRule('no action').updateRule('no action'),
    /** The least and the greatest measuredAt stored, of any quality. */
    firstAt: p.type(InstantType).strictNullable(),
    headAt: p.type(InstantType).strictNullable(),
    /** When anything was last received. */
    seenAt: p.type(InstantType).strictNullable(),
    /** The newest usable reading. */
    lastAt: p.type(InstantType).strictNullable(),
    lastValue: p.double().$type<number>().strictNullable(),
    runs: p.json().$type<Tracks>(),
    /** Start of the NO_DATA excursion that is running; null while readings come. */
    silentSince: p.type(InstantType).strictNullable(),
    /** When the clock alone changes something: a silence, an on-delay or an off-delay runs out. */
    dueAt: p.type(InstantType).strictNullable(),
    /** What was measured from then on is to be judged again, when it is due: other rules apply to it than was known. */
    judgeAgainFrom: p.type(InstantType).strictNullable(),
    /** Why; it means nothing while nothing is to be judged again. */
    judgeAgainBecause: p.text().strictNullable(),
  },
});

export type SensorState = InferEntity<typeof SensorStateEntity>;
