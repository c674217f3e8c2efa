import type { Credential } from '../access/credential.js';
import type { Viewer } from '../domain/role.js';
import { now, type Instant } from '../domain/time.js';

/**
 * With what somebody may go on listening. Whoever has a credential may lose it, and then nothing that is committed more
 * than 2 s later may reach him. So each result needs a confirmation that was asked for at most 1 s before the result was
 * there: the answer is a second old at most, so he had not lost it 2 s before, and what the result tells was committed
 * before it was there. No clock of another machine is in this, nor how long anything takes: not the answer, not a busy
 * event loop. While nobody answers, results wait; they are never delivered in doubt, and nobody is sent away for an outage.
 *
 * While operations run, rounds ask twice a second: a result hardly ever waits, and who is revoked is gone within 2 s.
 */
export class Lease {
  #credential: Credential;
  readonly #onEnd: (reason: string) => void;
  readonly #leaseMs: number;
  /** When the last confirmation that was given had been asked for. */
  #confirmedAt = -Infinity;
  /** Since when we wait for an answer. */
  #askedAt: number | null = null;
  #refreshes = 0;
  #doubt: unknown = null;
  #ended = false;
  #news = Promise.withResolvers<void>();

  constructor(credential: Credential, onEnd: (reason: string) => void, leaseMs: number) {
    this.#credential = credential;
    this.#onEnd = onEnd;
    this.#leaseMs = leaseMs;
  }

  get callerId(): string {
    return this.#credential.id;
  }

  get viewer(): Viewer {
    return this.#credential.viewer;
  }

  get expiresAt(): Instant | null {
    return this.#credential.expiresAt;
  }

  /** Why nobody can tell at present whether it still holds; null: nothing is wrong. */
  get doubt(): unknown {
    return this.#doubt;
  }

  /** Whether it has ended; it does so here when its time has come. */
  isOver(): boolean {
    if (this.expiresAt !== null && now() >= this.expiresAt) this.end(EXPIRED);
    return this.#ended;
  }

  /** Whether he may have what was there at that moment of performance.now(). */
  covers(thereAt: number): boolean {
    return !this.isOver() && this.#confirmedAt >= thereAt - this.#leaseMs;
  }

  /** The same, once that is known. Also false as soon as the result is not wanted any more. */
  async cover(thereAt: number, wanted: () => boolean): Promise<boolean> {
    if (!this.covers(thereAt) && (this.#askedAt ?? -Infinity) < thereAt - this.#leaseMs) void this.#ask();
    while (!this.#ended && wanted()) {
      if (this.covers(thereAt)) return true;
      await this.#news.promise;
    }
    return false;
  }

  /** Lets those who wait see whether they still want to. */
  wake(): void {
    const { resolve } = this.#news;
    this.#news = Promise.withResolvers();
    resolve();
  }

  /** To be called every roundMs while operations run. */
  round(): void {
    if (this.#askedAt === null || performance.now() - this.#askedAt > ANSWER_MS) void this.#ask();
    this.wake();
  }

  /** Goes on with what the caller has shown now. False, and the end, when it does not stand for the same. */
  refresh(credential: Credential | null): boolean {
    if (!credential || !standsForSame(this.#credential, credential)) this.end(CHANGED);
    else this.#credential = credential;
    this.#refreshes += 1;
    return !this.#ended;
  }

  end(reason: string): void {
    if (this.#ended) return;
    this.#ended = true;
    this.wake();
    this.#onEnd(reason);
  }

  async #ask(): Promise<void> {
    const askedAt = performance.now();
    const refreshes = this.#refreshes;
    this.#askedAt = askedAt;
    try {
      const confirmed = await this.#credential.confirm();
      // It was about a credential that has been replaced: nothing is known of the new one.
      if (refreshes === this.#refreshes) this.#apply(confirmed, askedAt);
      this.#doubt = null;
    } catch (error) {
      this.#doubt = error;
    }
    if (this.#askedAt === askedAt) this.#askedAt = null;
    this.wake();
  }

  #apply(confirmed: Credential | null, askedAt: number): void {
    if (!confirmed || !standsForSame(this.#credential, confirmed)) return this.end(CHANGED);
    this.#credential = confirmed;
    this.#confirmedAt = Math.max(this.#confirmedAt, askedAt);
  }
}

/** From then on another answer is asked for, lest one that got lost holds everything up. */
const ANSWER_MS = 10_000;

const EXPIRED = 'Token expired: connect again with a new one';
const CHANGED = 'Access was revoked or changed: connect again';

function standsForSame(one: Credential, other: Credential): boolean {
  const sites = [one, other].map(({ viewer }) => viewer.sites && [...viewer.sites].sort((a, b) => a - b).join());
  return one === other || (one.id === other.id && one.viewer.role === other.viewer.role && one.viewer.asset === other.viewer.asset && sites[0] === sites[1]);
}
