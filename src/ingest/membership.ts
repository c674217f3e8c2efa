import { randomUUID } from 'node:crypto';
import type { Database } from '../database.js';
import type { Logger } from '../log.js';
import { emptySession } from './adopt.js';
import type { Batcher } from './batch.js';
import { sharedTopics, TOPICS } from './broker-session.js';
import { openConsumer, type OwnConsumer } from './consumer.js';
import { IngestSessions, type Beat } from './ingest-sessions.js';
import { Silences } from './silences.js';

export interface MemberOptions {
  url: string;
  /** Of this process alone, and the same at every start. */
  clientId: string;
  group: string;
  database: Database;
  batcher: Batcher;
  log: Logger;
  /** After so many seconds without a word a process is taken for dead. */
  adoptAfter: number;
}

/** So often each is heard in the time after which it would be taken for dead. */
export const BEATS = 15;
/** Who has not been heard by the database for so many lets go of his session, long before another may take it. */
const BEATS_TO_LET_GO = 8;

/**
 * The place of this process in its group, beat by beat. It has its session as long as the database knows it as the holder; a
 * session whose holder is silent it takes over and empties, one at a time.
 */
export class Membership {
  readonly #options: MemberOptions;
  readonly #sessions: IngestSessions;
  readonly #holder = randomUUID();
  readonly #silences = new Silences(BEATS);
  readonly #unheardMs: number;
  #own: OwnConsumer | null = null;
  #adoption: { clientId: string; stop: AbortController; over: Promise<void> } | null = null;
  #formerTopics: string[] | null = null;
  #heardAt = -Infinity;
  #trouble: string | null = null;
  #closed = false;

  constructor(options: MemberOptions) {
    this.#options = options;
    this.#sessions = new IngestSessions(options.database, options.group, this.#holder);
    this.#unheardMs = (options.adoptAfter * 1_000 * BEATS_TO_LET_GO) / BEATS;
  }

  /** And the broker has confirmed that it sends us our share. */
  get connected(): boolean {
    return this.#own?.subscribed ?? false;
  }

  /** Never fails: what went wrong is said in the log, and the next beat tries again. */
  async beat(): Promise<void> {
    const began = performance.now();
    try {
      if (this.#formerTopics === null) await this.#claim();
      const beats = await this.#sessions.beat();
      // An answer that took so long says nothing of now.
      if (performance.now() - began > this.#unheardMs) return;
      this.#heardAt = began;
      await this.#keepOwn(beats);
      await this.#lookAfterOthers(beats);
    } catch (error) {
      this.#silences.forget();
      this.#say(`not heard by the database: ${String(error)}`);
    }
  }

  /** Whoever may be taken for dead must not be in the way of who takes over. */
  letGoIfUnheard(): void {
    if (performance.now() - this.#heardAt <= this.#unheardMs || (!this.#own && !this.#adoption)) return;
    this.#options.log.warn({ clientId: this.#options.clientId }, 'the database has not heard us for long: we leave the broker until it does');
    this.#letGo();
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#adoption?.stop.abort();
    await this.#adoption?.over;
    await this.#own?.[Symbol.asyncDispose]();
  }

  #letGo(): void {
    this.#own?.abandon();
    this.#own = null;
    this.#adoption?.stop.abort();
  }

  async #claim(): Promise<void> {
    const { clientId, group } = this.#options;
    const former = await this.#sessions.claim(clientId);
    this.#formerTopics ??= [...TOPICS, ...(former !== null && former !== group ? sharedTopics(former) : [])];
  }

  async #keepOwn(beats: readonly Beat[]): Promise<void> {
    const { clientId, group, log } = this.#options;
    const own = beats.find((each) => each.clientId === clientId);
    if (own?.holder !== this.#holder) {
      this.#own?.abandon();
      this.#own = null;
      // Somebody who has started under our name is no adopter, and has it until he is silent.
      if (own && !own.isAdopted) return this.#say('another process has started under our MQTT_CLIENT_ID: each needs its own');
      log.warn({ clientId }, 'we were taken for dead, and begin anew');
      await this.#claim();
    }
    this.#trouble = null;
    if (!this.#closed) this.#own ??= openConsumer({ ...this.#options, protocolVersion: 5, topics: sharedTopics(group), formerTopics: this.#formerTopics! });
  }

  async #lookAfterOthers(beats: readonly Beat[]): Promise<void> {
    const ours = beats.filter(({ holder, isAdopted }) => isAdopted && holder === this.#holder);
    if (!ours.some(({ clientId }) => clientId === this.#adoption?.clientId)) this.#adoption?.stop.abort();
    // A group whose only subscription ends would get nothing: so ours must be there.
    const mayAdopt = () => !this.#adoption && !this.#closed && this.connected;
    // One that could not be emptied is tried again.
    if (ours[0] && mayAdopt()) this.#adopt(ours[0].clientId);
    for (const dead of this.#silences.look(beats.filter(({ holder }) => holder !== this.#holder))) {
      if (dead.clientId === this.#options.clientId) await this.#claim();
      else if (mayAdopt() && (await this.#sessions.adopt(dead))) this.#adopt(dead.clientId);
    }
  }

  #adopt(clientId: string): void {
    const { log } = this.#options;
    const stop = new AbortController();
    log.warn({ clientId }, 'an ingest was not heard for long: its messages are taken in here');
    const over = emptySession({ ...this.#options, clientId, signal: stop.signal })
      .then(async (messages) => {
        await this.#sessions.forget(clientId);
        log.info({ clientId, messages }, 'the session of a dead ingest is empty, and ended');
      })
      .catch((error: unknown) => log.warn({ clientId, error: String(error) }, 'the session of an ingest was not emptied; it stays'))
      .finally(() => (this.#adoption = null));
    this.#adoption = { clientId, stop, over };
  }

  #say(trouble: string): void {
    if (this.#trouble !== trouble) this.#options.log.error({ clientId: this.#options.clientId }, trouble);
    this.#trouble = trouble;
  }
}
