import type { Em } from '../../database.js';
import type { Interval } from '../../domain/stretch.js';
import type { Instant } from '../../domain/time.js';
import { voicesOf, type Mount, type Voice } from '../../domain/voice.js';
import { lineagesOf } from './lineage.js';
import { livesOf } from './lives.js';
import { surroundingsOf } from './surroundings.js';

/** A time in which a sensor spoke for a sample, or for what it was taken from until then. */
export interface Speaker extends Interval {
  sensor: number;
}

export interface Speakers {
  all: Speaker[];
  /** What sensors were on around it: one tells by what it measured there, also before it was the one that spoke. */
  mounts: Mount[];
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
    const [all, mounts]: [Speaker[], Mount[]] = [[], []];
    let present: Speaker | null = null;
    for (const life of lives[index]!) {
      const surroundings = around[place++]!;
      const voices = life.to > life.from ? voicesOf(surroundings.stays, surroundings.mounts, life) : [];
      const speakers = voices.map(speakerOf);
      all.push(...speakers.filter((each) => each !== null));
      mounts.push(...surroundings.mounts);
      present = speakers.at(-1) ?? null;
    }
    return { all, mounts, present, profile: lineages.get(sample)!.find(({ profile }) => profile !== null)?.profile ?? null };
  });
}

const speakerOf = ({ sensor, from, to }: Voice): Speaker | null => (sensor === null ? null : { sensor, from, to });
