import { CloseCode } from 'graphql-ws';
import type { Credential } from '../access/credential.js';
import type { Viewer } from '../domain/role.js';
import { Lease } from './lease.js';
import type { Outlet } from './outlet.js';
import { createBudget, type SocketLimits, type Tally } from './socket-limits.js';

/** What the sessions of a process share. */
export interface SessionParts {
  limits: SocketLimits;
  /** All that are open. */
  sessions: Set<Session>;
  /** Of those, such as have not said yet who they are. */
  strangers: Set<Session>;
  /** What each caller has. */
  sockets: Tally;
  operations: Tally;
  /** The messages of each caller who is here. */
  budgets: Map<string, () => boolean>;
}

/** Close codes of WebSocket itself (RFC 6455, and IANA's list for 1013), beside those of graphql-transport-ws. */
export const NORMAL = 1000;
export const GOING_AWAY = 1001;
export const POLICY_VIOLATION = 1008;
export const TRY_AGAIN_LATER = 1013;

/** One WebSocket: who is on it, and what runs for him. */
export class Session {
  readonly outlet: Outlet;
  readonly #parts: SessionParts;
  readonly #openedAt = performance.now();
  #lease: Lease | null = null;
  #operations = 0;
  #idleSince = this.#openedAt;
  #closed = false;
  readonly #hasOwnBudget: () => boolean;

  constructor(parts: SessionParts, outlet: Outlet) {
    this.#parts = parts;
    this.outlet = outlet;
    this.#hasOwnBudget = createBudget(parts.limits.messageBurst, parts.limits.messagesPerSecond);
    parts.sessions.add(this);
    parts.strangers.add(this);
  }

  /** With what he listens; null: he has not said yet who he is. */
  get lease(): Lease | null {
    return this.#lease;
  }

  /** The caller's. Like `viewer`, only of those who were let in. */
  get id(): string {
    return this.#lease!.callerId;
  }

  get viewer(): Viewer {
    return this.#lease!.viewer;
  }

  get isClosed(): boolean {
    return this.#closed;
  }

  /** False, and closed, when he has too many sockets already. */
  letIn(credential: Credential): boolean {
    if (this.#closed) return false;
    if (this.#parts.sockets.of(credential.id) >= this.#parts.limits.socketsPerCaller) {
      this.close(TRY_AGAIN_LATER, 'Try again later: too many connections of this caller');
      return false;
    }
    this.#parts.strangers.delete(this);
    this.#parts.sockets.add(credential.id, 1);
    const { callerBurst, callerPerSecond } = this.#parts.limits;
    if (!this.#parts.budgets.has(credential.id)) this.#parts.budgets.set(credential.id, createBudget(callerBurst, callerPerSecond));
    this.#lease = new Lease(credential, (reason) => this.close(CloseCode.Forbidden, reason), this.#parts.limits.leaseMs);
    return true;
  }

  /** Whether another message may come now. */
  hasBudget(): boolean {
    const hasCallers = this.#lease ? this.#parts.budgets.get(this.#lease.callerId) : undefined;
    return this.#hasOwnBudget() && (hasCallers?.() ?? true);
  }

  get operations(): number {
    return this.#operations;
  }

  /** Called when an operation is asked for; the returned function when it is over. */
  begin(): () => void {
    const lease = this.#lease;
    this.#operations += 1;
    if (lease) this.#parts.operations.add(lease.callerId, 1);
    return () => {
      this.#operations -= 1;
      if (lease) this.#parts.operations.add(lease.callerId, -1);
      this.#idleSince = performance.now();
    };
  }

  /** Why no more may run than runs now, this one included; null: it may. */
  get tooManyOperations(): string | null {
    const { operationsPerSocket, operationsPerCaller } = this.#parts.limits;
    if (this.#operations > operationsPerSocket) return `A connection may run ${operationsPerSocket} operations at a time.`;
    const isTooMany = this.#parts.operations.of(this.#lease!.callerId) > operationsPerCaller;
    return isTooMany ? `A caller may run ${operationsPerCaller} operations at a time, over all his connections.` : null;
  }

  /**
   * False, and closed, when he leaves so much unread that nothing may be added. Asking costs him nothing, and the answers
   * cost us memory. Not to be asked for events: of each stream only one waits here, and the others in the stream.
   */
  hasRoom(): boolean {
    const { unreadBytes, messageBytes } = this.#parts.limits;
    if (this.outlet.unread() <= (this.#lease ? unreadBytes : messageBytes)) return true;
    this.close(POLICY_VIOLATION, 'Policy violation: answers that are not read');
    return false;
  }

  /** To be called every roundMs. */
  round(): void {
    const { limits } = this.#parts;
    const at = performance.now();
    if (!this.#lease) {
      if (at - this.#openedAt > limits.initMs + limits.authenticateMs) this.close(TRY_AGAIN_LATER, 'Try again later: who you are cannot be found out');
    } else if (this.#lease.isOver()) return;
    else if (this.#operations > 0) this.#lease.round();
    else if (at - this.#idleSince > limits.idleMs) this.close(NORMAL, 'Idle: nothing runs on this connection');
  }

  close(code: number, reason: string): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#parts.sessions.delete(this);
    this.#parts.strangers.delete(this);
    if (this.#lease) this.#leave(this.#lease.callerId);
    this.#lease?.end(reason);
    this.outlet.close(code, reason);
  }

  #leave(callerId: string): void {
    this.#parts.sockets.add(callerId, -1);
    if (this.#parts.sockets.of(callerId) === 0) this.#parts.budgets.delete(callerId);
  }
}
