import { GraphQLError } from 'graphql';
import type { Database, Em } from '../database.js';

/** Statements of one caller at a time: of ten connections, he leaves some to others however much he asks for. */
const AT_A_TIME = 4;
/** As long as a statement itself may take; then nobody waits for the answer any more. */
const PATIENCE_MS = 28_000;

interface Gate {
  running: number;
  /** Those of the oldest EntityManager first, and then as they came. */
  readonly waiting: Turn[];
}

interface Turn {
  readonly since: number;
  readonly goOn: () => void;
}

type Gates = Map<string, Gate>;

// Only of callers who have something under way.
const gatesOf = new WeakMap<Database, Gates>();
const callers = new WeakMap<Em, { gates: Gates; callerId: string; since: number }>();
let forks = 0;

/**
 * An EntityManager whose statements wait for the caller's turn. Transactions that begin on it do not: they have their connection.
 * Whose operation began first comes first, so that it ends, and what it holds is let go, before others have as much.
 */
export function forkFor(database: Database, callerId: string): Em {
  const em = database.em.fork();
  const gates = gatesOf.get(database) ?? new Map<string, Gate>();
  gatesOf.set(database, gates);
  forks += 1;
  callers.set(em, { gates, callerId, since: forks });
  return em;
}

/** Does the work when it is its turn; at once where the EntityManager is nobody's. */
export async function inTurn<Result>(em: Em, work: () => Promise<Result>, patienceMs = PATIENCE_MS): Promise<Result> {
  const caller = callers.get(em);
  if (!caller) return work();
  const { gates, callerId, since } = caller;
  const gate = gates.get(callerId) ?? { running: 0, waiting: [] };
  gates.set(callerId, gate);
  // Whoever leaves hands his place to the next, so that nobody comes between.
  if (gate.running < AT_A_TIME) gate.running += 1;
  else await turn(gate, since, patienceMs);
  try {
    return await work();
  } finally {
    leave(gate, () => gates.delete(callerId));
  }
}

/** For how many callers of a database something is under way. */
export const callersUnderWay = (database: Database): number => gatesOf.get(database)?.size ?? 0;

function turn({ waiting }: Gate, since: number, patienceMs: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const goOn = () => {
      clearTimeout(timer);
      resolve();
    };
    const own = { since, goOn };
    const timer = setTimeout(() => {
      waiting.splice(waiting.indexOf(own), 1);
      reject(new GraphQLError('This takes too long and was given up: too much else of yours is under way. Ask for less at once, or again later.', { extensions: { code: 'TIMEOUT' } }));
    }, patienceMs);
    waiting.splice(waiting.findLastIndex((other) => other.since <= since) + 1, 0, own);
  });
}

function leave(gate: Gate, forget: () => void): void {
  const next = gate.waiting.shift();
  if (next) return next.goOn();
  gate.running -= 1;
  if (gate.running === 0) forget();
}
