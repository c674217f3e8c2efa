import type { Em } from '../../database.js';
import type { ExcursionChanged, MachineStatusChanged, MessageRejected } from '../../events.js';
import { ExcursionEntity, type Excursion } from '../../entities/excursion.js';
import { MachineEntity, type Machine } from '../../entities/machine.js';
import { RejectionEntity, type Rejection } from '../../entities/rejection.js';
import { patiently } from '../../live/patience.js';
import DataLoader from 'dataloader';
import type { ExcursionFilter } from '../../schema/excursion-input.js';
import type { Context } from '../context.js';
import { amongThese } from '../read/excursions.js';

// All subscribers of a process are handed the same event: what they ask of it is asked once. Nothing is kept beyond the event. By a fork,
// so that nobody waits for another's turn.
const answers = new WeakMap<object, Map<string, Promise<unknown>>>();

export const excursionOf = (em: Em, event: ExcursionChanged): Promise<Excursion> =>
  once(event, 'excursion', () => em.findOneOrFail(ExcursionEntity, { id: event.excursionId }));

/** Reads together what many events that wait for their turn will be answered with: their own changes follow them. */
export async function fetchExcursions(em: Em, events: readonly ExcursionChanged[]): Promise<void> {
  const found = await em.fork().find(ExcursionEntity, { id: { $in: [...new Set(events.map(({ excursionId }) => excursionId))] } });
  const known = new Map(found.map((excursion) => [excursion.id, excursion]));
  for (const event of events) {
    const excursion = known.get(event.excursionId);
    if (excursion) once(event, 'excursion', async () => excursion);
  }
}

export const machineOf = (em: Em, event: MachineStatusChanged): Promise<Machine> =>
  once(event, 'machine', () => em.findOneOrFail(MachineEntity, { id: event.machineId }));

export const rejectionOf = (em: Em, event: MessageRejected): Promise<Rejection> =>
  once(event, 'rejection', () => em.findOneOrFail(RejectionEntity, { id: event.rejectionId }));

/** Says whether the excursion is one that is asked for, as it is after the change; of changes that come together it is asked together. */
export function createWanted(context: Pick<Context, 'em' | 'bounds'>, where: ExcursionFilter): (event: ExcursionChanged) => Promise<boolean> {
  const among = new DataLoader<number, boolean>(
    async (ids) => {
      const found = await amongThese(context.em.fork(), ids, where, context.bounds);
      return ids.map((id) => found.has(id));
    },
    { cache: false, maxBatchSize: 500 },
  );
  return (event) => once(event, JSON.stringify([where, context.bounds]), () => among.load(event.excursionId));
}

export function once<Answer>(event: object, question: string, answer: () => Promise<Answer>): Promise<Answer> {
  const known = answers.get(event) ?? new Map<string, Promise<unknown>>();
  answers.set(event, known);
  const found = known.get(question) ?? patiently(answer);
  known.set(question, found);
  // Who asks again is asking anew.
  found.catch(() => known.delete(question));
  return found as Promise<Answer>;
}
