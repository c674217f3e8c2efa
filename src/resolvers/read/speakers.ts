import type { Em } from '../../database.js';
import type { Interval } from '../../domain/stretch.js';
import type { Instant } from '../../domain/time.js';
import { voicesOf, type Voice } from '../../domain/voice.js';
import { lineagesOf } from './lineage.js';
import { livesOf } from './lives.js';
import { surroundingsOf } from './surroundings.js';

/** A time in which a sensor spoke for a sample, or for what it was taken from until then. */
export interface Speaker extends Interval {
  sensor: number;
}

export interface Speakers {
  all: Speaker[];
  /** Since when who speaks now has done so; null: nobody does. */
  present: Speaker | null;
  /** What product it is; null: nobody said. */
  profile: number | null;
}

/** Who has ever told what counts for each sample, by where it is known to have been: four statements. */
export async function speakersOf(em: Em, samples: readonly number[], now: Instant): Promise<Speakers[]> {
  const lineages = await lineagesOf(em, samples);
  const lives = samples.map((sample) => livesOf({ sample, times: [{ from: null, to: now }], inherits: true }, lineages.get(sample)!).joined);
  const { around } = await surroundingsOf(em, lives.flat());
  let place = 0;
  return samples.map((sample, index) => {
    const voices = lives[index]!.map((life) => {
      const { stays, mounts } = around[place++]!;
      return life.to > life.from ? voicesOf(stays, mounts, life) : [];
    });
    const all = voices.flat().flatMap(({ sensor, from, to }): Speaker[] => (sensor === null ? [] : [{ sensor, from, to }]));
    return { all, present: presentIn(voices.at(-1) ?? []), profile: lineages.get(sample)!.find(({ profile }) => profile !== null)?.profile ?? null };
  });
}

/** A sensor that goes to another container around the sample is one that speaks on. */
function presentIn(voices: readonly Voice[]): Speaker | null {
  const last = voices.at(-1);
  if (!last || last.sensor === null) return null;
  const begin = voices.findLastIndex(({ sensor }) => sensor !== last.sensor) + 1;
  return { sensor: last.sensor, from: voices[begin]!.from, to: last.to };
}
