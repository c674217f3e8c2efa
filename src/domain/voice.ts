import type { Interval } from './stretch.js';
import type { Instant } from './time.js';

/** Time in which an item was inside something, directly (depth 1) or further in; depth 0 is the item itself. `to` null: still. */
export interface Stay {
  asset: string;
  depth: number;
  from: Instant;
  to: Instant | null;
}

/** Time in which a sensor was on something. `to` null: still. */
export interface Mount {
  asset: string;
  sensor: number;
  from: Instant;
  to: Instant | null;
}

/** Who speaks for the item in an interval; null: nobody, nothing around it had a sensor. */
export interface Voice extends Interval {
  asset: string | null;
  sensor: number | null;
}

/**
 * Which sensor speaks for an item at each moment of an interval: its own, else that of the nearest container around it that
 * had one then. A nearer sensor that is silent is not answered for by one further out: who speaks does not depend on what
 * is said. Of several on the same thing, the one that was known first (the least id) speaks.
 */
export function voicesOf(stays: readonly Stay[], mounts: readonly Mount[], interval: Interval): Voice[] {
  const mountsOf = Map.groupBy(mounts, ({ asset }) => asset);
  const claims = stays.flatMap((stay) => (mountsOf.get(stay.asset) ?? []).flatMap((mount) => claimOf(stay, mount, interval)));
  const bounds = [...new Set([interval.from, interval.to, ...claims.flatMap(({ from, to }) => [from, to])])].toSorted((a, b) => a - b);
  const voices: Voice[] = [];
  const begins = Map.groupBy(claims, ({ from }) => from);
  let present: Claim[] = [];
  bounds.slice(0, -1).forEach((from, index) => {
    present = [...present.filter(({ to }) => to > from), ...(begins.get(from) ?? [])];
    append(voices, { from, to: bounds[index + 1]!, ...nearest(present) });
  });
  return voices;
}

interface Claim extends Interval {
  asset: string;
  sensor: number;
  depth: number;
}

function claimOf(stay: Stay, mount: Mount, interval: Interval): Claim[] {
  const from = Math.max(stay.from, mount.from, interval.from);
  const to = Math.min(stay.to ?? Infinity, mount.to ?? Infinity, interval.to);
  return to > from ? [{ from, to, asset: stay.asset, sensor: mount.sensor, depth: stay.depth }] : [];
}

function nearest(claims: readonly Claim[]): { asset: string | null; sensor: number | null } {
  const first = claims.reduce<Claim | null>((best, each) => (best === null || each.depth < best.depth || (each.depth === best.depth && each.sensor < best.sensor) ? each : best), null);
  return { asset: first?.asset ?? null, sensor: first?.sensor ?? null };
}

function append(voices: Voice[], next: Voice): void {
  const last = voices.at(-1);
  if (last && last.sensor === next.sensor && last.asset === next.asset) last.to = next.to;
  else voices.push(next);
}
