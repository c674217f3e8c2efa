/**
 * Who asks could not be found out, because the database or the identity provider does not answer. Nobody is let in by it,
 * and nobody is turned away for good: the same request may be answered later.
 */
export class AccessUnavailable extends Error {
  /** For the caller. The message says which part is missing, and nothing from inside. */
  readonly code = 'SERVICE_UNAVAILABLE';

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'AccessUnavailable';
  }
}
