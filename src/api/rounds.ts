import type { Logger } from '../log.js';
import type { SessionParts } from './session.js';

/** Every roundMs each session looks at whether it may go on: one timer for all, and none that would have to wait for years. */
export function startRounds({ sessions, limits }: Pick<SessionParts, 'sessions' | 'limits'>, log: Logger): Disposable {
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
  const timer = setInterval(round, limits.roundMs);
  return { [Symbol.dispose]: () => clearInterval(timer) };
}
