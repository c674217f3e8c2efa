import { mayChange } from '../../domain/projection.js';
import type { Interval, Speech } from '../../domain/stretch.js';
import type { Instant } from '../../domain/time.js';
import type { Sample } from '../../entities/sample.js';
import type { ReadingsRecorded } from '../../events.js';
import { patiently } from '../../live/patience.js';
import { badInput } from '../../schema/bad-input.js';
import type { BudgetEvent } from '../../schema/budget.js';
import type { Context } from '../context.js';
import { prospectsOf, type Prospect } from '../read/prospects.js';
import { speakersOf, type Speaker, type Speakers } from '../read/speakers.js';
import { watchedSamples, type Watched } from '../read/watched-samples.js';
import { once } from './facts.js';
import { SensorFeed } from './sensor-feed.js';

/** So many samples one subscription may watch. */
export const MOST_SAMPLES = 1_000;

export interface BudgetRounds {
  /** Whose budget has changed since it was told last, or was never told. */
  next(): Promise<BudgetEvent[]>;
  /** After so many milliseconds another round may tell something though nothing has been heard. */
  readonly quietMs: number;
  close(): Promise<void>;
}

export interface BudgetRoundsOptions {
  /** There is something to look at, from now on until the next round begins. */
  onNews: () => void;
  onEnd: (failure: unknown) => void;
}

/** What was told of a sample last. */
interface Told extends Pick<Prospect, 'silentFrom'> {
  course: string;
  essence: string;
}

interface Round {
  samples: Sample[];
  speakers: Speakers[];
  /** It has come to be listened to others: what they had said was not heard. */
  isNew: boolean;
}

/** What is said of a sample, as which product it is, is noticed after so long where nothing else happens. */
const LONGEST_QUIET_MS = 60_000;

/** Looks after budgets, however many readings come, round by round: of each sensor that is around the samples it is kept from when to when there are new ones. */
export function createBudgetRounds(context: Context, watched: Watched, { onNews, onEnd }: BudgetRoundsOptions): BudgetRounds {
  let noted = new Map<number, Interval>();
  let newest: object = {};
  const told = new Map<number, Told>();
  const feed = new SensorFeed(context.live, {
    onReading(event) {
      note(noted, event);
      newest = event;
      onNews();
    },
    onEnd,
  });
  return {
    async next() {
      const [readings, latest] = [noted, newest];
      noted = new Map();
      newest = {};
      const { samples, speakers, isNew } = await look(context, watched, feed);
      forgetOthers(told, samples);
      const isConcerned = await createIsConcerned(context, told, readings);
      const concerned = samples.flatMap((sample, index) => {
        const { present, profile } = speakers[index]!;
        const course = courseOf(speakers[index]!, context.now);
        return isNew || isConcerned(sample, course, speakers[index]!) ? [{ sample, course, present, profile }] : [];
      });
      const prospects = concerned.length === 0 ? [] : await once(isNew ? {} : latest, JSON.stringify(concerned.map(({ sample, course }) => [sample.id, course])), () =>
        prospectsOf(context.em, concerned.map(({ sample, ...rest }) => ({ ...rest, sample: sample.id })), context.now));
      return concerned.flatMap(({ sample, course }, index): BudgetEvent[] => {
        const { silentFrom, ...prospect } = prospects[index]!;
        const essence = essenceOf(prospect);
        const isNews = told.get(sample.id)?.essence !== essence;
        told.set(sample.id, { course, essence, silentFrom });
        return isNews ? [{ sample, ...prospect }] : [];
      });
    },
    get quietMs() {
      const silentFrom = Math.min(...[...told.values()].map((each) => each.silentFrom ?? Infinity));
      return Math.min(LONGEST_QUIET_MS, Math.ceil((silentFrom - context.now) / 1_000));
    },
    close: () => feed.close(),
  };
}

function note(noted: Map<number, Interval>, { sensorId, readings }: ReadingsRecorded): void {
  const known = noted.get(sensorId) ?? { from: Infinity, to: -Infinity };
  const times = readings.map(([measuredAt]) => measuredAt);
  noted.set(sensorId, { from: Math.min(known.from, ...times), to: Math.max(known.to, ...times) });
}

/** Who is watched, and who speaks for them, all of whom it is listened to when that was asked. */
async function look(context: Context, watched: Watched, feed: SensorFeed): Promise<Round> {
  for (let isNew = false; ; isNew = true) {
    context.renew();
    const samples = await patiently(() => samplesNow(context, watched));
    const speakers = await patiently(() => speakersOf(context.em, samples.map(({ id }) => id), context.now));
    // Also those that do not speak: one that is told late of may do so from its first reading on.
    const around = new Set(speakers.flatMap(({ mounts }) => mounts.map(({ sensor }) => sensor)));
    if (!(await feed.listenTo(around))) return { samples, speakers, isNew };
  }
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
async function createIsConcerned({ now, sensors }: Context, told: ReadonlyMap<number, Told>, readings: ReadonlyMap<number, Interval>) {
  const speeches = new Map<number, Speech>(await Promise.all([...readings.keys()].map(async (sensor) => [sensor, await patiently(() => sensors.load(sensor))] as const)));
  const isTouched = (speaker: Speaker) => readings.has(speaker.sensor) && mayChange(speaker, speeches.get(speaker.sensor)!, readings.get(speaker.sensor)!);
  return ({ id }: Sample, course: string, { all }: Speakers): boolean => {
    const before = told.get(id);
    if (!before || before.course !== course) return true;
    const hasFallenSilent = before.silentFrom !== null && before.silentFrom <= now;
    return hasFallenSilent || all.some(isTouched);
  };
}

/** Who told of it and where they were, as far as that does not change by time alone. */
const courseOf = ({ profile, all, mounts }: Speakers, now: Instant): string => JSON.stringify([profile, all.map(({ sensor, from, to }) => [sensor, from, to === now ? null : to]), mounts]);

/** What is of the budget: that time has passed where nothing is used, or that it is otherwise warm in no tier, is no news. */
const essenceOf = ({ budget, tier, exhaustedAt }: Pick<Prospect, 'budget' | 'tier' | 'exhaustedAt'>): string =>
  JSON.stringify([budget, tier, budget.some(({ exhausted }) => exhausted) ? null : exhaustedAt]);
