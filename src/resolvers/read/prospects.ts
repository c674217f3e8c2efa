import type { Em } from '../../database.js';
import type { BudgetUse } from '../../domain/budget.js';
import { isDigest } from '../../domain/part.js';
import { presentOf, project, type Present, type Projection } from '../../domain/projection.js';
import type { Instant } from '../../domain/time.js';
import { exposuresOf } from './exposure.js';
import { ANY_PRODUCT, productsOf } from './products.js';
import type { Speaker, Speakers } from './speakers.js';
import { toldBySensors } from './told.js';

/** What is left for a sample, and how long that lasts. */
export interface Prospect extends Projection {
  at: Instant;
  budget: BudgetUse[];
  temperature: number | null;
  /** From when on another temperature is the present one, or none, though nothing comes: clocks may be ahead; null: it stays so. */
  holdsUntil: Instant | null;
}

export interface ProspectWanted extends Pick<Speakers, 'present' | 'changesAt' | 'profile'> {
  sample: number;
}

/** What is left for each sample. However many there are, it takes as many statements. */
export async function prospectsOf(em: Em, wanted: readonly ProspectWanted[], now: Instant): Promise<Prospect[]> {
  const exposures = await exposuresOf(em, wanted.map(({ sample }) => ({ sample, times: [{ from: null, to: now }], inherits: true })), now);
  const products = await productsOf(em, [...new Set(wanted.map(({ profile }) => profile).filter((profile) => profile !== null))]);
  const presents = await presentsOf(em, wanted.map(({ present }) => present), now);
  return wanted.map(({ profile, changesAt }, index) => {
    const { tiers } = profile === null ? ANY_PRODUCT : products.get(profile) ?? ANY_PRODUCT;
    const { budget } = exposures[index]!;
    const { present, holdsUntil } = presents[index]!;
    return { at: now, budget, temperature: present?.temperature ?? null, holdsUntil: earliest(holdsUntil, changesAt), ...project(tiers, budget, present, now) };
  });
}

/** What each sensor says now, of all that it has said by then: the moment before, it spoke. */
async function presentsOf(em: Em, speakers: readonly (Speaker | null)[], now: Instant): Promise<{ present: Present | null; holdsUntil: Instant | null }[]> {
  const sensors = [...new Set(speakers.filter((speaker) => speaker !== null).map(({ sensor }) => sensor))];
  const heard = await toldBySensors(em, sensors.map((sensor) => ({ sensor, from: now - 1, to: now })), { bounds: [] });
  const heardFrom = new Map(sensors.map((sensor, index) => [sensor, heard[index]!]));
  return speakers.map((speaker) => {
    if (speaker === null) return { present: null, holdsUntil: null };
    const { told, speech } = heardFrom.get(speaker.sensor)!;
    const readings = told.flatMap((each) => (isDigest(each) ? [] : [each]));
    const reading = readings.findLast(({ at }) => at <= now) ?? null;
    const present = presentOf(reading, speech, speaker.from, now);
    const silentFrom = present === null || speech.expectedEvery === null ? null : reading!.at + speech.expectedEvery;
    return { present, holdsUntil: earliest(silentFrom, readings.find(({ at }) => at > now)?.at) };
  });
}

function earliest(...moments: (Instant | null | undefined)[]): Instant | null {
  const first = Math.min(...moments.map((moment) => moment ?? Infinity));
  return first === Infinity ? null : first;
}
