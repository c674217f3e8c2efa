import type { Logger } from '../log.js';

export interface HoldOptions {
  onHeld: (seconds: number) => void;
  log: Logger;
}

const WORTH_A_WARNING_S = 10;

/** Watches for how long one transaction holds back what others have committed after it. */
export function createHold({ onHeld, log }: HoldOptions): { notice(piece: { horizon: number; isHeld: boolean }): void } {
  let held: { horizon: number; since: number; said: boolean } | null = null;
  return {
    notice({ horizon, isHeld }) {
      if (!isHeld) held = null;
      else if (held?.horizon !== horizon) held = { horizon, since: performance.now(), said: false };
      const seconds = held ? (performance.now() - held.since) / 1_000 : 0;
      onHeld(seconds);
      if (!held || held.said || seconds < WORTH_A_WARNING_S) return;
      held.said = true;
      log.warn({ transaction: horizon, seconds: Math.round(seconds) }, 'a transaction runs for long, and subscribers hear of nothing that was committed after it began');
    },
  };
}
