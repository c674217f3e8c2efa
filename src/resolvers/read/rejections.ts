import type { Em } from '../../database.js';
import { RejectionEntity, type Rejection } from '../../entities/rejection.js';
import type { RejectionFilter } from '../../schema/rejection.js';
import type { Page } from '../page.js';
import { at, entityOf, every, query, sql, type EntityRow } from '../statement.js';
import { oneOf } from './conditions.js';

/** Rejections, newest first, one more than a page holds. */
export async function listRejections(em: Em, { reason, topic, resolved, from, to }: RejectionFilter, { first, after }: Page): Promise<Rejection[]> {
  const conditions = every([
    oneOf('reason', reason),
    typeof topic === 'string' && sql`starts_with(topic, ${topic}::text)`,
    resolved === true && sql`resolved_at is not null`,
    resolved === false && sql`resolved_at is null`,
    typeof from === 'number' && sql`received_at >= ${at(from)}`,
    typeof to === 'number' && sql`received_at < ${at(to)}`,
    after && sql`id < ${after[0]}::bigint`,
  ]);
  const rows = await query<EntityRow>(em, sql`select * from rejection where ${conditions} order by id desc limit ${first + 1}::int`);
  return rows.map((row) => entityOf(em, RejectionEntity, row));
}
