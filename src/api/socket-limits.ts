/** What a process grants to those who connect by WebSocket. Each process counts alone. */
export interface SocketLimits {
  /** Open at a time; what comes beyond is refused with 503. */
  sockets: number;
  /** Of those, such as have not said yet who they are. */
  strangers: number;
  /** How long each has for saying it. */
  initMs: number;
  /** How long we take to find out whether it is true. */
  authenticateMs: number;
  /** How much older than a result the confirmation may be that lets it out. See Lease. */
  leaseMs: number;
  /** How often whoever runs something is asked about. */
  roundMs: number;
  /** How long an operation waits for a confirmation before it begins. What has been late any longer nobody expects any more. */
  patienceMs: number;
  socketsPerCaller: number;
  operationsPerSocket: number;
  /** Over all his sockets. */
  operationsPerCaller: number;
  /** Messages and control frames: so many at once, and from then on so many in each second. */
  messageBurst: number;
  messagesPerSecond: number;
  /** The same for a caller, over all his sockets. */
  callerBurst: number;
  callerPerSecond: number;
  /** A document and its variables; what is bigger goes by HTTP. */
  messageBytes: number;
  /** What may wait unread when he sends more, or is about to be answered. Of strangers: as much as a message has. */
  unreadBytes: number;
  /** In how many frames a message may come. */
  messageFragments: number;
  /** In how many pieces the network may bring one of them. */
  frameChunks: number;
  /** How long a socket may be open on which nothing runs. */
  idleMs: number;
}

export const SOCKET_LIMITS: SocketLimits = {
  sockets: 10_000,
  strangers: 2_500,
  initMs: 3_000,
  authenticateMs: 15_000,
  leaseMs: 1_000,
  roundMs: 500,
  patienceMs: 5_000,
  socketsPerCaller: 1_000,
  operationsPerSocket: 100,
  operationsPerCaller: 10_000,
  messageBurst: 1_000,
  messagesPerSecond: 100,
  callerBurst: 20_000,
  callerPerSecond: 2_000,
  messageBytes: 256 * 1024,
  unreadBytes: 16 * 1024 * 1024,
  messageFragments: 1_024,
  frameChunks: 4_096,
  idleMs: 5 * 60_000,
};

/** Says whether there is one left. It holds a burst and fills up by so many in a second. */
export function createBudget(burst: number, perSecond: number): () => boolean {
  let left = burst;
  let countedAt = performance.now();
  return () => {
    const at = performance.now();
    left = Math.min(burst, left + ((at - countedAt) / 1000) * perSecond) - 1;
    countedAt = at;
    return left >= 0;
  };
}

/** How many of something each caller has. */
export class Tally {
  readonly #counts = new Map<string, number>();

  of(callerId: string): number {
    return this.#counts.get(callerId) ?? 0;
  }

  add(callerId: string, difference: 1 | -1): void {
    const count = this.of(callerId) + difference;
    if (count === 0) this.#counts.delete(callerId);
    else this.#counts.set(callerId, count);
  }
}
