import { mayChange } from '../../domain/projection.js';
import type { Interval, Speech } from '../../domain/stretch.js';
import { now } from '../../domain/time.js';
import type { Sample } from '../../entities/sample.js';
import type { ReadingsRecorded } from '../../events.js';
import { patiently } from '../../live/patience.js';
import type { BudgetEvent } from '../../schema/budget.js';
import type { Context } from '../context.js';
import { prospectsOf, type Prospect } from '../read/prospects.js';
import type { Speaker, Speakers } from '../read/speakers.js';
import type { Watched } from '../read/watched-samples.js';
import { lookAround } from './budget-look.js';
import { once } from './facts.js';
import { SensorFeed } from './sensor-feed.js';

export interface BudgetRounds {
  /** Whose budget has changed since it was told last, or was never told. */
  next(): Promise<BudgetEvent[]>;
  /** Something has moved: the same object for all who are told. */
  moved(mark: object): void;
  /** What was said of a sample last has reached nobody. */
  forget(sample: number): void;
  /** After so many milliseconds another round may tell something though nothing has been heard. */
  readonly quietMs: number;
}

export interface BudgetRoundsOptions {
  /** There is something to look at, from now on until the next round begins. */
  onNews: () => void;
  /** Nothing is heard any more. */
  onEnd: (failure: unknown) => void;
  /** Given when nobody wants to be told any more; until then it waits for a database that is away. */
  signal: AbortSignal;
}

/** What was told of a sample last. */
interface Told extends Pick<Prospect, 'holdsUntil'> {
  course: string;
  essence: string;
}

/** What is said of a sample, as which product it is, is noticed after so long where nothing else happens. */
const LONGEST_QUIET_MS = 60_000;

/** Looks after budgets, however many readings come, round by round: of each sensor that is around the samples it is kept from when to when there are new ones. */
export function createBudgetRounds(context: Context, watched: Watched, { onNews, onEnd, signal }: BudgetRoundsOptions): BudgetRounds {
  let noted = new Map<number, Interval>();
  let news: object = {};
  let isSettled = true;
  const told = new Map<number, Told>();
  const notice = (what: object) => {
    news = what;
    onNews();
  };
  const onReading = (event: ReadingsRecorded) => {
    note(noted, event);
    notice(event);
  };
  const feed = new SensorFeed(context.live, { onReading, onEnd, signal });
  return {
    async next() {
      const [readings, latest] = [noted, news];
      [noted, news] = [new Map(), {}];
      const look = await lookAround(context, watched, feed, latest, signal);
      ({ isSettled } = look);
      forgetOthers(told, look.samples);
      const isConcerned = await createIsConcerned(context, told, readings, signal);
      const concerned = look.samples.flatMap((sample, index) => {
        const speakers = look.speakers[index]!;
        const course = courseOf(speakers);
        return look.isNew || isConcerned(sample, course, speakers) ? [{ ...speakers, sample, course }] : [];
      });
      const ask = () => prospectsOf(context.em, concerned.map(({ sample, ...rest }) => ({ ...rest, sample: sample.id })), context.now);
      const question = JSON.stringify(concerned.map(({ sample, course }) => [sample.id, course]));
      const prospects = concerned.length === 0 ? [] : await patiently(() => once(look.news, question, ask), signal);
      return concerned.flatMap(({ sample, course }, index): BudgetEvent[] => {
        const { holdsUntil, ...prospect } = prospects[index]!;
        const essence = essenceOf(prospect);
        const isNews = told.get(sample.id)?.essence !== essence;
        told.set(sample.id, { course, essence, holdsUntil });
        return isNews ? [{ sample, ...prospect }] : [];
      });
    },
    moved: notice,
    forget(sample) {
      told.delete(sample);
      // Where it is was known late.
      isSettled = false;
    },
    get quietMs() {
      const holdsUntil = Math.min(...[...told.values()].map((each) => each.holdsUntil ?? Infinity));
      return isSettled ? Math.max(0, Math.min(LONGEST_QUIET_MS, Math.ceil((holdsUntil - now()) / 1_000))) : 0;
    },
  };
}

function note(noted: Map<number, Interval>, { sensorId, readings }: ReadingsRecorded): void {
  const known = noted.get(sensorId) ?? { from: Infinity, to: -Infinity };
  const times = readings.map(([measuredAt]) => measuredAt);
  noted.set(sensorId, { from: Math.min(known.from, ...times), to: Math.max(known.to, ...times) });
}

/** Who comes back begins anew. */
function forgetOthers(told: Map<number, Told>, samples: readonly Sample[]): void {
  const present = new Set(samples.map(({ id }) => id));
  for (const id of told.keys()) if (!present.has(id)) told.delete(id);
}

/** Those never told of, those whose course is another than was known, those of whom somebody has spoken, and those of whom what was said holds no more. */
async function createIsConcerned({ now, sensors }: Context, told: ReadonlyMap<number, Told>, readings: ReadonlyMap<number, Interval>, signal: AbortSignal) {
  const speeches = new Map<number, Speech>(await Promise.all([...readings.keys()].map(async (sensor) => [sensor, await patiently(() => sensors.load(sensor), signal)] as const)));
  const isTouched = ({ sensor, from, to }: Speaker) => readings.has(sensor) && mayChange({ from, to: to ?? Infinity }, speeches.get(sensor)!, readings.get(sensor)!);
  return ({ id }: Sample, course: string, { all }: Speakers): boolean => {
    const before = told.get(id);
    if (!before || before.course !== course) return true;
    return (before.holdsUntil ?? Infinity) <= now || all.some(isTouched);
  };
}

/** What product it is, who tells of it and where they are: what does not change by time alone. */
const courseOf = ({ profile, version, all, mounts }: Speakers): string => JSON.stringify([profile, version, all, mounts]);

/** What is of the budget: that time has passed where nothing is used, or that it is otherwise warm in no tier, is no news. */
const essenceOf = ({ budget, tier, exhaustedAt }: Pick<Prospect, 'budget' | 'tier' | 'exhaustedAt'>): string =>
  JSON.stringify([budget, tier, budget.some(({ exhausted }) => exhausted) ? null : exhaustedAt]);
