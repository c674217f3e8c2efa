/** A place in an answer that is being made. It is its own path, as resolvers and errors name it. */
export class Place {
  /** Whether it has failed, or something in it that may not be null. */
  isLost = false;

  constructor(
    readonly prev: Place | undefined,
    readonly key: string | number,
    readonly typename: string | undefined,
    readonly isNullable: boolean,
    private readonly container: Record<string | number, unknown>,
  ) {
    // So that names stand in the order in which they were asked for, whatever comes first.
    container[key] = null;
  }

  fill(value: unknown): void {
    this.container[this.key] = value;
  }

  /** Whether it, or a place around it, is lost. */
  get isDropped(): boolean {
    return this.isLost || (this.prev?.isDropped ?? false);
  }
}
