import { MachineEntity } from '../../entities/machine.js';
import type { MachinePayload } from '../../schema/machine.js';
import type { RegisterMachineInput } from '../../schema/machine-input.js';
import type { Context } from '../context.js';
import { entityOf, query, sql, type EntityRow } from '../statement.js';
import { codesElsewhere } from './codes-elsewhere.js';
import { commit, refused, type Written } from './commit.js';
import { readReferences } from './ids.js';
import { alreadyExists, checkCode, checkName, checkPlace, refusals } from './input.js';

export async function registerMachine(context: Context, input: RegisterMachineInput): Promise<MachinePayload> {
  const { code, name, kind = null, manufacturer = null, model = null } = input;
  const userErrors = refusals([
    checkCode(code, ['code']),
    checkName(name, ['name']),
    checkName(kind, ['kind']),
    checkName(manufacturer, ['manufacturer']),
    checkName(model, ['model']),
    checkPlace(context.bounds, [input.site], ['site'], 'at which of them'),
  ]);
  if (userErrors.length > 0) return { machine: null, userErrors };
  const written = await commit(context, async ({ em }): Promise<Written> => {
    const found = await readReferences(em, context.bounds, { site: { table: 'site', code: input.site } });
    if (found.userErrors.length > 0) return refused(...found.userErrors);
    if ((await codesElsewhere(em, [code], context.bounds)).has(code)) return refused(alreadyExists(['code'], 'machine', code));
    const [row] = await query<EntityRow>(em, sql`
      insert into machine (code, name, site_id, kind, manufacturer, model)
      values (${code}, ${name}, ${found.ids.site}::int, ${kind}, ${manufacturer}, ${model}) on conflict (code) do nothing returning *`);
    return row ? { row, userErrors } : refused(alreadyExists(['code'], 'machine', code));
  });
  return { machine: written.row && entityOf(context.em, MachineEntity, written.row), userErrors: written.userErrors };
}
