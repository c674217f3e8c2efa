import type { Em } from '../../database.js';
import { accountOf, useOf, type Account, type Condition, type Lived, type Product } from '../../domain/account.js';
import { budgetOf, type BudgetUse } from '../../domain/budget.js';
import { piecesOf, type Piece } from '../../domain/life.js';
import { USUAL_ACTIVATION } from '../../domain/mean-kinetic.js';
import type { Interval } from '../../domain/stretch.js';
import type { Instant } from '../../domain/time.js';
import { hearOnce, type Hear } from './hear.js';
import { lineagesOf } from './lineage.js';
import { livesOf, type Lives, type LivesWanted } from './lives.js';
import { ANY_PRODUCT, productsOf } from './products.js';
import { createSums } from './sums.js';
import { surroundingsOf, type Life } from './surroundings.js';
import type { Asked } from './told-statement.js';

export type ExposureWanted = LivesWanted;

/** Where there are several times, from the begin of the first to the end of the last; all figures are of them alone. */
export interface Exposed extends Account, Interval {
  budget: BudgetUse[];
  thaws: number;
}

/** What each sample went through. However many there are, it takes as many statements; see hearOnce for what they share. */
export async function exposuresOf(em: Em, wanted: readonly ExposureWanted[], now: Instant): Promise<Exposed[]> {
  const lineages = await lineagesOf(em, [...new Set(wanted.map(({ sample }) => sample))]);
  const profileOf = (sample: number) => lineages.get(sample)!.find(({ profile }) => profile !== null)?.profile ?? null;
  const products = await productsOf(em, [...new Set(wanted.map(({ sample }) => profileOf(sample)).filter((profile) => profile !== null))]);
  const courses = wanted.map((each): Course => ({ ...livesOf(each, lineages.get(each.sample)!), product: products.get(profileOf(each.sample) ?? NONE) ?? ANY_PRODUCT }));
  const livedIn = await livedBy(em, courses, now);
  const exposed: Exposed[] = [];
  for (const { own, joined, product } of courses) {
    const lived = await livedIn(own, product);
    const { used, thaws } = useOf(joined === own ? lived : await livedIn(joined, product), product);
    exposed.push({ ...accountOf(lived, product), from: own[0]!.from, to: own.at(-1)!.to, budget: budgetOf(product.tiers, used), thaws });
  }
  return exposed;
}

const NONE = -1;

interface Course extends Lives {
  product: Product;
}

/** The pieces of lives, with what they did to a product. */
type LivedIn = (lives: readonly Life[], product: Product) => Promise<Lived[]>;

async function livedBy(em: Em, courses: readonly Course[], now: Instant): Promise<LivedIn> {
  const lives = [...new Map(courses.flatMap(({ own, joined }) => [...own, ...joined]).map((life) => [nameOf(life), life])).values()];
  const { around, conditions } = await surroundingsOf(em, lives);
  const pieces = new Map(lives.map((life, index) => [nameOf(life), life.to > life.from ? piecesOf(around[index]!, life) : []]));
  const piecesIn = (some: readonly Life[]) => some.flatMap((life) => pieces.get(nameOf(life))!);
  const hears = await hearClosely(em, courses, piecesIn, [...conditions.values()]);
  const sumUp = createSums(now);
  return async (some, product) => {
    const lived: Lived[] = [];
    for (const piece of piecesIn(some)) {
      const { sensor, from, to, condition } = piece;
      const kept = condition === null ? null : conditions.get(condition)!;
      lived.push({ ...piece, kept, sums: sensor === null ? [] : await sumUp(hears(product)({ sensor, from, to }), kept, product) });
    }
    return lived;
  };
}

const nameOf = ({ sample, from, to }: Life): string => `${sample} ${from} ${to}`;

/** Those who ask for another mean kinetic temperature than the usual need more than digests: they are heard apart, so that the others do not. */
async function hearClosely(em: Em, courses: readonly Course[], piecesIn: (lives: readonly Life[]) => readonly Piece[], conditions: readonly Condition[]): Promise<(product: Product) => Hear> {
  const isUsual = ({ activation }: Product) => activation === USUAL_ACTIVATION;
  const heard = await Promise.all([true, false].map((usual) => {
    const group = courses.filter(({ product }) => isUsual(product) === usual);
    const asked = group.flatMap(({ own, joined }) => piecesIn(joined === own ? own : [...own, ...joined])).flatMap(({ sensor, from, to }): Asked[] => (sensor === null ? [] : [{ sensor, from, to }]));
    const products = [...new Set(group.map(({ product }) => product))];
    return hearOnce(em, asked, {
      bounds: boundsOf(products, conditions),
      unbroken: products.some(({ thawing }) => thawing !== null),
      ...(usual ? {} : { activation: products[0]?.activation ?? USUAL_ACTIVATION }),
    });
  }));
  return (product) => heard[isUsual(product) ? 0 : 1]!;
}

/** All values of which somebody asks what was on which side. */
function boundsOf(products: readonly Product[], conditions: readonly Condition[]): number[] {
  const tiers = products.flatMap((product) => product.tiers);
  const thaws = products.flatMap(({ thawing }) => (thawing ? [thawing.frozenAt, thawing.thawedAbove] : []));
  const limits = [...tiers, ...conditions].flatMap(({ minimum, maximum }) => [minimum, maximum]).filter((bound) => bound !== null);
  return [...new Set([...limits, ...thaws])];
}
