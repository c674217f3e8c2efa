import type { Database } from '../database.js';
import type { Bus } from '../events.js';
import type { Logger } from '../log.js';
import { createHold, type Hold } from './hold.js';
import { HORIZON, readLog, readStart } from './log.js';
import { Missing } from './missing.js';
import { Pace, POLL_MS } from './pace.js';
import { LOGGED, type Logged, type LoggedName, type Place } from './place.js';
import { Reach } from './reach.js';
import { Recent } from './recent.js';
import { Sequence } from './sequence.js';
import type { Reachings } from './reaching.js';
import type { WantedShards } from './wanted.js';

export interface TailOptions {
  database: Database;
  bus: Bus;
  log: Logger;
  /** The SQL of the transaction below which nothing is missing, where it is not to be HORIZON. */
  horizon?: string;
}

const MOST_REMEMBERED = 10_000;

/**
 * What there is of a tail while anybody wants it. Asks Postgres when the bus rings, and once a second without it, one
 * statement after the other, and hands on what has become certain. The bus is listened to before the log is looked at: so
 * nothing lies between them.
 */
export class Follower {
  epoch = '';
  /** When Postgres answered last. */
  answeredAt = -Infinity;
  readonly sequence: Sequence;
  readonly reach: Reach;
  readonly hold: Hold;
  readonly #recent = new Map<LoggedName, Recent>();
  readonly #pace = new Pace();
  readonly #running: Promise<void>;
  readonly #missing: Missing;
  #stopped = false;
  #failing = false;
  #settling = false;

  constructor(
    private readonly options: TailOptions,
    private readonly wanted: WantedShards,
    private readonly reachings: Reachings,
    private readonly tell: (event: Logged) => void,
  ) {
    this.hold = createHold(options.log);
    this.sequence = new Sequence(wanted.has);
    this.#missing = new Missing(options, this.sequence, wanted);
    this.reach = new Reach(options.bus);
    this.#running = this.#run();
  }

  /** What was handed on behind a place; null: not all of that is remembered. */
  since(name: LoggedName, place: Place, shards: readonly number[]): Logged[] | null {
    if (name === 'readingsRecorded' && !this.reach.covers(place, shards)) return null;
    return this.#recent.get(name)?.since(place) ?? null;
  }

  /** A shard is wanted from now on. */
  come(shard: number): void {
    this.reach.come(shard, this.sequence.position);
    this.#pace.ring();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#pace.end();
    await this.#running;
  }

  async #run(): Promise<void> {
    const leave = LOGGED.map((name) => this.options.bus.subscribe(name, (event) => this.#hear(event), []));
    for (const shard of this.wanted.all) this.come(shard);
    while (!this.#stopped) {
      this.#pace.begin();
      const more = await this.#try(async () => {
        if (this.epoch === '') await this.#start();
        const looked = this.reach.look();
        const piece = await readLog(this.options.database.em.fork(), this.sequence.last, this.options.horizon ?? HORIZON);
        this.answeredAt = performance.now();
        if (piece.transactions.length > 0) this.#pace.quicken();
        this.hold.notice(piece);
        // Before anything behind a move is handed on it is wanted by whom it is for.
        if (piece.moves) await this.reachings.askAgain();
        this.sequence.log(piece.transactions, piece.upTo);
        this.#handOn();
        if (!piece.more) looked();
        if (!(await this.#missing.fill())) return piece.more;
        this.#handOn();
        return true;
      });
      if (!more) await this.#pace.pause(this.#pauseMs());
    }
    for (const each of leave) each();
    // Nobody waits for what does not come any more.
    this.reach.end();
  }

  async #start(): Promise<void> {
    const { epoch, position } = await readStart(this.options.database.em.fork(), this.options.horizon ?? HORIZON);
    this.sequence.begin(position);
    for (const name of LOGGED) this.#recent.set(name, new Recent([position], MOST_REMEMBERED));
    this.reach.begin(position);
    this.epoch = epoch;
  }

  /** Everything that a transaction says of one name comes in the same breath, and is looked at after it. */
  #hear(event: Logged): void {
    this.sequence.hear(event);
    if (this.#settling) return;
    this.#settling = true;
    queueMicrotask(() => {
      this.#settling = false;
      this.#handOn();
      if (this.sequence.isAhead) this.#pace.ring();
    });
  }

  #handOn(): void {
    for (let events = this.sequence.take(); events; events = this.sequence.take()) {
      for (const event of events) {
        this.#recent.get(event.name)!.push(event);
        this.tell(event);
      }
    }
  }

  #pauseMs(): number | null {
    if (this.#failing) return POLL_MS;
    return this.#missing.graceMs() ?? (this.sequence.isAhead ? null : POLL_MS);
  }

  async #try(work: () => Promise<boolean>): Promise<boolean> {
    try {
      const outcome = await work();
      this.#failing = false;
      return outcome;
    } catch (err) {
      if (!this.#failing) this.options.log.warn({ err }, 'the log of commits cannot be read; subscribers wait until it can');
      this.#failing = true;
      return false;
    }
  }
}
