import { locatedError, responsePathAsArray, type ExecutionResult, type FieldNode, type GraphQLError } from 'graphql';
import type { Place } from './place.js';

/** An answer in the making: what it will say, and for how many promised values it still waits. */
export class Answer {
  data: Record<string | number, unknown> | null = {};
  private readonly errors: GraphQLError[] = [];
  private promised = 0;
  private finish = () => {};

  /** Called once, when all that is there at once is in it. */
  result(): ExecutionResult | Promise<ExecutionResult> {
    return this.promised === 0 ? this.told() : new Promise((resolve) => (this.finish = () => resolve(this.told())));
  }

  /** Every value that is waited for arrives, once. */
  wait(): void {
    this.promised += 1;
  }

  arrived(): void {
    this.promised -= 1;
    if (this.promised === 0) this.finish();
  }

  /** The nearest place around it that may be null becomes null, with one error, as the specification has it. */
  fail(error: unknown, nodes: readonly FieldNode[], place: Place): void {
    if (this.data === null || place.isDropped) return;
    this.errors.push(locatedError(error, nodes, responsePathAsArray(place)));
    let at: Place | undefined = place;
    while (at && !at.isNullable) {
      at.isLost = true;
      at = at.prev;
    }
    if (!at) this.data = null;
    else {
      at.isLost = true;
      at.fill(null);
    }
  }

  private told(): ExecutionResult {
    return this.errors.length > 0 ? { errors: this.errors, data: this.data } : { data: this.data };
  }
}
