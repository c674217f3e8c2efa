import { isDeepStrictEqual } from 'node:util';
import type { Em } from '../../database.js';
import { piecesOf } from '../../domain/life.js';
import { canonicalUnit } from '../../domain/quantity.js';
import { Quantity } from '../../domain/reading.js';
import type { Interval } from '../../domain/stretch.js';
import type { Instant } from '../../domain/time.js';
import { conversion, type Conversion } from '../../domain/unit.js';
import type { Stay } from '../../domain/voice.js';
import type { Series } from '../../schema/series.js';
import { list, query, sql } from '../statement.js';
import { stayAround } from './mounts.js';
import { seriesOfTold, type SeriesWanted, type Told } from './series.js';
import { containerNamed, surroundingsOf } from './surroundings.js';

export interface Move {
  at: Instant;
  /** What was around the sample from then on, the nearest first. */
  containers: number[];
}

/** The temperature of each sample as the sensors told it that spoke for it, and when it was moved. */
export async function seriesOfSamples(em: Em, samples: readonly number[], wanted: SeriesWanted): Promise<(Series & { moves: Move[] })[]> {
  const { from, to } = wanted;
  const { around } = await surroundingsOf(em, samples.map((sample) => ({ sample, from, to })));
  const spoken = around.flatMap((each, parent) => piecesOf({ ...each, keepings: [] }, wanted).map((piece) => ({ ...piece, parent })));
  const told = spoken.flatMap(({ sensor, ...piece }) => (sensor === null ? [] : [{ parent: piece.parent, sensor, from: piece.from, to: piece.to }]));
  const into = await conversionsOf(em, [...new Set(told.map(({ sensor }) => sensor))]);
  const series = await seriesOfTold(em, samples.length, told.map((each): Told => ({ ...each, into: into.get(each.sensor) ?? null })), wanted, stayAround(sql`since`));
  return series.map((each, parent) => ({ ...each, moves: movesIn(around[parent]!.stays, wanted) }));
}

/** For the sensors that do not measure in °C. */
async function conversionsOf(em: Em, sensors: readonly number[]): Promise<ReadonlyMap<number, Conversion>> {
  const celsius = canonicalUnit(Quantity.TEMPERATURE);
  const rows = await query<{ id: number; unit: string }>(em, sql`select id, unit from sensor where id in (select unnest(${list(sensors, 'int')})) and unit <> ${celsius}`);
  return new Map(rows.map(({ id, unit }) => [id, conversion(unit, celsius)!]));
}

function movesIn(stays: readonly Stay[], { from, to }: Interval): Move[] {
  const inside = stays.filter(({ depth }) => depth > 0).toSorted((one, other) => one.depth - other.depth);
  const moments = [...new Set(inside.flatMap((stay) => [stay.from, stay.to ?? Infinity]))].filter((moment) => moment > from && moment < to).toSorted((a, b) => a - b);
  const around = (at: Instant) => inside.filter((stay) => stay.from <= at && (stay.to === null || stay.to > at)).map(({ asset }) => containerNamed(asset)!);
  const moves: Move[] = [];
  let before = around(from);
  for (const at of moments) {
    const containers = around(at);
    if (!isDeepStrictEqual(containers, before)) moves.push({ at, containers });
    before = containers;
  }
  return moves;
}
