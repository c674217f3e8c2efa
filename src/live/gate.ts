import { MOST_WAITING } from './backlog.js';

export interface GateOptions<Event> {
  accept: (event: Event) => boolean | Promise<boolean>;
  /** Gets what was accepted, in the order in which it came. */
  pass: (event: Event) => void;
  /** Gets what `accept` threw. */
  fail: (error: unknown) => void;
  /** Called instead of asking when too many answers are still out. */
  overflow: () => void;
}

export interface Gate<Event> {
  offer(event: Event): void;
  /** Resolves when all that was offered until now is decided. */
  settled(): Promise<void>;
}

/** Asks for each event at once, so that questions to a database gather in one round trip, and passes in order whatever is answered first. */
export function createGate<Event>({ accept, pass, fail, overflow }: GateOptions<Event>): Gate<Event> {
  let undecided = 0;
  let decided: Promise<void> = Promise.resolve();

  const settle = async (event: Event, verdict: boolean | Promise<boolean>) => {
    const accepted = await verdict;
    undecided--;
    if (accepted) pass(event);
  };
  const refuse = (error: unknown) => {
    fail(error);
    return false;
  };
  const offer = (event: Event): void => {
    if (undecided >= MOST_WAITING) return overflow();
    let verdict: boolean | Promise<boolean>;
    try {
      verdict = accept(event);
    } catch (error) {
      return fail(error);
    }
    if (verdict === false) return;
    if (verdict === true && undecided === 0) return pass(event);
    // A refusal has its handler from the start: nobody waits for it yet while an earlier one is still out.
    const handled = typeof verdict === 'boolean' ? verdict : verdict.catch(refuse);
    undecided++;
    decided = decided.then(() => settle(event, handled));
  };
  return { offer, settled: () => decided };
}
