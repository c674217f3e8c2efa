import { parseJson, type Json } from './json.js';
import type { IncomingPosition, IncomingReading, IncomingStatus, IncomingUpdate, Origin } from '../domain/reading.js';
import type { Refusal } from '../domain/rejection.js';
import type { Instant } from '../domain/time.js';
import { takeAsset } from './families/asset.js';
import { takeBioSupply } from './families/bio-supply.js';
import { takeChannel } from './families/channel.js';
import { takeManufacturingStatus, takeStatus } from './families/status.js';
import { Contents } from './message-contents.js';
import { printable } from './message-text.js';
import { routeOf, type Route } from './topic.js';

export interface ParsedMessage {
  readings: IncomingReading[];
  positions: IncomingPosition[];
  statuses: IncomingStatus[];
  updates: IncomingUpdate[];
  /** One for each reason, whatever the number of things that are wrong. */
  refusals: Refusal[];
}

/**
 * What a device said: everything good in it, and a refusal for everything else; never nothing at all, and never an
 * exception, whatever the bytes. Whether the assets exist and the units convert is not known here.
 */
export function parseMessage(origin: Origin, { now }: { now: Instant }): ParsedMessage {
  const route = routeOf(origin.topic);
  const contents = new Contents(origin, now, route.predecessor);
  if (route.family === 'refused') contents.refuse(route.reason, route.complaint);
  else if (origin.payload.length === 0) contents.refuse('MISSING_VALUE', 'the message is empty');
  else takePayload(parseJson(origin.payload), route, contents);
  const { readings, positions, statuses, updates } = contents;
  return { readings, positions, statuses, updates, refusals: contents.refusals() };
}

type Accepted = Exclude<Route, { family: 'refused' }>;

function takePayload(json: Json, route: Accepted, contents: Contents): void {
  if (json.ok) takeBody(json.value, route, contents);
  else if (route.family === 'status' && json.text !== null && A_WORD.test(json.text)) takeStatus(json.text, route.machine, contents);
  else contents.refuse('INVALID_JSON', printable(json.fault));
  if (contents.size === 0) contents.refuse('MISSING_VALUE', 'there is nothing in the message to record');
}

/** A machine may say RUNNING as it stands, without the quotes of JSON. */
const A_WORD = /^\s*[\p{L}_]+\s*$/u;

function takeBody(body: unknown, route: Accepted, contents: Contents): void {
  switch (route.family) {
    case 'channel':
      return takeChannel(body, route, contents);
    case 'asset':
      return takeAsset(body, route.asset, contents);
    case 'status':
      return takeStatus(body, route.machine, contents);
    case 'bio-supply':
      return takeBioSupply(body, route, contents);
    case 'manufacturing-status':
      return takeManufacturingStatus(body, contents);
  }
}
