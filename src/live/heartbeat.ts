import { now } from '../domain/time.js';
import type { Notice } from '../events.js';
import type { Stream } from './stream.js';
import type { Tail } from './tail.js';

export interface HeartbeatOptions {
  tail: Pick<Tail, 'isCurrent' | 'position'> | null;
  everyMs: number;
}

type Beaten = Pick<Stream<Notice>, 'passedAt' | 'isEmpty'>;

export interface Heartbeat<Stream> {
  add(stream: Stream, tell: (notice: Notice) => void): void;
  delete(stream: Stream): void;
}

/** Looks so many times in the while after which quiet is told. */
const LOOKS = 15;

/** Tells streams that are quiet how far everything has come: as long as that is known, for it is what quiet is told from. */
export function createHeartbeat({ tail, everyMs }: HeartbeatOptions): Heartbeat<Beaten> {
  const streams = new Map<Beaten, (notice: Notice) => void>();
  let timer: NodeJS.Timeout | undefined;
  const beat = () => {
    if (!tail?.isCurrent) return;
    const notice: Notice = { name: 'notice', position: tail.position, at: now(), gap: null };
    const quietSince = performance.now() - everyMs;
    for (const [stream, tell] of streams) if (stream.passedAt <= quietSince && stream.isEmpty) tell(notice);
  };
  return {
    add(stream, tell) {
      streams.set(stream, tell);
      timer ??= setInterval(beat, everyMs / LOOKS).unref();
    },
    delete(stream) {
      if (!streams.delete(stream) || streams.size > 0) return;
      clearInterval(timer);
      timer = undefined;
    },
  };
}
