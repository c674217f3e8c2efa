/** The code of an error, or of what caused it: an SQLSTATE, or one of the system's such as ECONNREFUSED. */
export function codeOf(error: unknown): string | null {
  if (typeof error !== 'object' || error === null) return null;
  if ('code' in error && typeof error.code === 'string') return error.code;
  return 'cause' in error ? codeOf(error.cause) : null;
}
