import { now } from '../domain/time.js';
import type { Notice } from '../events.js';
import type { Stream } from './stream.js';
import type { Tail } from './tail.js';

export interface HeartbeatOptions {
  tail: Pick<Tail, 'isCurrent' | 'position'> | null;
  everyMs: number;
}

type Beaten = Pick<Stream<Notice>, 'offer' | 'passedAt' | 'isEmpty'>;

/** Looks so many times in the while after which quiet is told. */
const LOOKS = 15;

/** Tells streams that are quiet how far everything has come: as long as that is known, for it is what quiet is told from. */
export function createHeartbeat({ tail, everyMs }: HeartbeatOptions): Pick<Set<Beaten>, 'add' | 'delete'> {
  const streams = new Set<Beaten>();
  let timer: NodeJS.Timeout | undefined;
  const beat = () => {
    if (!tail?.isCurrent) return;
    const notice: Notice = { name: 'notice', position: tail.position, at: now(), gap: null };
    const quietSince = performance.now() - everyMs;
    for (const stream of streams) if (stream.passedAt <= quietSince && stream.isEmpty) stream.offer(notice);
  };
  return {
    add(stream) {
      streams.add(stream);
      timer ??= setInterval(beat, everyMs / LOOKS).unref();
      return this as Set<Beaten>;
    },
    delete(stream) {
      const known = streams.delete(stream);
      if (streams.size > 0) return known;
      clearInterval(timer);
      timer = undefined;
      return known;
    },
  };
}
