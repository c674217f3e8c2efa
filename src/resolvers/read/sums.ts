import { sumsOf, type Condition, type Product, type Sums } from '../../domain/account.js';
import { partsOf } from '../../domain/part.js';
import type { Instant } from '../../domain/time.js';
import type { Atom } from './hear.js';
import { createRests } from './rests.js';

/** What atoms did to a product that was kept under a condition there; null: nobody asked for anything. */
export type SumUp = (atoms: readonly Atom[], kept: Condition | null, product: Product) => Promise<Sums[]>;

/** Sums each atom up once for all who went through it under the same condition and endure the same. */
export function createSums(now: Instant): SumUp {
  const known = new Map<Product, Map<Condition | null, Map<Atom, Sums>>>();
  const rest = createRests();
  return async (atoms, kept, product) => {
    const ofProduct = known.get(product) ?? new Map<Condition | null, Map<Atom, Sums>>();
    known.set(product, ofProduct);
    const ofAtoms = ofProduct.get(kept) ?? new Map<Atom, Sums>();
    ofProduct.set(kept, ofAtoms);
    await rest();
    for (const atom of atoms) {
      if (ofAtoms.has(atom)) continue;
      ofAtoms.set(atom, sumsOf([...partsOf(atom.told, atom.speech, atom, now)], kept, product));
      await rest();
    }
    return atoms.map((atom) => ofAtoms.get(atom)!);
  };
}
