import type { Em } from '../database.js';
import type { Sample } from '../domain/excursion.js';
import { goneOn, isOther, jointOf, presentOf, type Joint } from '../domain/joint.js';
import { judges, resegment, type Memory } from '../domain/resegment.js';
import { DAY, type Duration, type Instant } from '../domain/time.js';
import { comesAfter, lastsBehind } from '../domain/watch.js';
import type { Arrival } from './arrivals.js';
import type { KnownSensor } from './catalog.js';
import { correctCheckpoints, forgetCheckpoints, type Kept, type SensorJoint } from './checkpoints.js';
import type { Finding } from './detect.js';
import { readStretches, type Recorded } from './history.js';
import { reconcile } from './reconcile.js';
import type { Belated } from './search.js';
import type { Measurement } from './sort.js';

export interface Pace {
  /** Readings on each side of a late one that are read at first. */
  firstChunk: number;
  /** What is remembered of a sensor is kept at the end of each such span of time. */
  checkpointEvery: Duration;
}

export const PACE: Pace = { firstChunk: 256, checkpointEvery: DAY };

export interface Late {
  findings: Map<Arrival, Finding[]>;
  /** What is remembered now of those whose past is another, and whether all that is new is judged with it. */
  presents: Map<Arrival, { memory: Memory; isJudged: boolean }>;
  kept: Kept[];
}

type ArrivedLate = Belated & { arrival: Arrival };

/** Judges the history around what came late again. */
export async function judgeLate(em: Em, arrivals: readonly Arrival[], now: Instant, { firstChunk, checkpointEvery }: Pace): Promise<Late> {
  const told: Late = { findings: new Map(), presents: new Map(), kept: [] };
  const belated = arrivals.flatMap((arrival): ArrivedLate[] => {
    const late = [...againOf(arrival), ...samplesOf(arrival.sensor, belatedOf(arrival))].sort((one, other) => one.at - other.at);
    return late.length === 0 ? [] : [{ sensor: arrival.sensor, late, last: arrival.state.last, runs: arrival.state.runs, arrival }];
  });
  if (belated.length === 0) return told;
  const stretches = await readStretches(em, belated, firstChunk);
  const joints = stretches.map((stretch, index) => tellAgain(belated[index]!, stretch, now, checkpointEvery, told));
  await forgetCheckpoints(em, stretches.map(({ watch, samples, joint, reachesNow }, index) => (
    { sensorId: watch.sensorId, from: belated[index]!.late[0]!.at, to: reachesNow ? null : samples.at(-1)!.at + (joint ? 1 : 0) }
  )));
  await correctCheckpoints(em, joints.flatMap((joint, index): SensorJoint[] => (joint && isOther(joint) ? [{ sensorId: stretches[index]!.watch.sensorId, joint }] : [])));
  return told;
}

function tellAgain({ arrival: { state }, arrival, late }: ArrivedLate, stretch: Recorded, now: Instant, every: Duration, told: Late): Joint | null {
  const { watch, samples, since, from, known, reachesNow } = stretch;
  const { facts, memory, passed, end } = resegment(watch, samples, reachesNow ? now : null, { from, every });
  const joint = stretch.joint && jointOf(watch, stretch.joint, end!);
  const isTold = from === null ? comesAfter : lastsBehind;
  const found = [...facts.filter((each) => since === null || isTold(each, since)), ...(joint ? goneOn(joint, known) : [])];
  told.findings.set(arrival, reconcile(known, found, { cause: state.judgeAgainBecause ?? 'LATE_DATA', judgedUntil: state.last?.at ?? null }));
  if (reachesNow) told.presents.set(arrival, { memory, isJudged: true });
  if (joint) told.presents.set(arrival, { memory: { ...state, runs: presentOf(joint, state.runs) }, isJudged: false });
  const checkpoints = [...passed.filter(({ last }) => last.at >= late[0]!.at), ...(joint ? [end!] : [])];
  for (const checkpoint of checkpoints) told.kept.push({ sensor: watch, rules: watch.rules.filter((rule) => judges(rule, checkpoint.last.at)), checkpoint });
  return joint;
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
export const samplesOf = ({ trustUncertain }: KnownSensor, measurements: readonly Measurement[]): Sample[] =>
  measurements.filter(({ quality }) => quality <= (trustUncertain ? 1 : 0)).map(({ at, value }) => ({ at, value }));
