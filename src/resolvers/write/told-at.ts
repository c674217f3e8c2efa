import type { Em } from '../../database.js';
import { MOST_AHEAD, type Instant } from '../../domain/time.js';
import { instantOf, query, sql } from '../statement.js';
import { invalid, type Check } from './input.js';

/** The time under the locks: who waited for another is told after him. */
export async function clockOf(em: Em): Promise<Instant> {
  const [row] = await query<{ now: Instant }>(em, sql`select ${instantOf('clock_timestamp()')} as now`);
  return row!.now;
}

/** What has not happened yet is not told. */
export const checkAhead = (moment: Instant, toldAt: Instant): Check => (moment > toldAt + MOST_AHEAD ? invalid(['at'], 'It lies ahead; say what has happened.') : null);
