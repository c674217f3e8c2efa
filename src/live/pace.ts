/** Without a word from the bus Postgres is asked so often. */
export const POLL_MS = 1_000;
/** What is known to be committed and is not certain yet is asked for after so long, and then each time after twice as long. */
const [SOONEST_MS, LATEST_MS] = [2, 250];

/** When to look again: at once when it rings, else after a pause. */
export class Pace {
  #rung = false;
  #isOver = false;
  #wake: () => void = () => {};
  #pauseMs = SOONEST_MS;

  /** There is something new, which may not be certain yet. */
  ring(): void {
    this.#rung = true;
    this.quicken();
    this.#wake();
  }

  /** A look begins: what rings from now on is for the next one. */
  begin(): void {
    this.#rung = false;
  }

  /** It goes on. */
  quicken(): void {
    this.#pauseMs = SOONEST_MS;
  }

  end(): void {
    this.#isOver = true;
    this.#wake();
  }

  /** For so long, unless it rings; null: until what was heard of may be certain. */
  async pause(milliseconds: number | null): Promise<void> {
    if (this.#rung || this.#isOver) return;
    const pauseMs = milliseconds ?? this.#pauseMs;
    if (milliseconds === null) this.#pauseMs = Math.min(2 * this.#pauseMs, LATEST_MS);
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, pauseMs).unref();
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
