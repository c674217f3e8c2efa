import { isFields, type Fields } from '../json.js';
import { Quality } from '../../domain/reading.js';
import type { Instant } from '../../domain/time.js';
import type { Contents } from '../message-contents.js';
import { parseValue } from '../message-measurement.js';
import { takePosition } from '../message-position.js';
import { isStorable, shown } from '../message-text.js';
import { parseTime, timeOf } from '../message-time.js';
import type { Route } from '../topic.js';

type BioSupply = Extract<Route, { family: 'bio-supply' }>;

/** These devices have no units on the wire; by their convention they are these. */
const UNITS = { temperature: 'Cel', humidity: '%' };
const LONGEST_TEXT = 10_000;
const COORDINATES = /^\s*([-+]?\d+(?:\.\d+)?)\s*,\s*([-+]?\d+(?:\.\d+)?)\s*$/;

/** bio_supply/{telemetry,updates}/{box,sample}/{id}: temperature, humidity, geolocation, timestamp; updates also describe the thing. */
export function takeBioSupply(body: unknown, { asset, entity, updates }: BioSupply, contents: Contents): void {
  if (!isFields(body)) return contents.refuse('INVALID_VALUE', `the message is ${shown(body)}, but must be an object with temperature and humidity`);
  const measuredAt = timeOf(body, contents.origin.receivedAt, '', contents);
  for (const [channel, unit] of Object.entries(UNITS)) {
    const value = body[channel] === undefined ? null : parseValue(body[channel], channel, channel, contents);
    if (value !== null && measuredAt !== null) contents.addReading(asset.keyOf(channel)!, measuredAt, value, unit, Quality.GOOD);
  }
  takeGeolocation(body['geolocation'], asset.code, measuredAt, contents);
  if (updates) takeUpdate(body, { entity, code: asset.code, measuredAt }, contents);
}

/** 'latitude,longitude'. The name of a place is no position, and nothing wrong either. */
function takeGeolocation(raw: unknown, asset: string, measuredAt: Instant | null, contents: Contents): void {
  if (raw === undefined || raw === null) return;
  if (typeof raw !== 'string') return contents.refuse('INVALID_VALUE', `geolocation is ${shown(raw)}, but must be a text such as "52.52,13.405"`);
  const match = COORDINATES.exec(raw);
  if (match) takePosition(Number(match[1]), Number(match[2]), { asset, measuredAt, prefix: 'geolocation: ' }, contents);
}

/** Only the fields named here, never what else the message holds: a device does not get to set what it likes. */
function takeUpdate(body: Fields, about: { entity: 'box' | 'sample'; code: string; measuredAt: Instant | null }, contents: Contents): void {
  const name = parseText(body['name'], 'name', contents);
  const description = parseText(body['description'], 'description', contents);
  const status = parseText(body['status'], 'status', contents);
  const collectedAt = body['collected_at'] == null ? null : parseTime(body['collected_at'], 'collected_at', contents);
  const fields = {
    ...(name !== null && { name }),
    ...(description !== null && { description }),
    ...(status !== null && { status }),
    ...(collectedAt !== null && { collectedAt }),
  };
  const { entity, code, measuredAt } = about;
  if (Object.keys(fields).length > 0 && measuredAt !== null) contents.updates.push({ entity, code, ...fields, measuredAt, origin: contents.origin });
}

function parseText(raw: unknown, place: string, contents: Contents): string | null {
  if (raw === undefined || raw === null) return null;
  if (typeof raw === 'string' && raw.length <= LONGEST_TEXT && isStorable(raw)) return raw;
  if (typeof raw !== 'string') contents.refuse('INVALID_VALUE', `${place} is ${shown(raw)}, but must be a text`);
  else contents.refuse('INVALID_TEXT', `${place} is ${shown(raw)}${raw.length > LONGEST_TEXT ? `, longer than ${LONGEST_TEXT} characters` : ''}`);
  return null;
}
