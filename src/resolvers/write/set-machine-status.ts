import { MachineEntity } from '../../entities/machine.js';
import type { MachinePayload } from '../../schema/machine.js';
import type { SetMachineStatusInput } from '../../schema/machine-input.js';
import type { Context } from '../context.js';
import { mayName } from '../read/lists.js';
import { inSight } from '../read/sight.js';
import { entityOf, every, query, sql, type EntityRow } from '../statement.js';
import { commit, refused, type Written } from './commit.js';
import { checkText, notFound } from './input.js';

/** What somebody says here and now counts, also against a device whose clock runs ahead. */
export async function setMachineStatus(context: Context, { machine: code, status, reason }: SetMachineStatusInput): Promise<MachinePayload> {
  const unfit = checkText(reason, ['reason']);
  if (unfit) return { machine: null, userErrors: [unfit] };
  if (!mayName('machine', code)) return { machine: null, userErrors: [notFound(['machine'], 'machine', code)] };
  const { row, userErrors } = await commit(context, async ({ em, tell }): Promise<Written> => {
    const [row] = await query<EntityRow>(em, sql`
      update machine set status = ${status}, status_at = greatest(now(), status_at) where ${every([sql`code = ${code}`, inSight(context.bounds, 'machine')])} returning *`);
    if (!row) return refused(notFound(['machine'], 'machine', code));
    tell({ name: 'machineStatusChanged', machineId: row.id });
    return { row, userErrors: [] };
  }, reason);
  return { machine: row && entityOf(context.em, MachineEntity, row), userErrors };
}
