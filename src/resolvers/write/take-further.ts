import type { Em } from '../../database.js';
import { ExcursionStatus, type ExcursionChange } from '../../domain/excursion.js';
import { ExcursionEntity, type Excursion } from '../../entities/excursion.js';
import type { ExcursionPayload } from '../../schema/excursion-input.js';
import type { UserError } from '../../schema/user-error.js';
import type { Context } from '../context.js';
import { excursionSeen } from '../read/excursions.js';
import { entityOf, query, sql, type EntityRow, type Fragment } from '../statement.js';
import { commit, refused, type Written } from './commit.js';
import { notFound, readId, refusals, type Check } from './input.js';

export interface Step {
  /** The id that was given. */
  excursion: string;
  checks?: readonly Check[];
  /** Why it may not be taken; nobody else changes the excursion meanwhile. */
  whyNot: (excursion: Excursion, em: Em) => Check | Promise<Check>;
  /** What it writes, as assignments. */
  set: Fragment;
  change: ExcursionChange;
  /** What was said of it, for the audit trail. */
  reason: string | null | undefined;
}

/** What a person does to an excursion: one step, which is refused for one that never was. */
export async function takeFurther(context: Context, { excursion, checks = [], whyNot, set, change, reason }: Step): Promise<ExcursionPayload> {
  const id = readId(excursion);
  const unknown = notFound(['excursion'], 'excursion', excursion);
  const userErrors = refusals([...checks, id === null ? unknown : null]);
  if (userErrors.length > 0 || id === null) return { excursion: null, userErrors };
  const written = await commit(context, async ({ em, tell }): Promise<Written> => {
    const [known] = await query<EntityRow>(em, sql`select * from excursion where id in (${excursionSeen(id, context.bounds)}) for update`);
    if (!known) return refused(unknown);
    const found = entityOf(em, ExcursionEntity, known);
    const refusal = found.status === ExcursionStatus.RETRACTED ? RETRACTED : await whyNot(found, em);
    if (refusal) return refused(refusal);
    const [row] = await query<EntityRow>(em, sql`update excursion set ${set} where id = ${id}::int returning *`);
    tell({ name: 'excursionChanged', change, excursionId: id, sensorId: known['sensor_id'] as number });
    return { row: row!, userErrors };
  }, reason);
  return { excursion: written.row && entityOf(context.em, ExcursionEntity, written.row), userErrors: written.userErrors };
}

/** Why an excursion may not be taken a step further; all of them are about the excursion. */
export const objection = (code: string, message: string): UserError => ({ code, field: ['excursion'], message });

const RETRACTED = objection('RETRACTED', 'It was retracted: readings that came late showed that it never was.');
