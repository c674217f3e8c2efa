import { isFields, type Fields } from '../json.js';
import { Quality } from '../../domain/reading.js';
import type { Instant } from '../../domain/time.js';
import type { Contents } from '../message-contents.js';
import { parseUnit, parseValue } from '../message-measurement.js';
import { printable, shown } from '../message-text.js';
import { acceptPast, isReasonable } from '../message-time.js';
import { faultOfChannel, type Asset } from '../topic.js';

/** What holds for a record and all that follow it. NaN: it was given, but as no number. */
interface Base {
  name: string;
  time: number;
  value: number;
  unit: unknown;
}

const VERSION = 10;
const RELATIVE_BELOW = 2 ** 28;
const SEPARATOR = /^[-:./_]/;
const SEPARATORS = /^[-:./_]+/;

/** SenML names things by the texts `n` and `bn`, which would be no values of channels. */
export function isSenml(records: unknown[]): boolean {
  return records.some((record) => isFields(record) && (typeof record['n'] === 'string' || typeof record['bn'] === 'string'));
}

/** SenML as JSON: https://www.rfc-editor.org/rfc/rfc8428. */
export function takeSenml(records: unknown[], asset: Asset, contents: Contents): void {
  let base: Base = { name: '', time: 0, value: 0, unit: undefined };
  for (const [index, record] of records.entries()) {
    const place = `[${index}]`;
    const fault = isFields(record) ? faultOfRecord(record) : `is ${shown(record)}, but must be an object`;
    if (fault !== null) contents.refuse('INVALID_VALUE', `${place} ${fault}`);
    if (!isFields(record)) continue;
    base = nextBase(base, record);
    if (fault === null && !isBaseOnly(record)) takeRecord(record, base, asset, place, contents);
  }
}

/** 'A receiver that does not understand a version, or a field whose name ends with _, must not use it' (RFC 8428, 4.4). */
function faultOfRecord(record: Fields): string | null {
  const version = record['bver'];
  if (version !== undefined && !(typeof version === 'number' && version <= VERSION)) return `is of SenML version ${shown(version)}; known is ${VERSION}`;
  if (record['n'] !== undefined && typeof record['n'] !== 'string') return `has for its name n ${shown(record['n'])}, but that must be a text`;
  if (record['bn'] !== undefined && typeof record['bn'] !== 'string') return `has for its base name bn ${shown(record['bn'])}, but that must be a text`;
  const unknown = Object.keys(record).find((field) => field.endsWith('_') && field !== '__proto__');
  return unknown === undefined ? null : `has the field ${printable(unknown)}, which must be understood and is not`;
}

function nextBase(base: Base, record: Fields): Base {
  const number = (field: string, before: number) => (record[field] === undefined ? before : asNumber(record[field]));
  return {
    name: typeof record['bn'] === 'string' ? record['bn'] : base.name,
    time: number('bt', base.time),
    value: number('bv', base.value),
    unit: record['bu'] ?? base.unit,
  };
}

const asNumber = (value: unknown): number => (typeof value === 'number' ? value : NaN);

const isBaseOnly = (record: Fields): boolean => ['n', 'u', 't', 'v', 'vb', 'vs', 'vd', 's'].every((field) => record[field] === undefined);

function takeRecord(record: Fields, base: Base, asset: Asset, place: string, contents: Contents): void {
  const channel = channelOf(base.name, (record['n'] as string | undefined) ?? '', asset.code);
  const key = asset.keyOf(channel);
  if (key === null) return contents.refuse('INVALID_TEXT', `the channel '${printable(channel)}' of ${place} ${faultOfChannel(channel)}`);
  const spot = `${place} (${channel})`;
  const measuredAt = timeOf(record, base, spot, contents);
  const raw = valueOf(record, base);
  const value = parseValue(raw, channel, `the value of ${spot}`, contents);
  // The base unit is that of the numbers around it: true has none.
  const unit = parseUnit(record['u'] ?? (typeof raw === 'boolean' ? null : base.unit), `the unit of ${spot}`, contents);
  if (measuredAt !== null && value !== null && unit !== undefined) contents.addReading(key, measuredAt, value, unit, Quality.GOOD);
}

/** Of CNC-1, 'CNC-1/temperature', 'CNC-1:temperature' and the base name 'CNC-1' with 'temperature' are the channel temperature; 'CNC-10/temperature' is not. */
function channelOf(baseName: string, name: string, code: string): string {
  const whole = `${baseName}${name}`;
  const rest = whole.startsWith(code) ? whole.slice(code.length) : null;
  return rest !== null && (baseName === code || SEPARATOR.test(rest)) ? rest.replace(SEPARATORS, '') : whole;
}

/** The field that holds the value; a number is added to its base. */
function valueOf(record: Fields, base: Base): unknown {
  const { v, vb, vs, vd } = record;
  return typeof v === 'number' ? v + base.value : (v ?? vb ?? vs ?? vd);
}

/** Below 2^28 seconds it is counted from now, else from 1970; without any time it is now (RFC 8428, 4.5.3). Now is when the message arrived. */
function timeOf(record: Fields, base: Base, spot: string, contents: Contents): Instant | null {
  const seconds = base.time + (record['t'] === undefined ? 0 : asNumber(record['t']));
  const instant = Math.round(seconds * 1e6) + (seconds < RELATIVE_BELOW ? contents.origin.receivedAt : 0);
  if (isReasonable(instant)) return acceptPast(instant, `the time of ${spot}`, contents);
  contents.refuse('INVALID_TIME', `the time of ${spot}, bt + t, is ${Number.isNaN(seconds) ? 'not a number' : `${seconds} s, which is out of range`}`);
  return null;
}
