import type { MoveInput, MovePayload } from '../../schema/move.js';
import { PlacementEntity } from '../../entities/placement.js';
import { codeOf } from '../../error-code.js';
import type { UserError } from '../../schema/user-error.js';
import type { Em } from '../../database.js';
import type { Context } from '../context.js';
import { entityOf, type EntityRow } from '../statement.js';
import { checkMove, readMove } from './check-move.js';
import { commit } from './commit.js';
import { findCycles, lockNesting } from './cycles.js';
import { checkThen } from './check-then.js';
import { lockCustody, relocate, type Move } from './relocate.js';
import { checkAhead, clockOf } from './told-at.js';

interface Moved {
  rows: EntityRow[];
  userErrors: UserError[];
}

/** Of an exclusion constraint, of a unique one, and a deadlock. */
const CONFLICTS = ['23P01', '23505', '40P01'];

/** All or none, in a number of statements that does not grow with the items. */
export async function move(context: Context, input: MoveInput): Promise<MovePayload> {
  const wrong = checkMove(input, context.bounds);
  if (wrong.length > 0) return { moved: [], userErrors: wrong };
  const { rows, userErrors } = await commit(context, ({ em }) => moveAll(em, context, input), input.reason).catch(conflict);
  return { moved: rows.map((row) => entityOf(context.em, PlacementEntity, row)), userErrors };
}

async function moveAll(em: Em, { bounds, viewer }: Context, input: MoveInput): Promise<Moved> {
  const { items, into, userErrors } = await readMove(em, input, bounds);
  if (userErrors.length > 0) return { rows: [], userErrors };
  if (items.some(({ table }) => table === 'container')) await lockNesting(em);
  await lockCustody(em, items);
  const toldAt = await clockOf(em);
  const told: Move = { items, into, at: input.at ?? toldAt, toldAt, by: viewer.name, reason: input.reason ?? null };
  const ahead = checkAhead(told.at, toldAt);
  if (ahead) return { rows: [], userErrors: [ahead] };
  const refused = [...(await checkThen(em, told, bounds)), ...(await findCycles(em, told, bounds))];
  return refused.length > 0 ? { rows: [], userErrors: refused } : { rows: await relocate(em, told), userErrors: [] };
}

/** Locks do not hold what is not there yet, such as a first placement; then the constraint says that somebody was quicker. */
function conflict(error: unknown): Moved {
  if (!CONFLICTS.includes(codeOf(error) ?? '')) throw error;
  return { rows: [], userErrors: [{ code: 'CONFLICT', field: ['items'], message: 'Somebody else moved some of these at the same moment; look where they are, and try again.' }] };
}
