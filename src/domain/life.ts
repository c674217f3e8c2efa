import { voicesOf, type Mount, type Stay, type Voice } from './voice.js';
import type { Interval } from './stretch.js';

/** A condition that something is kept under, in the version of the time. */
export interface Keeping {
  asset: string;
  condition: number;
  from: number;
  to: number | null;
}

/** What was around an item, and what was on that. */
export interface Surroundings {
  stays: readonly Stay[];
  mounts: readonly Mount[];
  keepings: readonly Keeping[];
}

/** A time in which one sensor, or none, speaks for an item from one thing in one place, under one condition, or none. */
export interface Piece extends Interval {
  /** Whose sensor speaks; where nobody's does, or it is the item's own, what the item was directly in. Null: in nothing. */
  place: string | null;
  sensor: number | null;
  /** What the sensor is on: it may go from the item itself to what that is in. */
  asset: string | null;
  /** That of the nearest container that has one. */
  condition: number | null;
}

/** An interval of an item's life in pieces without a break, each as long as it can be. */
export function piecesOf({ stays, mounts, keepings }: Surroundings, interval: Interval): Piece[] {
  const speaking = voicesOf(stays, mounts, interval);
  const kept = voicesOf(stays, keepings.map(({ condition, ...rest }) => ({ ...rest, sensor: condition })), interval);
  const directly = stays.filter(({ depth }) => depth === 1);
  const standing = voicesOf(directly, [...new Set(directly.map(({ asset }) => asset))].map((asset) => ({ asset, sensor: 0, from: -Infinity, to: null })), interval);
  const itself = new Set(stays.filter(({ depth }) => depth === 0).map(({ asset }) => asset));
  const pieces: Piece[] = [];
  for (const [voice, keeping, around] of overlay([speaking, kept, standing])) {
    const place = voice!.asset === null || itself.has(voice!.asset) ? around!.asset : voice!.asset;
    const from = Math.max(voice!.from, keeping!.from, around!.from);
    const to = Math.min(voice!.to, keeping!.to, around!.to);
    append(pieces, { from, to, place, sensor: voice!.sensor, asset: voice!.asset, condition: keeping!.sensor });
  }
  return pieces;
}

/** What holds at the same time, of lists that each fill the same interval without a break. */
function* overlay(lists: readonly (readonly Voice[])[]): Generator<Voice[]> {
  const places = lists.map(() => 0);
  while (lists.every((list, index) => places[index]! < list.length)) {
    const present = lists.map((list, index) => list[places[index]!]!);
    yield present;
    const end = Math.min(...present.map(({ to }) => to));
    present.forEach(({ to }, index) => (places[index]! += to === end ? 1 : 0));
  }
}

function append(pieces: Piece[], next: Piece): void {
  const last = pieces.at(-1);
  if (last && last.place === next.place && last.sensor === next.sensor && last.asset === next.asset && last.condition === next.condition) last.to = next.to;
  else pieces.push(next);
}
