import type { Em } from '../database.js';
import type { Instant } from '../domain/time.js';
import type { Arrival } from './arrivals.js';
import { keepCheckpoints } from './checkpoints.js';
import { detect, type Finding } from './detect.js';
import { inOne } from './in-one.js';
import { judgeLate, samplesOf, type Pace } from './judge-late.js';
import type { StateChange } from './sensor-states.js';

/** Judges what is new: going on from what is remembered, or, where readings came late, the history around them again. */
export async function judge(em: Em, arrivals: readonly Arrival[], now: Instant, pace: Pace): Promise<{ findings: Finding[]; changes: StateChange[] }> {
  const { findings: late, presents, kept } = await judgeLate(em, arrivals, now, pace);
  const findings: Finding[] = [];
  const changes: StateChange[] = [];
  for (const arrival of arrivals) {
    const isNew = arrival.fresh.length + arrival.late.length > 0;
    if (!isNew && arrival.state.judgeAgainFrom === null) continue;
    const { memory, isJudged } = presents.get(arrival) ?? { memory: arrival.state, isJudged: false };
    const detection = detect(arrival.sensor, memory, isJudged ? [] : samplesOf(arrival.sensor, arrival.fresh), now, pace.checkpointEvery);
    for (const finding of inOne(late.get(arrival) ?? [], detection.findings)) findings.push(finding);
    const { sensor } = arrival;
    // What was remembered when other rules judged is gone.
    const passed = detection.passed.filter(({ last }) => last.at > (sensor.judgedOtherwiseUntil ?? -Infinity));
    kept.push(...passed.map((checkpoint) => ({ sensor, rules: sensor.rules, checkpoint })));
    const firstAt = (arrival.late[0] ?? arrival.fresh[0])?.at ?? null;
    changes.push({ sensorId: arrival.sensor.sensorId, firstAt, headAt: arrival.fresh.at(-1)?.at ?? arrival.state.headAt, memory: detection.memory, dueAt: detection.dueAt, heard: isNew });
  }
  await keepCheckpoints(em, kept);
  return { findings, changes };
}
