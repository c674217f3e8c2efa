import { arrayLiteral, sql, type Em } from '../database.js';
import type { Instant } from '../domain/time.js';
import { loadChannels } from './channels.js';
import { foldFloods } from './digests.js';
import { dueEscalations, endEscalations, escalate, saveEscalations } from './escalations.js';
import { takeNews, type News } from './news.js';
import { loadPolicies } from './policies.js';
import { waitByRightClock } from './put-back.js';
import { continueStories, type Stories } from './stories.js';
import { writeNotifications } from './write.js';

/** What one step takes at most; the rest is taken at once after it. */
const AT_ONCE = 1_000;

/**
 * Decides who is told what: of what happened, of what nobody has acknowledged, and by a digest where it is too much. One at a
 * time, over all processes: messages get their ids in the order in which things happened. True: there is more to do.
 */
export async function plan(em: Em, now: Instant): Promise<boolean> {
  if (!(await isAlone(em))) return false;
  const channels = await loadChannels(em);
  await waitByRightClock(em, channels, now);
  const news = await takeNews(em, AT_ONCE);
  if (news.length > 0) {
    const { tellings, escalations, over } = continueStories(news, await loadPolicies(em), await loadStories(em, news));
    await saveEscalations(em, escalations);
    await endEscalations(em, over);
    await writeNotifications(em, tellings, channels, now);
  }
  // Steps come after all that happened before them.
  const due = news.length < AT_ONCE ? await dueEscalations(em, now, AT_ONCE) : [];
  const steps = due.map((each) => escalate(each, now));
  await saveEscalations(em, steps.map(({ escalation }) => escalation));
  await writeNotifications(em, steps.flatMap(({ telling }) => telling ?? []), channels, now);
  await foldFloods(em, channels, now);
  return news.length === AT_ONCE || due.length === AT_ONCE;
}

async function isAlone(em: Em): Promise<boolean> {
  const { rows } = await sql<{ alone: boolean }>(em, `select pg_try_advisory_xact_lock(hashtext('thermograph notifications')) as alone`);
  return rows[0]!.alone;
}

/** What was told of the excursions before, and which policies have begun with them. */
async function loadStories(em: Em, news: readonly News[]): Promise<Stories> {
  const ids = arrayLiteral([...new Set(news.map(({ excursionId }) => excursionId))]);
  const told = await sql<Said>(em, 'select distinct excursion_id as "excursionId", channel_id as id from notification where excursion_id in (select unnest($1::text::int[]))', [ids]);
  const begun = await sql<Said>(em, BEGUN, [ids]);
  return { told: grouped(told.rows), begun: grouped(begun.rows) };
}

interface Said {
  excursionId: number;
  id: number;
}

const grouped = (rows: readonly Said[]): Map<number, Set<number>> =>
  new Map([...Map.groupBy(rows, ({ excursionId }) => excursionId)].map(([excursionId, said]) => [excursionId, new Set(said.map(({ id }) => id))]));

const BEGUN = `
  select distinct excursion_id as "excursionId", policy_id as id from escalation
  join escalation_step as step on step.id = step_id join escalation_policy_version as version on version.id = step.version_id
  where excursion_id in (select unnest($1::text::int[]))`;
