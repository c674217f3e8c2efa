import type { Em } from '../database.js';
import type { Sample } from '../domain/excursion.js';
import { resegment } from '../domain/resegment.js';
import type { Instant } from '../domain/time.js';
import { comesAfter } from '../domain/watch.js';
import type { Arrival } from './arrivals.js';
import type { KnownSensor } from './catalog.js';
import { detect, type Finding } from './detect.js';
import { readStretches, type Belated } from './history.js';
import { reconcile } from './reconcile.js';
import type { LockedState, StateChange } from './sensor-states.js';
import type { Measurement } from './sort.js';

/** Judges what is new: going on from what is remembered, or, where readings came late, the history around them again. */
export async function judge(em: Em, arrivals: readonly Arrival[], now: Instant, firstChunk: number): Promise<{ findings: Finding[]; changes: StateChange[] }> {
  const findings: Finding[] = [];
  const changes: StateChange[] = [];
  const belated = arrivals.flatMap((arrival): (Belated & { arrival: Arrival })[] => {
    const late = [...againOf(arrival), ...samplesOf(arrival.sensor, belatedOf(arrival))].sort((one, other) => one.at - other.at);
    return late.length === 0 ? [] : [{ sensor: arrival.sensor, late, last: arrival.state.last, arrival }];
  });
  const presents = new Map<Arrival, LockedState>();
  const stretches = belated.length === 0 ? [] : await readStretches(em, belated, firstChunk);
  stretches.forEach(({ watch, samples, since, reachesNow, known }, index) => {
    const { arrival } = belated[index]!;
    const { facts, memory } = resegment(watch, samples, reachesNow ? now : null);
    const told = facts.filter((each) => since === null || comesAfter(each, since));
    for (const finding of reconcile(known, told, { cause: arrival.state.judgeAgainBecause ?? 'LATE_DATA', judgedUntil: arrival.state.last?.at ?? null })) findings.push(finding);
    if (reachesNow) presents.set(arrival, { ...arrival.state, ...memory });
  });
  for (const arrival of arrivals) {
    const isNew = arrival.fresh.length + arrival.late.length > 0;
    if (!isNew && arrival.state.judgeAgainFrom === null) continue;
    const present = presents.get(arrival);
    const detection = detect(arrival.sensor, present ?? arrival.state, present ? [] : samplesOf(arrival.sensor, arrival.fresh), now);
    findings.push(...detection.findings);
    const firstAt = (arrival.late[0] ?? arrival.fresh[0])?.at ?? null;
    changes.push({ sensorId: arrival.sensor.sensorId, firstAt, headAt: arrival.fresh.at(-1)?.at ?? arrival.state.headAt, memory: detection.memory, dueAt: detection.dueAt, heard: isNew });
  }
  return { findings, changes };
}

/** The ends of what is to be judged again, as if it had come late; their values are read with all others. */
function againOf({ state: { judgeAgainFrom, headAt } }: Arrival): Sample[] {
  return judgeAgainFrom === null || headAt === null ? [] : [judgeAgainFrom, headAt].map((at) => ({ at, value: 0 }));
}

/** What came late; and if something is from before the sensor was moved or its rules changed, all of it. */
function belatedOf({ sensor: { judgedOtherwiseUntil }, state: { judgeAgainFrom }, fresh, late }: Arrival): Measurement[] {
  const wasOtherwise = judgedOtherwiseUntil !== null && fresh.some(({ at }) => at <= judgedOtherwiseUntil);
  return wasOtherwise || judgeAgainFrom !== null ? [...late, ...fresh] : late;
}

/** Those that may be judged: only what is known well enough drives an excursion. */
const samplesOf = ({ trustUncertain }: KnownSensor, measurements: readonly Measurement[]): Sample[] =>
  measurements.filter(({ quality }) => quality <= (trustUncertain ? 1 : 0)).map(({ at, value }) => ({ at, value }));
