import { isFields, type Fields } from '../json.js';
import { Quality } from '../../domain/reading.js';
import type { Instant } from '../../domain/time.js';
import type { Contents } from '../message-contents.js';
import { takeMeasurement } from '../message-measurement.js';
import { takePosition } from '../message-position.js';
import { printable, shown } from '../message-text.js';
import { timeOf } from '../message-time.js';
import { faultOfChannel, NOT_CHANNELS, type Asset } from '../topic.js';
import { isSenml, takeSenml } from './senml.js';

/** thermograph/{asset}: what several channels measured at one time; a list of that; or SenML. */
export function takeAsset(body: unknown, asset: Asset, contents: Contents): void {
  const list = Array.isArray(body) ? body : null;
  if (isSenml(list ?? [body])) return takeSenml(list ?? [body], asset, contents);
  if (list === null) return takeMoment(body, asset, '', contents);
  list.forEach((element, index) => takeMoment(element, asset, `[${index}]`, contents));
}

function takeMoment(body: unknown, asset: Asset, place: string, contents: Contents): void {
  if (!isFields(body)) {
    return contents.refuse('INVALID_VALUE', `${place || 'the message'} is ${shown(body)}, but must be an object such as {"temperature": 4.2}`);
  }
  const prefix = place === '' ? '' : `${place}.`;
  const before = contents.size;
  const measuredAt = timeOf(body, contents.origin.receivedAt, prefix, contents);
  takeChannels(body, asset, measuredAt, prefix, contents);
  takePosition(body['latitude'], body['longitude'], { asset: asset.code, measuredAt, prefix }, contents);
  if (contents.size === before) contents.refuse('MISSING_VALUE', `${place || 'the message'} has no channel in it`);
}

function takeChannels(body: Fields, asset: Asset, measuredAt: Instant | null, prefix: string, contents: Contents): void {
  // Nearly every value takes the second way; the third words its complaints, which takes longer.
  for (const channel of Object.keys(body)) {
    const key = asset.keyOf(channel);
    const raw = body[channel];
    if (key === null) refuseChannel(channel, prefix, contents);
    else if (typeof raw === 'number' && Number.isFinite(raw) && measuredAt !== null) contents.addReading(key, measuredAt, raw + 0, null, Quality.GOOD);
    else takeMeasurement(raw, { key, channel, place: `${prefix}${channel}` }, measuredAt, contents);
  }
}

function refuseChannel(channel: string, prefix: string, contents: Contents): void {
  if (NOT_CHANNELS.has(channel)) return;
  contents.refuse('INVALID_TEXT', `the channel '${printable(`${prefix}${channel}`)}' ${faultOfChannel(channel)}`);
}
