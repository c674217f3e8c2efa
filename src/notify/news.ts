import { micros, sql, type Em } from '../database.js';
import { isHistory, type Concern, type NotificationReason } from '../domain/notification.js';
import type { Quantity } from '../domain/reading.js';
import type { Instant } from '../domain/time.js';
import { readFacts, type ExcursionJson, type Facts } from './facts.js';
import { ASSETS, isSuppressed, SITE_ID, WHERE_IT_WAS } from './surroundings.js';

/** A change of an excursion that may be told. */
export interface News {
  excursionId: number;
  change: NotificationReason;
  /** Whether it is worse than it was, as what is new always is. */
  raised: boolean;
  at: Instant;
  facts: Facts;
  json: ExcursionJson;
  concern: Concern;
  /** Whether nothing of it is of the present: see isHistory. */
  history: boolean;
  suppressed: boolean;
}

interface Row extends Omit<News, 'facts' | 'concern' | 'history'>, Pick<Concern, 'siteId' | 'assets'> {
  quantity: Quantity;
  newestAt: Instant | null;
}

/** Takes what has come to be known out of the outbox, oldest first. */
export async function takeNews(em: Em, limit: number): Promise<News[]> {
  const { rows } = await sql<Row>(em, TAKE, [limit]);
  return rows.map(({ siteId, assets, quantity, newestAt, json, ...row }) => {
    const facts = readFacts(json);
    return { ...row, json, facts, concern: { siteId, assets, quantity, severity: facts.severity, kind: facts.kind }, history: isHistory(facts, newestAt, row.at) };
  });
}

const TAKE = `
  with news as (delete from excursion_news where id in (select id from excursion_news order by id limit $1) returning *)
  select news.excursion_id as "excursionId", news.change, news.raised, ${micros('news.at')} as at, news.facts as json,
    ${SITE_ID} as "siteId", to_json(${ASSETS}) as assets, sensor.quantity, ${micros('state.last_at')} as "newestAt", ${isSuppressed('news.at')} as suppressed
  from news join excursion on excursion.id = news.excursion_id ${WHERE_IT_WAS}
  left join sensor_state as state on state.sensor_id = excursion.sensor_id
  order by news.id`;
