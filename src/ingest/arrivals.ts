import type { Em } from '../database.js';
import type { KnownSensor } from './catalog.js';
import { insertFresh, insertLate, placeOf, type StoredReading } from './readings.js';
import type { LockedState } from './sensor-states.js';
import { settleRepetition, type Bundle, type Measurement, type Outcome } from './sort.js';

/** A sensor's new readings, as far as they were stored. */
export interface Arrival {
  sensor: KnownSensor;
  state: LockedState;
  fresh: Measurement[];
  late: Measurement[];
}

/** Stores what a batch brings of each sensor: what is newer than all of it, and what comes late, as far as its place is free. */
export async function storeReadings(em: Em, bundles: readonly Bundle[], states: Map<number, LockedState>, outcomes: readonly Outcome[], position: number): Promise<Arrival[]> {
  const arrivals = bundles.map(({ sensor, measurements }): Arrival => {
    const state = states.get(sensor.sensorId)!;
    const isLate = ({ at }: Measurement) => state.headAt !== null && at <= state.headAt;
    return isLate(measurements[0]!)
      ? { sensor, state, fresh: measurements.filter((each) => !isLate(each)), late: measurements.filter(isLate) }
      : { sensor, state, fresh: measurements, late: [] };
  });
  const rows = (which: 'fresh' | 'late') => arrivals.map((arrival) => ({ sensorId: arrival.sensor.sensorId, measurements: arrival[which] }));
  await insertFresh(em, rows('fresh'), position);
  const taken = await insertLate(em, rows('late'), position);
  for (const arrival of arrivals) arrival.late = arrival.late.filter((each) => isNew(each, taken.get(placeOf(arrival.sensor.sensorId, each.at)), outcomes));
  for (const { fresh, late } of arrivals) {
    for (const { message } of fresh) outcomes[message]!.recorded += 1;
    for (const { message } of late) outcomes[message]!.recorded += 1;
  }
  return arrivals;
}

function isNew(measurement: Measurement, standing: StoredReading | undefined, outcomes: readonly Outcome[]): boolean {
  if (standing) settleRepetition(standing, measurement, outcomes[measurement.message]!);
  return !standing;
}
