import type { Em } from '../../database.js';
import { MOST_AHEAD, type Instant } from '../../domain/time.js';
import { voicesOf, type Mount, type Voice } from '../../domain/voice.js';
import { lineagesOf } from './lineage.js';
import { livesOf } from './lives.js';
import { surroundingsOf } from './surroundings.js';

/** A time in which a sensor spoke for a sample, or for what it was taken from until then; `to` null: it still does, as far as is known. */
export interface Speaker {
  sensor: number;
  from: Instant;
  to: Instant | null;
}

export interface Speakers {
  all: Speaker[];
  /** What sensors were on around it: one tells by what it measured there, also before it was the one that spoke. */
  mounts: Mount[];
  /** Since when who speaks now has done so; null: nobody does. */
  present: Speaker | null;
  /** When another will speak, or nobody; null: nothing is known of that. */
  changesAt: Instant | null;
  /** What product it is; null: nobody said. */
  profile: number | null;
  /** Which of its versions counts: the newest. */
  version: number | null;
}

/** Who has ever told what counts for each sample, by where it is known to have been, or said to be within a minute: four statements. */
export async function speakersOf(em: Em, samples: readonly number[], now: Instant): Promise<Speakers[]> {
  const lineages = await lineagesOf(em, samples);
  const horizon = now + MOST_AHEAD;
  const lives = samples.map((sample) => livesOf({ sample, times: [{ from: null, to: horizon }], inherits: true }, lineages.get(sample)!).joined);
  const { around } = await surroundingsOf(em, lives.flat());
  let place = 0;
  return samples.map((sample, index) => {
    const [all, mounts]: [Speaker[], Mount[]] = [[], []];
    let voices: Voice[] = [];
    for (const life of lives[index]!) {
      const surroundings = around[place++]!;
      voices = life.to > life.from ? voicesOf(surroundings.stays, surroundings.mounts, life) : [];
      all.push(...voices.flatMap((voice) => speakerOf(voice, horizon) ?? []));
      mounts.push(...surroundings.mounts);
    }
    const present = voices.findLast(({ from }) => from <= now);
    const said = lineages.get(sample)!.find(({ profile }) => profile !== null);
    return {
      all,
      mounts,
      present: present ? speakerOf(present, horizon) : null,
      changesAt: voices.find(({ from }) => from > now)?.from ?? null,
      profile: said?.profile ?? null,
      version: said?.version ?? null,
    };
  });
}

const speakerOf = ({ sensor, from, to }: Voice, horizon: Instant): Speaker | null => (sensor === null ? null : { sensor, from, to: to === horizon ? null : to });
