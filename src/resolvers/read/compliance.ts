import type { Em } from '../../database.js';
import { complianceOf, demandedIn, judge, type Compliance, type Demand, type Judged } from '../../domain/compliance.js';
import { piecesOf } from '../../domain/life.js';
import { partsOf } from '../../domain/part.js';
import type { Interval } from '../../domain/stretch.js';
import type { Instant } from '../../domain/time.js';
import type { AssetKey } from './assets.js';
import { demandsOn } from './demands.js';
import { hearOnce, type Atom } from './hear.js';
import { createRests } from './rests.js';
import { sensorsWithin } from './sensors-within.js';
import { surroundingsOf } from './surroundings.js';
import type { Asked } from './told-statement.js';

export interface ComplianceWanted extends Interval {
  asset: AssetKey;
}

/** How much of its time each asset was as it should be. However many there are, it takes as many statements. */
export async function compliancesOf(em: Em, wanted: readonly ComplianceWanted[], now: Instant): Promise<Compliance[]> {
  const witnesses = await witnessesOf(em, wanted);
  const demands = await demandsOn(em, [...new Set(witnesses.flat().map(({ sensor }) => sensor))]);
  const duties = witnesses.map((each) => each.flatMap(({ sensor, kept, ...time }) => demandedIn([...(demands.get(sensor) ?? []), ...kept], time).map((demand): Duty => ({ ...demand, sensor }))));
  const hear = await hearOnce(em, duties.flat(), { bounds: boundsOf(duties.flat()), unbroken: true });
  const judgeOnce = createJudge(now);
  const rest = createRests();
  const compliances: Compliance[] = [];
  for (const [index, each] of duties.entries()) {
    const judged: (readonly Judged[])[] = [];
    for (const duty of each) {
      for (const atom of hear(duty)) {
        judged.push(judgeOnce(atom, duty));
        await rest();
      }
    }
    compliances.push(complianceOf(judged.flat(), wanted[index]!));
  }
  return compliances;
}

/** A sensor that tells of an asset for a time, and what is demanded of the asset beside the sensor's rules. */
interface Witness extends Asked {
  kept: readonly Demand[];
}

/** A time in which a sensor is held to the same limits. */
interface Duty extends Asked, Demand {}

async function witnessesOf(em: Em, wanted: readonly ComplianceWanted[]): Promise<Witness[][]> {
  const samples = wanted.filter(({ asset }) => asset.sample !== null);
  const [things, voices] = await Promise.all([sensorsWithin(em, wanted.filter(({ asset }) => asset.sample === null)), voicesAround(em, samples)]);
  const [ofThings, ofSamples] = [things.values(), voices.values()];
  return wanted.map(({ asset }) => (asset.sample === null ? ofThings.next().value!.map((each) => ({ ...each, kept: [] })) : ofSamples.next().value!));
}

async function voicesAround(em: Em, wanted: readonly ComplianceWanted[]): Promise<Witness[][]> {
  if (wanted.length === 0) return [];
  const { around, conditions } = await surroundingsOf(em, wanted.map(({ asset, from, to }) => ({ sample: asset.sample!, from, to })));
  return wanted.map((interval, index) => piecesOf(around[index]!, interval).flatMap(({ sensor, condition, from, to }) => {
    const kept = condition === null ? null : conditions.get(condition)!;
    return sensor === null ? [] : [{ sensor, from, to, kept: kept ? [{ ...kept, from, to }] : [] }];
  }));
}

const boundsOf = (duties: readonly Duty[]): number[] => [...new Set(duties.flatMap(({ minimum, maximum }) => [minimum, maximum]).filter((bound) => bound !== null))];

/** Judges each atom once for all who are told of by it and held to the same limits. */
function createJudge(now: Instant): (atom: Atom, duty: Duty) => readonly Judged[] {
  const known = new Map<Atom, Map<string, readonly Judged[]>>();
  return (atom, { minimum, maximum }) => {
    const ofAtom = known.get(atom) ?? new Map<string, readonly Judged[]>();
    known.set(atom, ofAtom);
    const limits = `${minimum} ${maximum}`;
    const judged = ofAtom.get(limits) ?? judge(partsOf(atom.told, atom.speech, atom, now), { from: atom.from, to: atom.to, minimum, maximum });
    ofAtom.set(limits, judged);
    return judged;
  };
}
