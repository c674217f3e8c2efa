import { badInput } from '../../schema/bad-input.js';
import type { BudgetEvent } from '../../schema/budget.js';
import type { Context } from '../context.js';
import { watchedSamples, type Watched } from '../read/watched-samples.js';
import { MOST_SAMPLES } from './budget-look.js';
import { BudgetStream } from './budget-stream.js';
import { idsOf } from './names.js';

export interface BudgetArgs {
  sample?: string[] | null;
  container?: string[] | null;
}

/** A live value: however much happens between, it is told how it is then. */
export async function watchBudgets({ args, context }: { args: BudgetArgs; context: Context }): Promise<AsyncIterable<BudgetEvent>> {
  const stream = new BudgetStream(context, await readWatched(context, args));
  try {
    await stream.begin();
    return stream;
  } catch (error) {
    await stream.return();
    throw error;
  }
}

/** Of a sample that is no known product nothing would ever be told: that is an error, too. */
async function readWatched(context: Context, { sample, container }: BudgetArgs): Promise<Watched> {
  const [codes, containers] = [[...new Set(sample)], [...new Set(container)]];
  if (codes.length + containers.length === 0) throw badInput('Name a sample or a container at least.');
  const watched: Watched = { samples: await idsOf(context, 'sample', codes), containers: await idsOf(context, 'container', containers) };
  if (codes.length === 0) return watched;
  const known = new Set((await watchedSamples(context.em, { samples: watched.samples, containers: [] }, context.bounds, codes.length)).map(({ code }) => code));
  const others = codes.filter((code) => !known.has(code)).slice(0, 10);
  if (others.length > 0) throw badInput(`Nobody has said which stability profile has the sample ${others.map((code) => `'${code}'`).join(', ')}.`);
  if (codes.length > MOST_SAMPLES) throw badInput(`One subscription may watch the budgets of at most ${MOST_SAMPLES} samples.`);
  return watched;
}
