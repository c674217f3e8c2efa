import type { Database } from '../database.js';
import type { Bus } from '../events.js';
import type { Logger } from '../log.js';
import { createHold } from './hold.js';
import { HORIZON, readLog, readReadings, readStart } from './log.js';
import { LOGGED, type Logged, type LoggedName } from './place.js';
import { Recent } from './recent.js';
import { Sequence } from './sequence.js';

export interface TailOptions {
  database: Database;
  bus: Bus;
  log: Logger;
  /** Told for how many seconds a transaction has been holding back what was committed after it. */
  onHeld?: (seconds: number) => void;
  /** The SQL of the transaction below which nothing is missing, where it is not to be HORIZON. */
  horizon?: string;
}

/** Without a word from the bus Postgres is asked so often. */
export const POLL_MS = 1_000;
/** What is known to be committed and is not certain yet is asked for after so long, and then each time after twice as long. */
const [SOONEST_MS, LATEST_MS] = [2, 250];
/** So long may readings that the log has still come by the bus. */
const GRACE_MS = 50;
const FILLED_AT_ONCE = 2_000;
const MOST_REMEMBERED = 10_000;

/** What there is of a tail while anybody wants it. */
export interface Following {
  /** Resolves when it is known from where on everything is handed on. */
  readonly started: Promise<void>;
  readonly epoch: string;
  readonly sequence: Sequence;
  readonly recent: ReadonlyMap<LoggedName, Recent>;
  /** When Postgres answered last. */
  readonly answeredAt: number;
  stop(): Promise<void>;
}

/**
 * Asks Postgres when the bus rings, and once a second without it, one statement after the other, and hands on what has
 * become certain. The bus is listened to before the log is looked at: so nothing lies between them.
 */
export class Follower implements Following {
  readonly started: Promise<void>;
  epoch = '';
  answeredAt = -Infinity;
  readonly sequence = new Sequence();
  readonly recent = new Map<LoggedName, Recent>();
  readonly #running: Promise<void>;
  readonly #options: TailOptions;
  readonly #tell: (event: Logged) => void;
  #stopped = false;
  #failing = false;
  #rung = false;
  #wake: () => void = () => {};
  #settling = false;
  #pauseMs = SOONEST_MS;
  #missing = { from: 0, since: 0 };

  constructor(options: TailOptions, tell: (event: Logged) => void) {
    this.#options = options;
    this.#tell = tell;
    const started = Promise.withResolvers<void>();
    this.started = started.promise;
    this.#running = this.#run(started.resolve);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#wake();
    await this.#running;
  }

  async #run(onStarted: () => void): Promise<void> {
    const leave = LOGGED.map((name) => this.#options.bus.subscribe(name, (event) => this.#hear(event)));
    const { onHeld = () => {}, log } = this.#options;
    const hold = createHold({ onHeld, log });
    while (!this.#stopped) {
      this.#rung = false;
      const more = await this.#try(async () => {
        if (this.epoch === '') await this.#start(onStarted);
        const piece = await readLog(this.#options.database.em.fork(), this.sequence.last, this.#options.horizon ?? HORIZON);
        this.answeredAt = performance.now();
        if (piece.transactions.length > 0) this.#pauseMs = SOONEST_MS;
        hold.notice(piece);
        this.sequence.log(piece.transactions, piece.upTo);
        this.#handOn();
        return (await this.#fill()) || piece.more;
      });
      if (!more) await this.#pause();
    }
    for (const each of leave) each();
    // Nobody waits for what does not come any more.
    onStarted();
  }

  async #start(onStarted: () => void): Promise<void> {
    const { epoch, position } = await readStart(this.#options.database.em.fork(), this.#options.horizon ?? HORIZON);
    this.sequence.begin(position);
    for (const name of LOGGED) this.recent.set(name, new Recent([position], MOST_REMEMBERED));
    this.epoch = epoch;
    onStarted();
  }

  /** Everything that a transaction says of one name comes in the same breath, and is looked at after it. */
  #hear(event: Logged): void {
    this.sequence.hear(event);
    if (this.#settling) return;
    this.#settling = true;
    queueMicrotask(() => {
      this.#settling = false;
      this.#handOn();
      if (!this.sequence.isAhead) return;
      this.#rung = true;
      this.#pauseMs = SOONEST_MS;
      this.#wake();
    });
  }

  #handOn(): void {
    for (let events = this.sequence.take(); events; events = this.sequence.take()) {
      for (const event of events) {
        this.recent.get(event.name)!.push(event);
        this.#tell(event);
      }
    }
  }

  /** Reads what the bus has not brought in time. Whether it did. */
  async #fill(): Promise<boolean> {
    const { missing } = this.sequence;
    if (!missing || this.#graceMs(missing.from) > 0) return false;
    const { events, next } = await readReadings(this.#options.database.em.fork(), [missing.from - 1], missing.to, FILLED_AT_ONCE);
    this.sequence.fill(events, missing.from, next?.[0] ?? missing.to);
    this.#handOn();
    return true;
  }

  #graceMs(from: number): number {
    if (!this.#options.bus.connected) return 0;
    if (this.#missing.from !== from) this.#missing = { from, since: performance.now() };
    return Math.max(0, this.#missing.since + GRACE_MS - performance.now());
  }

  async #pause(): Promise<void> {
    if (this.#rung || this.#stopped) return;
    const { missing, isAhead } = this.sequence;
    const milliseconds = this.#failing ? POLL_MS : missing ? this.#graceMs(missing.from) : isAhead ? this.#pauseMs : POLL_MS;
    if (isAhead) this.#pauseMs = Math.min(2 * this.#pauseMs, LATEST_MS);
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, milliseconds).unref();
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  async #try(work: () => Promise<boolean>): Promise<boolean> {
    try {
      const outcome = await work();
      this.#failing = false;
      return outcome;
    } catch (err) {
      if (!this.#failing) this.#options.log.warn({ err }, 'the log of commits cannot be read; subscribers wait until it can');
      this.#failing = true;
      return false;
    }
  }
}
