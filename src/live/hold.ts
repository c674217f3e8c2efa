import type { Logger } from '../log.js';

const WORTH_A_WARNING_S = 10;

/** Watches for how long one transaction holds back what others have committed after it. */
export interface Hold {
  notice(piece: { horizon: number; isHeld: boolean }): void;
  readonly seconds: number;
}

export function createHold(log: Logger): Hold {
  let held: { horizon: number; since: number; said: boolean } | null = null;
  const secondsOf = () => (held ? (performance.now() - held.since) / 1_000 : 0);
  return {
    notice({ horizon, isHeld }) {
      if (!isHeld) held = null;
      else if (held?.horizon !== horizon) held = { horizon, since: performance.now(), said: false };
      const seconds = secondsOf();
      if (!held || held.said || seconds < WORTH_A_WARNING_S) return;
      held.said = true;
      log.warn({ transaction: horizon, seconds: Math.round(seconds) }, 'a transaction runs for long, and subscribers hear of nothing that was committed after it began');
    },
    get seconds() {
      return secondsOf();
    },
  };
}
