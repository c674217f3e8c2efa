import type { Bounds } from '../../access/bounds.js';
import type { UserError } from '../../schema/user-error.js';

/** What may be said of one field; the path begins inside the input. */
export type Check = UserError | null;

const LONGEST_NAME = 200;

export const refusals = (checks: readonly Check[]): UserError[] => checks.filter((check) => check !== null);

export const invalid = (field: string[], message: string): UserError => ({ code: 'INVALID', field, message });
export const notFound = (field: string[], thing: string, name: string): UserError => ({ code: 'NOT_FOUND', field, message: `There is no ${thing} '${cut(name)}'.` });
export const alreadyExists = (field: string[], thing: string, name: string): UserError => ({ code: 'ALREADY_EXISTS', field, message: `There is a ${thing} '${cut(name)}' already.` });
/** Whatever somebody takes for a name. */
const cut = (name: string): string => (name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME)}...` : name);

/** What is nowhere is in the sight of those only who are bound to no site: whoever is bound says where a new thing is. */
export const checkPlace = (bounds: Bounds | null, places: readonly (string | null | undefined)[], field: string[], asWhat: string): Check =>
  bounds === null || places.some((place) => typeof place === 'string') ? null : invalid(field, `You are bound to sites: say ${asWhat} it is.`);

const LONGEST_TEXT = 2000;
const LONGEST_SUBJECT = 255;

/** A code becomes a level of a topic and a part of a sensor's key. */
export function checkCode(code: string, field: string[]): Check {
  if (/[/+#]/.test(code)) return invalid(field, "It must not contain '/', '+' or '#', which have a meaning in topics.");
  if (code !== code.trim()) return invalid(field, 'It must not begin or end with a space.');
  return checkName(code, field);
}

export const checkName = (text: string | null | undefined, field: string[]): Check => checkLine(text, field, LONGEST_NAME);

/** Whom an identity provider calls so (OpenID Connect Core 1.0, section 2). */
export const checkSubject = (text: string, field: string[]): Check => checkLine(text, field, LONGEST_SUBJECT);

/** A name that may be left out, but not be empty. */
export const checkText = (text: string | null | undefined, field: string[]): Check => {
  if (typeof text !== 'string') return null;
  if (text.length > LONGEST_TEXT) return invalid(field, `It has ${text.length} characters, but may have ${LONGEST_TEXT}.`);
  return /[^\P{Cc}\t\n\r]/u.test(text) || !text.isWellFormed() ? invalid(field, 'It must not contain control characters other than tabs and line ends.') : null;
};

/** A text that must say something. */
export const checkReason = (text: string, field: string[]): Check => (text.trim() === '' ? invalid(field, 'It must not be empty.') : checkText(text, field));

/** The number that an id of ours is; null when it cannot be one. */
export function readId(id: string): number | null {
  const number = /^[1-9]\d{0,9}$/.test(id) ? Number(id) : NaN;
  return number <= 2_147_483_647 ? number : null;
}

function checkLine(text: string | null | undefined, field: string[], longest: number): Check {
  if (typeof text !== 'string') return null;
  if (text.trim() === '') return invalid(field, 'It must not be empty.');
  if (text.length > longest) return invalid(field, `It has ${text.length} characters, but may have ${longest}.`);
  return /\p{Cc}/u.test(text) || !text.isWellFormed() ? invalid(field, 'It must not contain control characters.') : null;
}
