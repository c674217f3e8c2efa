import type { Bounds } from '../../access/bounds.js';
import { ExcursionChange, ExcursionStatus } from '../../domain/excursion.js';
import { ExcursionEntity } from '../../entities/excursion.js';
import type { AcknowledgeExcursionInput, ExcursionPayload } from '../../schema/excursion-input.js';
import type { UserError } from '../../schema/user-error.js';
import type { Em } from '../../database.js';
import type { Context } from '../context.js';
import { excursionSeen, findExcursion } from '../read/excursions.js';
import { entityOf, query, sql, type EntityRow } from '../statement.js';
import { commit, refused, type Written } from './commit.js';
import { checkText, notFound, readId, refusals } from './input.js';

export async function acknowledgeExcursion(context: Context, { excursion, comment = null }: AcknowledgeExcursionInput): Promise<ExcursionPayload> {
  const id = readId(excursion);
  const userErrors = refusals([checkText(comment, ['comment']), id === null ? notFound(['excursion'], 'excursion', excursion) : null]);
  if (userErrors.length > 0 || id === null) return { excursion: null, userErrors };
  const written = await commit(context, async ({ em, tell }): Promise<Written> => {
    const [row] = await query<EntityRow>(em, sql`
      update excursion set acknowledged_by = ${context.viewer.name}, acknowledged_at = now(), comment = ${comment}, status = case status when 'DETECTED' then 'ACKNOWLEDGED' else status end
      where excursion.id in (${excursionSeen(id, context.bounds)}) and acknowledged_at is null and status <> 'RETRACTED' returning excursion.*`);
    if (!row) return refused(await whyNot(em, id, context.bounds));
    tell({ name: 'excursionChanged', change: ExcursionChange.ACKNOWLEDGED, excursionId: id, sensorId: row['sensor_id'] as number });
    return { row, userErrors };
  });
  return { excursion: written.row && entityOf(context.em, ExcursionEntity, written.row), userErrors: written.userErrors };
}

async function whyNot(em: Em, id: number, bounds: Bounds | null): Promise<UserError> {
  const excursion = await findExcursion(em, id, bounds);
  if (!excursion) return notFound(['excursion'], 'excursion', String(id));
  return excursion.status === ExcursionStatus.RETRACTED
    ? { code: 'RETRACTED', field: ['excursion'], message: 'It was retracted: readings that came late showed that it never was.' }
    : { code: 'ALREADY_ACKNOWLEDGED', field: ['excursion'], message: `It was acknowledged by ${excursion.acknowledgedBy} already.` };
}
