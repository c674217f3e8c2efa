export const LONGEST_CODE = 200;

/** Why a text cannot be the code of an asset or the name of a channel; null when it can. */
export function faultOfCode(text: string): string | null {
  if (text.trim() === '') return 'is empty';
  if (text.length > LONGEST_CODE) return `has ${text.length} characters, more than ${LONGEST_CODE}`;
  if (!isStorable(text)) return 'holds \\u0000 or half a surrogate pair';
  return NOT_CODES.has(text) ? 'is a reserved word' : null;
}

/** Postgres keeps every text but these: \u0000, and surrogates without their other half. */
export function isStorable(text: string): boolean {
  return !UNSTORABLE.test(text);
}

/** What a device sent, as it can stand in a sentence: short, on one line, and storable. */
export function shown(value: unknown): string {
  if (typeof value === 'string') return `the text ${JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}...` : value)}`;
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : 'NaN, infinite or too large';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' && value !== null ? 'an object' : String(value);
}

/** A name or a message in a sentence: no control characters, and not endless. */
export function printable(text: string, longest = 200): string {
  return text.slice(0, longest).replaceAll(/[\p{Cc}\p{Cs}]/gu, '\u{fffd}');
}

const UNSTORABLE = /[\0\p{Cs}]/u;
const NOT_CODES = new Set(['__proto__', 'constructor', 'prototype']);
