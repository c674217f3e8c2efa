import type { Logger } from '../log.js';
import { ROUND_MS } from './lease.js';
import type { Session } from './session.js';

/** Twice a second each session looks at whether it may go on: one timer for all, and none that would have to wait for years. */
export function startRounds(sessions: ReadonlySet<Session>, log: Logger): Disposable {
  let doubted = false;
  const round = () => {
    let doubt: unknown = null;
    for (const session of sessions) {
      session.round();
      if (session.operations > 0) doubt ??= session.lease?.doubt ?? null;
    }
    if (doubt !== null && !doubted) log.warn({ err: doubt }, 'whether open streams still have access cannot be found out: they wait');
    if (doubt === null && doubted) log.info('open streams have been confirmed again');
    doubted = doubt !== null;
  };
  const timer = setInterval(round, ROUND_MS);
  return { [Symbol.dispose]: () => clearInterval(timer) };
}
