import type { Bus, DomainEvent, EventName } from '../events.js';
import type { Logger } from '../log.js';

type Listener = (event: DomainEvent) => void;

/** Events within this one process: every listener has been called when `publish` returns. */
export function createInProcessBus(log: Logger): Bus {
  const listeners = new Map<EventName, Set<{ listener: Listener }>>();

  return {
    publish(events) {
      for (const event of events) for (const { listener } of listeners.get(event.name) ?? []) call(listener, event, log);
    },
    subscribe(name, listener) {
      // An object of its own for each call: the same function may listen twice.
      const entry = { listener: listener as Listener };
      const present = listeners.get(name) ?? new Set();
      listeners.set(name, present.add(entry));
      return () => void present.delete(entry);
    },
    connected: true,
    async [Symbol.asyncDispose]() {
      listeners.clear();
    },
  };
}

function call(listener: Listener, event: DomainEvent, log: Logger): void {
  try {
    listener(event);
  } catch (err) {
    log.error({ err, event: event.name }, 'a listener failed');
  }
}
