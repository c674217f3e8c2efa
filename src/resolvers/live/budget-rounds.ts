import { mayChange } from '../../domain/projection.js';
import { Quantity } from '../../domain/reading.js';
import type { Interval, Speech } from '../../domain/stretch.js';
import type { Sample } from '../../entities/sample.js';
import type { ReadingsRecorded } from '../../events.js';
import { patiently } from '../../live/patience.js';
import { badInput } from '../../schema/bad-input.js';
import type { BudgetEvent } from '../../schema/budget.js';
import type { Context } from '../context.js';
import { prospectsOf, type Prospect } from '../read/prospects.js';
import { speakersOf, type Speaker } from '../read/speakers.js';
import { watchedSamples, type Watched } from '../read/watched-samples.js';
import { once } from './facts.js';

/** So many samples one subscription may watch. */
export const MOST_SAMPLES = 1_000;

export interface BudgetRounds {
  /** Takes notice of readings; whether they are the first since the last round. */
  note(event: ReadingsRecorded): Promise<boolean>;
  /** Whose budget has changed since it was told last, or was never told. */
  next(): Promise<BudgetEvent[]>;
}

/** What was told of a sample last. */
interface Told extends Pick<Prospect, 'silentFrom'> {
  course: string;
  essence: string;
}

/** Looks after budgets, however many readings come, round by round: of each sensor it is kept from when to when there are new ones. */
export function createBudgetRounds(context: Context, watched: Watched): BudgetRounds {
  let noted = new Map<number, Interval>();
  let newest: object = {};
  const told = new Map<number, Told>();
  return {
    async note(event) {
      const { quantity } = await patiently(() => context.sensors.load(event.sensorId));
      if (quantity !== Quantity.TEMPERATURE) return false;
      const known = noted.get(event.sensorId) ?? { from: Infinity, to: -Infinity };
      const times = event.readings.map(([measuredAt]) => measuredAt);
      noted.set(event.sensorId, { from: Math.min(known.from, ...times), to: Math.max(known.to, ...times) });
      newest = event;
      return noted.size === 1 && known.from === Infinity;
    },
    async next() {
      const [readings, latest] = [noted, newest];
      noted = new Map();
      newest = {};
      context.renew();
      const samples = await patiently(() => samplesNow(context, watched));
      forgetOthers(told, samples);
      const concerned = await patiently(() => concernedOf(context, samples, told, readings));
      const prospects = concerned.length === 0 ? [] : await once(latest, JSON.stringify(concerned.map(({ sample, course }) => [sample.id, course])), () =>
        prospectsOf(context.em, concerned.map(({ sample, ...rest }) => ({ ...rest, sample: sample.id })), context.now));
      return concerned.flatMap(({ sample, course }, index): BudgetEvent[] => {
        const { silentFrom, ...prospect } = prospects[index]!;
        const essence = essenceOf(prospect);
        const isNews = told.get(sample.id)?.essence !== essence;
        told.set(sample.id, { course, essence, silentFrom });
        return isNews ? [{ sample, ...prospect }] : [];
      });
    },
  };
}

async function samplesNow({ em, bounds }: Context, watched: Watched): Promise<Sample[]> {
  const samples = await watchedSamples(em, watched, bounds, MOST_SAMPLES + 1);
  if (samples.length > MOST_SAMPLES) throw badInput(`One subscription may watch the budgets of at most ${MOST_SAMPLES} samples, and there are more. Name fewer, or smaller containers.`);
  return samples;
}

/** Who comes back begins anew. */
function forgetOthers(told: Map<number, Told>, samples: readonly Sample[]): void {
  const present = new Set(samples.map(({ id }) => id));
  for (const id of told.keys()) if (!present.has(id)) told.delete(id);
}

/** Those never told of, those whose course is another than was known, those of whom somebody has spoken, and those whose speaker has fallen silent. */
async function concernedOf({ em, now, sensors }: Context, samples: readonly Sample[], told: ReadonlyMap<number, Told>, readings: ReadonlyMap<number, Interval>) {
  const speeches = new Map<number, Speech>(await Promise.all([...readings.keys()].map(async (sensor) => [sensor, await sensors.load(sensor)] as const)));
  const speakers = await speakersOf(em, samples.map(({ id }) => id), now);
  const isTouched = (speaker: Speaker) => readings.has(speaker.sensor) && mayChange(speaker, speeches.get(speaker.sensor)!, readings.get(speaker.sensor)!);
  return samples.flatMap((sample, index) => {
    const { all, mounts, present, profile } = speakers[index]!;
    const course = JSON.stringify([profile, all.map(({ sensor, from, to }) => [sensor, from, to === now ? null : to]), mounts]);
    const before = told.get(sample.id);
    const hasFallenSilent = before !== undefined && before.silentFrom !== null && before.silentFrom <= now;
    return !before || before.course !== course || hasFallenSilent || all.some(isTouched) ? [{ sample, course, present, profile }] : [];
  });
}

/** What is of the budget: that time has passed where nothing is used, or that it is otherwise warm in no tier, is no news. */
const essenceOf = ({ budget, tier, exhaustedAt }: Pick<Prospect, 'budget' | 'tier' | 'exhaustedAt'>): string =>
  JSON.stringify([budget, tier, budget.some(({ exhausted }) => exhausted) ? null : exhaustedAt]);
