import { isUtf8 } from 'node:buffer';

/** A JSON object whose fields are still to be judged. */
export type Fields = Record<string, unknown>;

export type Json = { ok: true; value: unknown } | { ok: false; fault: string; text: string | null };

/**
 * Reads UTF-8 JSON, with or without a byte order mark. NaN and Infinity, which no JSON has but Python's writer gives, become
 * Infinity, so that they are refused where they stand and the rest of the message is not lost with them.
 */
export function parseJson(bytes: Uint8Array): Json {
  if (!isUtf8(bytes)) return { ok: false, fault: 'the bytes are not UTF-8', text: null };
  const text = textOf(bytes);
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch (error) {
    const mended = withoutNaN(text);
    return mended === text ? { ok: false, fault: (error as Error).message, text } : parseMended(mended, text);
  }
}

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function textOf(bytes: Uint8Array): string {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
  return text.startsWith('\u{FEFF}') ? text.slice(1) : text;
}

const LONGEST_MENDED = 65_536;

// A string (which is left alone, also when it never ends), or one of the words outside of strings.
const STRING_OR_NAN = /"[^"\\]*(?:\\[^]?[^"\\]*)*(?:"|$)|-?\b(?:NaN|Infinity)\b/g;

function withoutNaN(text: string): string {
  if (text.length > LONGEST_MENDED) return text;
  return text.replaceAll(STRING_OR_NAN, (found) => (found.startsWith('"') ? found : '1e999'));
}

function parseMended(mended: string, text: string): Json {
  try {
    return { ok: true, value: JSON.parse(mended) };
  } catch (error) {
    return { ok: false, fault: (error as Error).message, text };
  }
}
