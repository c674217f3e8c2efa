import { memo } from '../domain/memo.js';
import type { RejectionReason } from '../domain/rejection.js';
import { faultOfCode, printable } from './message-text.js';
import { TIME_FIELDS } from './message-time.js';

/** What a topic says about the message on it. */
export type Route =
  | { family: 'channel'; key: string; channel: string; predecessor: boolean }
  | { family: 'asset'; asset: Asset; predecessor: false }
  | { family: 'status'; machine: string; predecessor: false }
  | { family: 'bio-supply'; asset: Asset; entity: 'box' | 'sample'; updates: boolean; predecessor: true }
  | { family: 'manufacturing-status'; predecessor: true }
  | { family: 'refused'; reason: RejectionReason; complaint: string; predecessor: false };

export interface Asset {
  code: string;
  /** The sensor's key of a channel; null when no channel can be called so. */
  keyOf(channel: string): string | null;
}

/** Every device publishes on the same few topics for ever, so that what one says is worked out once. */
export const routeOf = memo({ entries: 10_000, longest: 500 }, parseTopic);

/** Fields of a message that are not channels. */
export const NOT_CHANNELS: ReadonlySet<string> = new Set([...TIME_FIELDS, 'latitude', 'longitude']);

export function faultOfChannel(channel: string): string | null {
  return NOT_CHANNELS.has(channel) ? 'is a field of thermograph/{asset}, not a channel' : faultOfCode(channel);
}

function parseTopic(topic: string): Route {
  const levels = topic.split('/');
  switch (levels[0]) {
    case 'thermograph':
      return parseNative(levels) ?? unknown(topic, 'thermograph/{asset}, thermograph/{asset}/{channel} or thermograph/{asset}/status');
    case 'bio_supply':
      return parseBioSupply(levels) ?? unknown(topic, 'bio_supply/{telemetry|updates}/{box|sample}/{id}');
    case 'manufacturing':
      return parseManufacturing(levels) ?? unknown(topic, 'manufacturing/{machine}/{sensor} or manufacturing/status');
    default:
      return unknown(topic, 'thermograph/{asset}/{channel}, or thermograph/{asset} for several channels at once');
  }
}

function parseNative([, asset, channel, ...rest]: string[]): Route | null {
  if (asset === undefined || rest.length > 0) return null;
  if (channel === undefined) return withCode(asset, () => ({ family: 'asset', asset: createAsset(asset), predecessor: false }));
  if (channel === 'status') return withCode(asset, () => ({ family: 'status', machine: asset, predecessor: false }));
  return parseChannel(asset, channel, false);
}

function parseBioSupply([, kind, entity, id, ...rest]: string[]): Route | null {
  if (id === undefined || rest.length > 0 || (kind !== 'telemetry' && kind !== 'updates') || (entity !== 'box' && entity !== 'sample')) return null;
  return withCode(id, () => ({ family: 'bio-supply', asset: createAsset(id), entity, updates: kind === 'updates', predecessor: true }));
}

function parseManufacturing([, machine, sensor, ...rest]: string[]): Route | null {
  if (sensor === undefined && machine === 'status') return { family: 'manufacturing-status', predecessor: true };
  if (sensor === undefined && machine === 'alerts') return refused('UNKNOWN_TOPIC', 'alerts of devices are not taken: excursions are found here, by rules');
  if (machine === undefined || sensor === undefined || rest.length > 0) return null;
  // What the predecessor's simulator says about itself; there is no machine of that name.
  return machine === 'simulator' && sensor === 'status' ? null : parseChannel(machine, sensor, true);
}

function parseChannel(asset: string, channel: string, predecessor: boolean): Route {
  const fault = faultOfChannel(channel);
  if (fault !== null) return invalid('channel', channel, fault);
  return withCode(asset, () => ({ family: 'channel', key: `${asset}/${channel}`, channel, predecessor }));
}

function withCode(code: string, route: () => Route): Route {
  const fault = faultOfCode(code);
  return fault === null ? route() : invalid('code', code, fault);
}

function createAsset(code: string): Asset {
  return { code, keyOf: memo({ entries: 300, longest: 200 }, (channel) => (faultOfChannel(channel) === null ? `${code}/${channel}` : null)) };
}

const invalid = (what: string, name: string, fault: string): Route => refused('INVALID_TEXT', `the ${what} '${printable(name, 60)}' in the topic ${fault}`);

const unknown = (topic: string, instead: string): Route => refused('UNKNOWN_TOPIC', `nothing is recorded from ${printable(topic)}; publish on ${instead}`);

const refused = (reason: RejectionReason, complaint: string): Route => ({ family: 'refused', reason, complaint, predecessor: false });
