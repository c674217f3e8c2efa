/** Half of the second after which a move counts; the other half is for events that wait for their turn. */
export const STAYS_TRUE_MS = 500;
const MOST_KNOWN = 50_000;

/** Counts from the question, not from the answer. When it is full it forgets everything: what is asked often is soon back. */
export class ShortMemory<Key, Value> {
  readonly #known = new Map<Key, { value: Value; askedAt: number }>();

  get(key: Key): Value | undefined {
    const entry = this.#known.get(key);
    return entry && performance.now() - entry.askedAt < STAYS_TRUE_MS ? entry.value : undefined;
  }

  set(key: Key, value: Value, askedAt = performance.now()): void {
    if (this.#known.size >= MOST_KNOWN) this.#known.clear();
    this.#known.set(key, { value, askedAt });
  }

  delete(key: Key): void {
    this.#known.delete(key);
  }

  clear(): void {
    this.#known.clear();
  }
}
