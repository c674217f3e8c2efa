import { setTimeout as delay } from 'node:timers/promises';
import { inspect } from 'node:util';

/** Waits until the condition gives something true and returns that. While it throws it counts as not met yet. */
export async function eventually<T>(condition: () => T | Promise<T>, { within = 60_000, every = 20 } = {}): Promise<T> {
  const deadline = performance.now() + within;
  for (;;) {
    let last: unknown;
    try {
      const value = await condition();
      if (value) return value;
      last = value;
    } catch (error) {
      last = error;
    }
    if (performance.now() >= deadline) throw new Error(`after ${within} ms still ${inspect(last, { depth: 4 })}, waiting for ${condition}`);
    await delay(every);
  }
}
