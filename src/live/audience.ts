import { createGate, type Gate } from './gate.js';
import { tooSlow, type Stream } from './stream.js';

/** By which names an event is asked for; at once, or when that is known. */
export type NamesOf<Event> = (event: Event) => readonly string[] | Promise<readonly string[]>;

interface Offered<Event, Told> {
  number: number;
  event: Event | Told;
  names: readonly string[];
  /** For whom alone it is; null: for all who want one of its names. */
  only: Stream<Told> | null;
}

/** Streams that want events of some names only: what an event costs grows with those that want it. */
export class Audience<Event, Told> {
  readonly #members = new Map<Stream<Event | Told>, { names: ReadonlySet<string>; since: number }>();
  readonly #wanting = new Map<string, Set<Stream<Event | Told>>>();
  readonly #gate: Gate<Offered<Event, Event | Told>>;
  #number = 0;

  constructor(namesOf: NamesOf<Event>) {
    this.#gate = createGate({
      accept(offered) {
        const names = offered.only ? [] : namesOf(offered.event as Event);
        if (!(names instanceof Promise)) return Boolean((offered.names = names));
        return names.then((found) => Boolean((offered.names = found)));
      },
      pass: (offered) => this.#hand(offered),
      fail: (error) => this.end(error),
      overflow: () => this.end(tooSlow()),
    });
  }

  get size(): number {
    return this.#members.size;
  }

  /** From now on, whatever is still to be decided of what came before. */
  add(stream: Stream<Event | Told>, names: ReadonlySet<string>): void {
    this.#members.set(stream, { names, since: this.#number });
    for (const name of names) {
      const wanting = this.#wanting.get(name) ?? new Set();
      this.#wanting.set(name, wanting.add(stream));
    }
  }

  delete(stream: Stream<Event | Told>): boolean {
    for (const name of this.#members.get(stream)?.names ?? []) {
      const wanting = this.#wanting.get(name)!;
      wanting.delete(stream);
      if (wanting.size === 0) this.#wanting.delete(name);
    }
    return this.#members.delete(stream);
  }

  offer(event: Event): void {
    this.#number += 1;
    this.#gate.offer({ number: this.#number, event, names: [], only: null });
  }

  /** To one of them, behind all that was offered until now. */
  tell(stream: Stream<Event | Told>, event: Told): void {
    this.#gate.offer({ number: this.#number, event, names: [], only: stream });
  }

  end(failure: unknown = null): void {
    for (const stream of this.#members.keys()) stream.end(failure);
  }

  #hand({ number, event, names, only }: Offered<Event, Event | Told>): void {
    if (only) return only.offer(event);
    const wanting = new Set(names.flatMap((name) => [...(this.#wanting.get(name) ?? [])]));
    for (const stream of wanting) if ((this.#members.get(stream)?.since ?? number) < number) stream.offer(event);
  }
}
