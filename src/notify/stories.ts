import { concerns, NotificationReason } from '../domain/notification.js';
import type { Instant } from '../domain/time.js';
import type { ExcursionJson } from './facts.js';
import type { News } from './news.js';
import type { Policy, Step } from './policies.js';

/** Something that a channel is to be told. */
export interface Telling {
  excursionId: number;
  channelId: number;
  stepId: number | null;
  reason: NotificationReason;
  happenedAt: Instant;
  json: ExcursionJson;
}

/** How far a step has come with an excursion: see the table. */
export interface Escalation {
  excursionId: number;
  stepId: number;
  sinceAt: Instant;
  dueAt: Instant | null;
  told: number;
}

/** What was said before. Grows with what is told. */
export interface Stories {
  /** The channels that were told of an excursion. */
  told: Map<number, Set<number>>;
  /** The policies that have begun with it. */
  begun: Map<number, Set<number>>;
}

/**
 * What is new begins the steps of each policy that it concerns; those without a delay are told at once. The same when it gets
 * worse and only then concerns a policy, and anew when it was retracted and is found again. Whatever else happens goes on with a story: who was told of it is told of that too.
 *
 * A sensor that is kept quiet begins no story and makes none worse: its steps wait until it may be heard, and when it ends
 * meanwhile they end too. But who was told that something is wrong is always told that it is over.
 */
export function continueStories(news: readonly News[], policies: readonly Policy[], stories: Stories): { tellings: Telling[]; escalations: Escalation[]; over: number[] } {
  const tellings: Telling[] = [];
  const escalations: Escalation[] = [];
  const over = news.flatMap((each) => (isOverUnheard(each) ? [each.excursionId] : []));
  for (const each of news) {
    const told = of(stories.told, each.excursionId);
    if (each.change === NotificationReason.OPENED) stories.begun.delete(each.excursionId);
    const audience = isKeptBack(each) ? [] : [...told];
    const begun = each.raised && !isOverUnheard(each) ? begin(each, policies, of(stories.begun, each.excursionId)) : [];
    escalations.push(...begun.map(({ step, told: isTold }) => escalationOf(each, step, isTold)));
    const at = new Map<number, Step | null>(audience.map((channelId) => [channelId, null]));
    for (const { step, told: isTold } of begun) if (isTold && !at.get(step.channelId)) at.set(step.channelId, step);
    for (const [channelId, step] of at) tellings.push(tellingOf(each, channelId, step));
    for (const channelId of at.keys()) told.add(channelId);
  }
  return { tellings, escalations, over };
}

/** The steps that begin with it, and whether they are told at once. */
function begin(news: News, policies: readonly Policy[], begun: Set<number>): { step: Step; told: boolean }[] {
  const concerned = policies.filter((policy) => !begun.has(policy.id) && (policy.tellHistory || !news.history) && concerns(policy, news.concern));
  for (const { id } of concerned) begun.add(id);
  return concerned.flatMap(({ steps }) => steps.map((step) => ({ step, told: step.after === 0 && !news.suppressed })));
}

const ENDS: ReadonlySet<NotificationReason> = new Set([NotificationReason.CLOSED, NotificationReason.RETRACTED, NotificationReason.ACKNOWLEDGED, NotificationReason.ASSESSED]);
const isOverUnheard = ({ suppressed, facts }: News): boolean => suppressed && facts.endedAt !== null;
/** What comes while a sensor is kept quiet, or corrects the past; but who was told that it never was is told that it was after all. */
const isKeptBack = ({ change, history, suppressed }: News): boolean => !ENDS.has(change) && (suppressed || (history && change !== NotificationReason.OPENED));

function escalationOf({ excursionId, at }: News, { id, after, repeatEvery }: Step, told: boolean): Escalation {
  const dueAt = !told ? at + after : repeatEvery === null ? null : at + repeatEvery;
  return { excursionId, stepId: id, sinceAt: at, dueAt, told: told ? 1 : 0 };
}

const tellingOf = ({ excursionId, change, at, json, raised }: News, channelId: number, step: Step | null): Telling => ({
  excursionId, channelId, stepId: step?.id ?? null, reason: change, happenedAt: at, json: raised ? { ...json, raised } : json,
});

function of(sets: Map<number, Set<number>>, id: number): Set<number> {
  const known = sets.get(id) ?? new Set();
  sets.set(id, known);
  return known;
}
