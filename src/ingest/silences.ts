import type { Beat } from './ingest-sessions.js';

/**
 * Who has not been heard for so many looks in a row. Looks are counted and not seconds: nobody is taken for dead because the
 * one who looks was asleep himself, or because none of them could reach the database.
 */
export class Silences {
  #heard = new Map<string, { name: string; looks: number }>();

  constructor(private readonly enough: number) {}

  /** Takes in how often each has been heard by now, and returns those that are silent. */
  look(beats: readonly Beat[]): Beat[] {
    const before = this.#heard;
    this.#heard = new Map();
    return beats.filter((beat) => {
      const name = `${beat.holder} ${beat.beats}`;
      const known = before.get(beat.clientId);
      const looks = known?.name === name ? known.looks + 1 : 0;
      this.#heard.set(beat.clientId, { name, looks });
      return looks >= this.enough;
    });
  }

  /** After a look that failed: what was silent before it may only have been cut off like us. */
  forget(): void {
    this.#heard.clear();
  }
}
