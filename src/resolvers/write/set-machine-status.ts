import { MachineEntity } from '../../entities/machine.js';
import type { MachinePayload } from '../../schema/machine.js';
import type { SetMachineStatusInput } from '../../schema/machine-input.js';
import type { Context } from '../context.js';
import { entityOf, query, sql, type EntityRow } from '../statement.js';
import { commit } from './commit.js';
import { notFound } from './input.js';

/** What somebody says here and now counts, also against a device whose clock runs ahead. */
export function setMachineStatus(context: Context, { machine: code, status }: SetMachineStatusInput): Promise<MachinePayload> {
  return commit(context, async ({ em, tell }): Promise<MachinePayload> => {
    const [row] = await query<EntityRow>(em, sql`
      update machine set status = ${status}, status_at = greatest(now(), status_at) where code = ${code} returning *`);
    if (!row) return { machine: null, userErrors: [notFound(['machine'], 'machine', code)] };
    const machine = entityOf(em, MachineEntity, row);
    tell({ name: 'machineStatusChanged', machineId: machine.id });
    return { machine, userErrors: [] };
  });
}
