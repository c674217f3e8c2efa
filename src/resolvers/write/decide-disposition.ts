import { LOCAL_ID } from '../../access/credential.js';
import { Disposition, isBinding, knownOf, type Known } from '../../domain/disposition.js';
import { ExcursionChange } from '../../domain/excursion.js';
import { Role } from '../../domain/role.js';
import type { Excursion } from '../../entities/excursion.js';
import type { DecideDispositionInput, DispositionPayload } from '../../schema/disposition-input.js';
import type { UserError } from '../../schema/user-error.js';
import type { AffectedPart } from '../affected-sample.js';
import type { Context } from '../context.js';
import { findExcursion } from '../read/excursions.js';
import { list, query, sql } from '../statement.js';
import { checkDecision } from './check-decision.js';
import { commit, type Transaction } from './commit.js';
import { notFound, readId, type Check } from './input.js';
import { findParts, type FoundPart } from './parts.js';
import { isOwnSignature } from './signature.js';

interface Decided {
  excursion: Excursion | null;
  parts: readonly FoundPart[];
  userErrors: UserError[];
}

const nothing = (...userErrors: UserError[]): Decided => ({ excursion: null, parts: [], userErrors });

/** A signature is looked at first: whoever shows a wrong one learns nothing else. */
export async function decideDisposition(context: Context, input: DecideDispositionInput): Promise<DispositionPayload> {
  const wrong = checkDecision(input);
  if (wrong.length > 0) return { affectedSamples: [], userErrors: wrong };
  if (input.signature && !(await isOwnSignature(context, input.signature.key))) {
    return { affectedSamples: [], userErrors: [{ code: 'SIGNATURE_INVALID', field: ['signature', 'key'], message: 'It is not the key or token of the caller, or not good any more.' }] };
  }
  const mayNot = objectionTo(context, input, null, ['disposition']);
  if (mayNot) return { affectedSamples: [], userErrors: [mayNot] };
  const { excursion, parts, userErrors } = await commit(context, (transaction) => decide(transaction, context, input), input.reason);
  return { affectedSamples: await Promise.all(parts.map((part) => shown(context, excursion!, part))), userErrors };
}

/** Why the caller may not say that of a sample of which `before` was said. */
function objectionTo({ viewer, callerId }: Context, { disposition, signature }: DecideDispositionInput, before: Disposition | null, field: string[]): Check {
  if (!isBinding(disposition, before)) return null;
  const what = before && isBinding(before, null) ? `To say ${disposition} of what is ${before}` : `To say ${disposition}`;
  if (viewer.role !== Role.QUALITY && viewer.role !== Role.ADMIN) return { code: 'FORBIDDEN', field, message: `${what} needs the role QUALITY or ADMIN, and yours is ${viewer.role}.` };
  // Where nobody has to show anything, there is nothing to sign with.
  if (signature || callerId === LOCAL_ID) return null;
  return { code: 'SIGNATURE_REQUIRED', field: ['signature'], message: `${what} has to be signed: show your key or token again, and say what you mean by it.` };
}

async function decide({ em, tell }: Transaction, context: Context, input: DecideDispositionInput): Promise<Decided> {
  const { bounds, now } = context;
  const id = readId(input.excursion);
  // What is decided of one excursion is decided in turn; its readings wait for nobody.
  if (id !== null) await query(em, sql`select pg_advisory_xact_lock(hashtext('disposition'), ${id}::int)`);
  const excursion = id === null ? null : await findExcursion(em, id, bounds);
  if (!excursion) return nothing(notFound(['excursion'], 'excursion', input.excursion));
  if (typeof input.revision === 'number' && input.revision !== excursion.revision) {
    return nothing({ code: 'CHANGED', field: ['revision'], message: `It was changed meanwhile, and has the revision ${excursion.revision}: look at it again.` });
  }
  const { parts, userErrors } = await findParts(em, { excursion: excursion.id, codes: input.samples, bounds, now });
  const refusals = [...userErrors, ...parts.flatMap((part, index) => objectionTo(context, input, part.before, ['samples', String(index)]) ?? withoutWord(input, part, index) ?? [])];
  if (refusals.length > 0) return nothing(...refusals);
  await insert(em, context, input, excursion, parts);
  tell({ name: 'excursionChanged', change: ExcursionChange.DECIDED, excursionId: excursion.id, sensorId: excursion.sensor.id });
  return { excursion, parts, userErrors: [] };
}

const withoutWord = ({ disposition }: DecideDispositionInput, { before }: FoundPart, index: number): Check =>
  disposition === Disposition.PENDING && (before === null || before === Disposition.PENDING)
    ? { code: 'NOT_DECIDED', field: ['samples', String(index)], message: 'Nothing was decided of it that could be taken back.' }
    : null;

async function insert(em: Transaction['em'], { viewer, callerId, now }: Context, { disposition, reason, signature }: DecideDispositionInput, excursion: Excursion, parts: readonly FoundPart[]): Promise<void> {
  const known = parts.map(({ times }): Known => knownOf(excursion, times, now));
  await query(em, sql`
    insert into disposition (excursion_id, sample_id, disposition, at, by_name, role, reason, meaning, signed_by, revision, known, supersedes_id)
    select ${excursion.id}::int, sample_id, ${disposition}::text, statement_timestamp(), ${viewer.name}::text, ${viewer.role}::text, ${reason}::text,
      ${signature?.meaning ?? null}::text, ${signature ? callerId : null}::text, ${excursion.revision}::int, known::jsonb, supersedes_id
    from unnest(${list(parts.map(({ sample }) => sample), 'int')}, ${list(known.map((each) => JSON.stringify(each)), 'text')}, ${list(parts.map(({ supersedes }) => supersedes), 'int')})
      as decided (sample_id, known, supersedes_id)`);
}

async function shown({ loaders }: Context, excursion: Excursion, { sample, times, isAffected }: FoundPart): Promise<AffectedPart> {
  return { excursion, sample: await loaders.sample.load(sample), times, isAffected };
}
