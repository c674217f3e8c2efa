import { MessageType, stringifyMessage } from 'graphql-ws';
import { boundsOf } from '../access/bounds.js';
import type { Notice } from '../events.js';
import type { Seat } from '../live/sharing.js';
import { tooSlow } from '../live/stream.js';
import type { Lease } from './lease.js';
import type { Made, Told } from './made.js';
import { NoResults } from './no-results.js';
import { joined, type Outlet } from './outlet.js';
import type { Session } from './session.js';
import { Waiting } from './waiting.js';

export interface MemberOptions {
  session: Session;
  /** Of the operation, by which his peer knows what a result is of. */
  id: string;
  /** The result of an event for him alone. */
  tell: (event: Told) => Promise<Buffer>;
  /** Whether an event that has waited is still for him. */
  isStillSeen: (event: Told) => boolean | Promise<boolean>;
  coalesceBy: ((event: Told) => string | number) | undefined;
  onLeftOut: (events: number) => void;
  /** Called for each event that he had missed and is told. */
  onReplayed: () => void;
  /** Called once, with the reason if he is let go. */
  onLeave: (failure: unknown) => void;
}

/** So much may wait in his socket before events wait in his queue instead. */
const MOST_UNREAD = 64 * 1024;

/**
 * One subscriber of a shared stream. As long as he keeps up he is handed what was made once for all. When he does not,
 * or while nobody knows whether he still may, events wait in a bounded queue of his own, and each is told to him alone when
 * its turn has come, so that he slows nobody; when none waits any more, he is carried along again. He has no results to
 * give: they are written to his socket as they are.
 */
export class Member extends NoResults {
  readonly #options: MemberOptions;
  readonly #lease: Lease;
  readonly #outlet: Outlet;
  readonly #head: Buffer;
  readonly #waiting: Waiting;
  #seat: Seat | null = null;
  #isBehind = false;
  #ended = false;

  constructor(options: MemberOptions) {
    super();
    this.#options = options;
    this.#head = Buffer.from(`{"id":${JSON.stringify(options.id)},"type":"next","payload":`);
    const { coalesceBy, onLeftOut, session } = options;
    this.#lease = session.lease!;
    this.#outlet = session.outlet;
    this.#waiting = new Waiting({ coalesceBy, onLeftOut, keepsResults: boundsOf(session.viewer) === null });
  }

  get callerId(): string {
    return this.#options.session.id;
  }

  get keepsUp(): boolean {
    return !this.#isBehind;
  }

  get waiting(): number {
    return this.#waiting.length;
  }

  get hasEnded(): boolean {
    return this.#ended;
  }

  sit(seat: Seat): void {
    this.#seat = seat;
  }

  /** Tells him first what he has missed, and then what waits for him meanwhile. */
  replay(events: AsyncIterator<Told>): void {
    this.#waiting.begin(events);
    void this.#catchUp();
  }

  /** Takes what happens, all of which was made by then. */
  take(made: readonly Made[], madeAt: number): void {
    const news = made.filter(({ event }) => this.#seat!.isNews(event));
    if (!this.#isBehind && news.length > 0 && this.#lease.covers(madeAt) && this.#outlet.unread() <= MOST_UNREAD) {
      const results = news.map(({ result }) => result);
      if (results.every((result) => result !== null)) return this.#outlet.push(this.#head, results);
    }
    for (const each of news) this.#wait(each);
  }

  /**
   * Tells him how far it has come, by a ping of graphql-transport-ws. Only while nothing waits for him: then all that he was
   * told before is in his socket, and he may resume behind it.
   */
  beat(notice: Notice, cursor: string): void {
    const { id, session } = this.#options;
    if (this.#isBehind || !this.#seat!.isNews(notice) || !session.lease!.covers(performance.now())) return;
    void session.outlet.write(stringifyMessage({ type: MessageType.Ping, payload: { id, cursor } }));
  }

  end(failure: unknown = null): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#waiting.clear();
    this.#seat?.[Symbol.dispose]();
    this.#lease.wake();
    this.finish(failure);
    this.#options.onLeave(failure);
  }

  #wait(made: Made): void {
    if (this.#ended) return;
    if (!this.#waiting.push(made)) return this.end(tooSlow());
    if (!this.#isBehind) void this.#catchUp();
  }

  async #catchUp(): Promise<void> {
    this.#isBehind = true;
    try {
      for (let event = await this.#waiting.nextMissed(); event && !this.#ended; event = await this.#waiting.nextMissed()) {
        await this.#tellAlone({ event, result: null });
        this.#options.onReplayed();
      }
      for (let made = this.#waiting.shift(); made && !this.#ended; made = this.#waiting.shift()) {
        if (await this.#options.isStillSeen(made.event)) await this.#tellAlone(made);
      }
      // In the same breath in which nothing waits for him.
      this.#isBehind = false;
    } catch (error) {
      this.end(error);
    }
  }

  async #tellAlone({ event, result }: Made): Promise<void> {
    const body = result ?? (await this.#options.tell(event));
    const madeAt = performance.now();
    if (!this.#lease.covers(madeAt) && !(await this.#lease.cover(madeAt, () => !this.#ended))) return this.end();
    if (!this.#ended) await this.#outlet.write(joined(this.#head, body));
  }
}
