import type { DomainEvent, Notice } from '../events.js';

export type Told = DomainEvent | Notice;

/** An event and what was made of it for all: the result as JSON with a brace behind it; null: nobody was there to be handed it. */
export interface Made {
  event: Told;
  result: Buffer | null;
}
