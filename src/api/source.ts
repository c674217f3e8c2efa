import { setImmediate } from 'node:timers/promises';
import type { ExecutionResult } from 'graphql';
import { isStream } from './confirmed.js';
import type { Notice } from '../events.js';
import type { Made, Told } from './made.js';
import type { Member } from './member.js';

export interface SourceOptions {
  /** Begins to listen; or what is wrong with what is asked. */
  open: () => Promise<AsyncIterable<unknown> | ExecutionResult>;
  /** The result of an event for all. */
  tell: (event: Told) => Promise<Buffer>;
  /** The cursor of a notice, where that is told beside the results; left out: it is a result like others. */
  cursorOf?: ((notice: Notice) => string) | undefined;
  /** Told how many events are handed on, one to several counted as several. */
  onHandedOn: (events: number) => void;
  /** Called when nobody wants it any more, or it has ended. */
  onIdle: () => void;
}

/** So many results gather while others are handed on. */
const MOST_GATHERED = 5_000;
/** To so many members something is handed on before others have their turn. */
const MEMBERS_AT_ONCE = 128;

/** A stream of events that is told to many who ask the same: each event is executed and written down once. */
export class Source {
  /** Resolves when it listens; with what is wrong if it cannot. */
  readonly started: Promise<ExecutionResult | null>;
  readonly #options: SourceOptions;
  readonly #members = new Set<Member>();
  /** How many members there are of each caller. */
  readonly #callers = new Map<string, number>();
  #expected = 0;
  #events: AsyncIterator<Told> | null = null;
  #ended = false;
  #made: Made[] = [];
  #handedOn: Promise<void> = Promise.resolve();

  constructor(options: SourceOptions) {
    this.#options = options;
    // Not in the same breath: what opens it may ask who hears it.
    this.started = Promise.resolve().then(() => this.#start());
  }

  /** Who alone hears it; null: several callers do. */
  get soleCaller(): string | null {
    const [first = null] = this.#callers.keys();
    return this.#callers.size <= 1 ? first : null;
  }

  /** Keeps it open for somebody who is coming, until that is called which is returned. */
  expect(): () => void {
    this.#expected += 1;
    let came = false;
    return () => {
      if (!came) this.#expected -= 1;
      came = true;
      this.#closeIfIdle();
    };
  }

  add(member: Member): void {
    this.#members.add(member);
    this.#callers.set(member.callerId, (this.#callers.get(member.callerId) ?? 0) + 1);
    if (this.#ended) member.end();
  }

  delete(member: Member): void {
    if (!this.#members.delete(member)) return;
    const left = this.#callers.get(member.callerId)! - 1;
    if (left === 0) this.#callers.delete(member.callerId);
    else this.#callers.set(member.callerId, left);
    this.#closeIfIdle();
  }

  #closeIfIdle(): void {
    if (this.#members.size + this.#expected > 0 || this.#ended) return;
    this.#end(null);
    void this.#events?.return?.();
  }

  #end(failure: unknown): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#options.onIdle();
    for (const member of this.#members) member.end(failure);
  }

  async #start(): Promise<ExecutionResult | null> {
    try {
      const events = await this.#options.open();
      if (!isStream(events)) {
        this.#end(null);
        return events as ExecutionResult;
      }
      this.#events = events[Symbol.asyncIterator]() as AsyncIterator<never>;
      if (this.#ended) void this.#events.return?.();
      else void this.#run(this.#events);
      return null;
    } catch (error) {
      this.#end(error);
      throw error;
    }
  }

  /** What comes in one turn of the event loop, or while others are handed on, is handed on together. */
  async #run(events: AsyncIterator<Told>): Promise<void> {
    try {
      for (let next = await events.next(); !next.done && !this.#ended; next = await events.next()) {
        if (next.value.name === 'notice' && this.#options.cursorOf) {
          await this.#handedOn;
          this.#beat(next.value, this.#options.cursorOf(next.value));
          continue;
        }
        const result = this.#isAwaited() ? await this.#options.tell(next.value) : null;
        if (this.#made.push({ event: next.value, result }) === 1) this.#handedOn = this.#handedOn.then(() => this.#handOn());
        if (this.#made.length * this.#members.size >= MOST_GATHERED) await this.#handedOn;
      }
      await this.#handedOn;
      this.#end(null);
    } catch (error) {
      this.#end(error);
      void events.return?.();
    }
  }

  /** Who comes meanwhile has heard of it, or wants none of it: it is no news to him. */
  async #handOn(): Promise<void> {
    await setImmediate();
    const [made, madeAt] = [this.#made, performance.now()];
    this.#made = [];
    this.#options.onHandedOn(made.length * this.#members.size);
    let turn = 0;
    for (const member of this.#members) {
      if ((turn += 1) % MEMBERS_AT_ONCE === 0) await setImmediate();
      member.take(made, madeAt);
    }
  }

  #beat(notice: Notice, cursor: string): void {
    for (const member of this.#members) member.beat(notice, cursor);
  }

  #isAwaited(): boolean {
    for (const member of this.#members) if (member.keepsUp) return true;
    return false;
  }
}
