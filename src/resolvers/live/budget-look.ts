import type { Sample } from '../../entities/sample.js';
import { patiently } from '../../live/patience.js';
import { badInput } from '../../schema/bad-input.js';
import type { Context } from '../context.js';
import { speakersOf, type Speakers } from '../read/speakers.js';
import { watchedSamples, type Watched } from '../read/watched-samples.js';
import { once } from './facts.js';
import type { SensorFeed } from './sensor-feed.js';

/** So many samples one subscription may watch. */
export const MOST_SAMPLES = 1_000;

/** Who is watched, in sight, and who speaks for each of them. */
interface Present {
  samples: Sample[];
  speakers: Speakers[];
}

export interface BudgetLook extends Present {
  /** What was news: what is asked because of it, all who ask the same are told by one answer. */
  news: object;
  /** It has come to be listened to others: what they had said was not heard. */
  isNew: boolean;
  /** False: others have come meanwhile, to whom it does not listen yet. */
  isSettled: boolean;
}

/** Looks who is there because of some news, and listens to all around them from then on; who comes meanwhile is for the next look. */
export async function lookAround(context: Context, watched: Watched, feed: SensorFeed, news: object, signal: AbortSignal): Promise<BudgetLook> {
  const present = await whoIsThere(context, watched, news, signal);
  if (signal.aborted || !(await feed.listenTo(sensorsAround(present)))) return { ...present, news, isNew: false, isSettled: true };
  // Of what was said until it was listened to them, others may have been told before.
  const fresh = {};
  const since = await whoIsThere(context, watched, fresh, signal);
  return { ...since, news: fresh, isNew: true, isSettled: feed.listensTo(sensorsAround(since)) };
}

async function whoIsThere(context: Context, watched: Watched, news: object, signal: AbortSignal): Promise<Present> {
  context.renew();
  const { bounds } = context;
  const ask = async () => {
    // After an outage it is later than it was when it was asked first.
    context.renew();
    const { em, now } = context;
    const samples = await watchedSamples(em, watched, bounds, MOST_SAMPLES + 1);
    if (samples.length > MOST_SAMPLES) throw badInput(`One subscription may watch the budgets of at most ${MOST_SAMPLES} samples, and there are more. Name fewer, or smaller containers.`);
    return { samples, speakers: await speakersOf(em, samples.map(({ id }) => id), now) };
  };
  return patiently(() => once(news, JSON.stringify([watched, bounds]), ask), signal);
}

/** Also those that do not speak: one that is told late of may do so from its first reading on. */
const sensorsAround = ({ speakers }: Present): Set<number> => new Set(speakers.flatMap(({ mounts }) => mounts.map(({ sensor }) => sensor)));
