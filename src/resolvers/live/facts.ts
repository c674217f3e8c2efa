import type { Em } from '../../database.js';
import type { ExcursionChanged, MachineStatusChanged, MessageRejected } from '../../events.js';
import { ExcursionEntity, type Excursion } from '../../entities/excursion.js';
import { MachineEntity, type Machine } from '../../entities/machine.js';
import { RejectionEntity, type Rejection } from '../../entities/rejection.js';
import type { ExcursionFilter } from '../../schema/excursion-input.js';
import type { Context } from '../context.js';
import { isAmong } from '../read/excursions.js';

// All subscribers of a process are handed the same event: what they ask of it is asked once. Nothing is kept beyond the event. By a fork,
// so that nobody waits for another's turn.
const answers = new WeakMap<object, Map<string, Promise<unknown>>>();

export const excursionOf = (em: Em, event: ExcursionChanged): Promise<Excursion> =>
  once(event, 'excursion', () => em.findOneOrFail(ExcursionEntity, { id: event.excursionId }));

export const machineOf = (em: Em, event: MachineStatusChanged): Promise<Machine> =>
  once(event, 'machine', () => em.findOneOrFail(MachineEntity, { id: event.machineId }));

export const rejectionOf = (em: Em, event: MessageRejected): Promise<Rejection> =>
  once(event, 'rejection', () => em.findOneOrFail(RejectionEntity, { id: event.rejectionId }));

/** Whether the excursion is one that is asked for, as it is after the change. */
export const isWanted = ({ em, bounds }: Pick<Context, 'em' | 'bounds'>, event: ExcursionChanged, where: ExcursionFilter): Promise<boolean> =>
  once(event, JSON.stringify([where, bounds]), () => isAmong(em.fork(), event.excursionId, where, bounds));

export function once<Answer>(event: object, question: string, answer: () => Promise<Answer>): Promise<Answer> {
  const known = answers.get(event) ?? new Map<string, Promise<unknown>>();
  answers.set(event, known);
  const found = known.get(question) ?? answer();
  known.set(question, found);
  return found as Promise<Answer>;
}
