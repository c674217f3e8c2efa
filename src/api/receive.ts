import { CloseCode, MessageType, parseMessage, type Message } from 'graphql-ws';
import type { Session } from './session.js';
import { POLICY_VIOLATION } from './session.js';

interface Running {
  /** Never rejects. */
  over: Promise<unknown>;
  /** The peer has said that he wants no more of it. */
  left: boolean;
}

/**
 * Hands a peer's messages to graphql-ws, whose promise of a `subscribe` lasts as long as the operation. We keep two things
 * right that it does not: an id that is used again at once waits for the operation before to be over, because graphql-ws
 * would take one for the other, and the later one would run on for ever; and a message that only servers send is the
 * peer's error (4400), not ours (4500).
 */
export function createReceiver(session: Session, hear: (text: string) => Promise<void>): (text: string) => Promise<void> {
  const running = new Map<string, Running>();

  const subscribe = (id: string, text: string): Promise<void> | void => {
    const before = running.get(id);
    if (before && !before.left) return session.close(CloseCode.SubscriberAlreadyExists, `Subscriber for ${id} already exists`);
    const end = session.begin();
    if (before && session.lease && session.tooManyOperations) {
      end();
      return session.close(POLICY_VIOLATION, 'Policy violation: too many operations that wait for one another');
    }
    const current: Running = { over: Promise.resolve(), left: false };
    const run = async () => {
      await before?.over;
      if (!current.left && !session.isClosed) await hear(text);
    };
    const outcome = (before ? run() : hear(text)).finally(() => {
      end();
      if (running.get(id) === current) running.delete(id);
    });
    current.over = outcome.catch(() => {});
    running.set(id, current);
    return outcome;
  };

  return async (text) => {
    const message = read(text);
    if (!message) return session.close(CloseCode.BadRequest, 'Invalid message received');
    if (message.type === MessageType.Subscribe) return subscribe(message.id, text);
    if (message.type === MessageType.Complete) {
      const current = running.get(message.id);
      if (!current || current.left) return;
      current.left = true;
    }
    return hear(text);
  };
}

const FROM_CLIENTS: readonly MessageType[] = [MessageType.ConnectionInit, MessageType.Ping, MessageType.Pong, MessageType.Subscribe, MessageType.Complete];

function read(text: string): Message | null {
  try {
    const message = parseMessage(text);
    return FROM_CLIENTS.includes(message.type) ? message : null;
  } catch {
    return null;
  }
}
