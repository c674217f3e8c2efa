import { comparePlaces, isBehind, placeOf, type Logged, type Place } from './place.js';

/** The last events of one name that were handed on, for those who come behind a place not long ago. */
export class Recent {
  #events: Logged[] = [];
  /** Behind here nothing is missing. */
  #edge: Place;

  constructor(edge: Place, private readonly most: number) {
    this.#edge = edge;
  }

  push(event: Logged): void {
    // A copy: what was asked because of an event is kept no longer than whoever was told of it needs it.
    this.#events.push({ ...event });
    if (this.#events.length < 2 * this.most) return;
    const gone = this.#events.splice(0, this.most);
    this.#edge = placeOf(gone.at(-1)!);
  }

  /** What was handed on behind a place, oldest first; null: not all of that is known any more. */
  since(place: Place): Logged[] | null {
    if (comparePlaces(place, this.#edge) < 0) return null;
    let [from, to] = [0, this.#events.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      if (isBehind(this.#events[middle]!, place)) to = middle;
      else from = middle + 1;
    }
    return this.#events.slice(from);
  }
}
