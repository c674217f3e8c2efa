import type { DocumentNode } from 'graphql';

/** Documents that were found valid, by the hash of their text: the ones that were used last, as many as fit. */
export interface DocumentCache {
  get(hash: string): DocumentNode | undefined;
  set(hash: string, document: DocumentNode, characters: number): void;
}

/** Bounded by the length of their texts; parsed they take up to a hundred times as much. */
export function createDocumentCache(mostCharacters: number): DocumentCache {
  const known = new Map<string, { document: DocumentNode; characters: number }>();
  let total = 0;
  return {
    get(hash) {
      const found = known.get(hash);
      if (!found) return undefined;
      known.delete(hash);
      known.set(hash, found);
      return found.document;
    },
    set(hash, document, characters) {
      total += characters - (known.get(hash)?.characters ?? 0);
      known.set(hash, { document, characters });
      for (const [oldest, entry] of known) {
        if (total <= mostCharacters) break;
        known.delete(oldest);
        total -= entry.characters;
      }
    },
  };
}
