import ucum from '@lhncbc/ucum-lhc';
import { memo } from './memo.js';
import { spelledUnit, tidyUnit } from './unit-spelling.js';

/** to = from * factor + offset, up to the rounding that `applyConversion` adds. */
export interface Conversion {
  factor: number;
  offset: number;
}

/** The UCUM code (https://ucum.org) of a unit as a device writes it, such as '°F', 'rpm' or '%RH'; null when it is none. */
export const ucumCode = memo({ entries: 1000, longest: 60 }, readUnit);

/** How values go from one unit to the other, in any spelling. Null where they measure different things, or on a curve, as pH does. */
export function conversion(from: string, to: string): Conversion | null {
  return conversionsFrom(from)(to);
}

/** Null when the units do not convert, or the result is too large for a number. The same unit gives the identical value. */
export function convert(value: number, from: string, to: string): number | null {
  const found = conversion(from, to);
  return found === null ? null : applyConversion(found, value);
}

/**
 * Rounds to twelve significant digits of what was added: more than any device measures, and few enough that 46.4 °F is
 * 8 °C and not 8.000000000000028, which would lie above a limit of 8.
 */
export function applyConversion({ factor, offset }: Conversion, value: number): number | null {
  if (factor === 1 && offset === 0) return value;
  const scaled = value * factor;
  const result = roundAt(scaled + offset, Math.max(Math.abs(scaled), Math.abs(offset)));
  return Number.isFinite(result) ? result : null;
}

const library = ucum.UcumLhcUtils.getInstance();
const conversionsFrom = memo({ entries: 500, longest: 60 }, (from) => memo({ entries: 50, longest: 60 }, (to) => findConversion(from, to)));
const IDENTITY: Conversion = { factor: 1, offset: 0 };
const LONGEST_UNIT = 60;
const DIGITS = 12;
const POWERS_OF_TEN = Array.from({ length: 23 }, (_, exponent) => Number(`1e${exponent}`));

function readUnit(text: string): string | null {
  if (text.length > LONGEST_UNIT) return null;
  const tidy = tidyUnit(text);
  const spelled = spelledUnit(tidy);
  if (spelled !== undefined) return spelled;
  return isUcum(tidy) ? tidy : null;
}

// What UCUM is written in.
const PRINTABLE = /^[\x21-\x7e]+$/;
// What breaks the library, which then prints or throws: it looks units up in plain objects, where it also finds 'constructor'.
const BREAKING = new RegExp([...Object.getOwnPropertyNames(Object.prototype), /\(\)/.source, /[})]\d/.source].join('|'));

/** The library also guesses ('ppm': "we assumed you meant [ppm]"); a guess comes with a message, and is not taken. */
function isUcum(code: string): boolean {
  if (!PRINTABLE.test(code) || BREAKING.test(code)) return false;
  const { unit, retMsg } = library.getSpecifiedUnit(code, 'validate', false);
  return unit !== null && retMsg.length === 0;
}

function findConversion(from: string, to: string): Conversion | null {
  const [source, target] = [ucumCode(from), ucumCode(to)];
  if (source === null || target === null) return null;
  if (source === target) return IDENTITY;
  try {
    return sampleConversion((value) => library.convertUnitTo(source, value, target).toVal ?? NaN);
  } catch {
    // A device chose the text. Whatever else the library breaks on does not convert, and must not end the process.
    return null;
  }
}

/** The library converts value by value, in tens of microseconds. A straight line is known from a few of them. */
function sampleConversion(converted: (value: number) => number): Conversion | null {
  const offset = converted(0);
  const factor = offset === 0 ? converted(1) : (converted(1e6) - offset) / 1e6;
  const straight = [-250, 40, 1000].every((value) => {
    const expected = value * factor + offset;
    return Math.abs(converted(value) - expected) <= 1e-9 * (Math.abs(expected) + Math.abs(offset));
  });
  return straight && Number.isFinite(factor) && factor !== 0 ? { factor, offset } : null;
}

function roundAt(value: number, magnitude: number): number {
  const decimals = DIGITS - 1 - Math.floor(Math.log10(magnitude));
  const power = POWERS_OF_TEN[Math.abs(decimals)];
  if (power === undefined) return value;
  return (decimals >= 0 ? Math.round(value * power) / power : Math.round(value / power) * power) + 0;
}
