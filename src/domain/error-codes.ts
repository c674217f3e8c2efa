/**
 * The values that a device may send for its error codes: the codes themselves, and what becomes of them where the device keeps
 * numbers of 32 bits, as 882.6 is sent as 882.5999755859375. Null: it has no codes.
 */
export const codesAsSent = (codes: readonly number[]): ReadonlySet<number> | null =>
  codes.length === 0 ? null : new Set(codes.flatMap((code) => [code, Math.fround(code)]));
