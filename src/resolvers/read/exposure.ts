import type { Em } from '../../database.js';
import { accountOf, type Account, type Condition, type Lived, type Product } from '../../domain/account.js';
import { budgetOf, type BudgetUse } from '../../domain/budget.js';
import { piecesOf, type Piece } from '../../domain/life.js';
import { USUAL_ACTIVATION } from '../../domain/mean-kinetic.js';
import { partsOf } from '../../domain/part.js';
import type { Instant } from '../../domain/time.js';
import { hearOnce, type Hear } from './hear.js';
import { lineagesOf, type Generation } from './lineage.js';
import { ANY_PRODUCT, productsOf } from './products.js';
import { createRests } from './rests.js';
import { surroundingsOf, type Life } from './surroundings.js';
import type { Asked } from './told-statement.js';

export interface ExposureWanted {
  sample: number;
  /** Null: since it was collected. */
  from: Instant | null;
  to: Instant;
  /** Whether what the sample was taken from counts, for all that it went through until then. */
  inherits: boolean;
}

export interface Exposed extends Omit<Account, 'used'> {
  from: Instant;
  to: Instant;
  budget: BudgetUse[];
}

/** What each sample went through. However many there are, it takes as many statements; see hearOnce for what they share. */
export async function exposuresOf(em: Em, wanted: readonly ExposureWanted[], now: Instant): Promise<Exposed[]> {
  const lineages = await lineagesOf(em, [...new Set(wanted.map(({ sample }) => sample))]);
  const profileOf = (sample: number) => lineages.get(sample)!.find(({ profile }) => profile !== null)?.profile ?? null;
  const products = await productsOf(em, [...new Set(wanted.map(({ sample }) => profileOf(sample)).filter((profile) => profile !== null))]);
  const courses = wanted.map((each): Course => {
    const profile = profileOf(each.sample);
    return { lives: livesOf(each, lineages.get(each.sample)!), product: products.get(profile ?? NONE) ?? ANY_PRODUCT };
  });
  const account = await accountsOf(em, courses, now);
  const exposed: Exposed[] = [];
  const rest = createRests();
  for (const { lives: [own, ...before], product } of courses) {
    await rest();
    const { used, ...itself } = account(own!, product);
    const inherited = before.map((life) => account(life, product));
    const budget = budgetOf(product.tiers, used, new Map(product.tiers.map(({ code }, tier) => [code, sum(inherited.map((each) => each.used[tier]!))])));
    exposed.push({ ...itself, thaws: itself.thaws + sum(inherited.map(({ thaws }) => thaws)), from: own!.from, to: own!.to, budget });
  }
  return exposed;
}

const NONE = -1;
const sum = (values: readonly number[]): number => values.reduce((all, each) => all + each, 0);

/** The lives that count for a sample: its own first, then those of what it was taken from, each up to when the next was. */
interface Course {
  lives: Life[];
  product: Product;
}

/** An aliquot was its parent until it was taken. Where an interval begins later than that, nothing of the parent is in it. */
export function livesOf({ sample, from, to, inherits }: ExposureWanted, [itself, ...before]: readonly Generation[]): Life[] {
  const own: Life = { sample, from: from ?? Math.min(itself!.collectedAt, to), to };
  if (!inherits || own.from > itself!.collectedAt) return [own];
  let until = Math.min(itself!.collectedAt, to);
  const inherited = before.map(({ id, collectedAt }): Life => {
    const life = { sample: id, from: Math.min(collectedAt, until), to: until };
    until = life.from;
    return life;
  });
  return [own, ...inherited];
}

type AccountOf = (life: Life, product: Product) => Account;

/** Samples that went through the same share one account. */
async function accountsOf(em: Em, courses: readonly Course[], now: Instant): Promise<AccountOf> {
  const lives = [...new Map(courses.flatMap((course) => course.lives).map((life) => [nameOf(life), life])).values()];
  const { around, conditions } = await surroundingsOf(em, lives);
  const pieces = new Map(lives.map((life, index) => [nameOf(life), life.to > life.from ? piecesOf(around[index]!, life) : []]));
  const hears = await hearClosely(em, courses, (life) => pieces.get(nameOf(life))!, [...conditions.values()]);
  const known = new Map<Product, Map<string, Account>>();
  return (life, product) => {
    const course = pieces.get(nameOf(life))!;
    const accounts = known.get(product) ?? new Map<string, Account>();
    known.set(product, accounts);
    const name = JSON.stringify([life.from, life.to, course]);
    const account = accounts.get(name) ?? accountOf(course.map((piece) => live(piece, conditions, hears(product), now)), life, product);
    accounts.set(name, account);
    return account;
  };
}

const nameOf = ({ sample, from, to }: Life): string => `${sample} ${from} ${to}`;

function live(piece: Piece, conditions: ReadonlyMap<number, Condition>, hear: Hear, now: Instant): Lived {
  const kept = piece.condition === null ? null : conditions.get(piece.condition)!;
  if (piece.sensor === null) return { ...piece, kept, parts: [] };
  const { told, speech } = hear({ sensor: piece.sensor, from: piece.from, to: piece.to });
  return { ...piece, kept, parts: [...partsOf(told, speech, piece, now)] };
}

/** Those who ask for another mean kinetic temperature than the usual need more than digests: they are heard apart, so that the others do not. */
async function hearClosely(em: Em, courses: readonly Course[], piecesIn: (life: Life) => readonly Piece[], conditions: readonly Condition[]): Promise<(product: Product) => Hear> {
  const isUsual = ({ activation }: Product) => activation === USUAL_ACTIVATION;
  const heard = await Promise.all([true, false].map((usual) => {
    const group = courses.filter(({ product }) => isUsual(product) === usual);
    const asked = group.flatMap(({ lives }) => lives).flatMap(piecesIn).flatMap(({ sensor, from, to }): Asked[] => (sensor === null ? [] : [{ sensor, from, to }]));
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
