import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { canonicalJson, flawOf, hashOf, NO_ENTRY, type AuditHead, type AuditLink } from '../../../src/domain/audit.js';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** A chain whose hashes were made elsewhere, with another shape of event. */
const published: AuditLink[] = [
  {
    event: { seq: 1, at: '2026-01-08T10:00:00.000Z', actor: 'u-17', action: 'CREATE', entity: 'Sample', entityId: 'S-1', field: null, old: null, new: { storageTemp: '-60to-85' }, reason: null },
    previousHash: '0000000000000000000000000000000000000000000000000000000000000000',
    hash: '913d2ff3b6bcc143ae5b8323116b55d723ba78fac994976342cbe4be1f7135e8',
  },
  {
    event: { seq: 2, at: '2026-01-08T10:05:00.000Z', actor: 'u-17', action: 'UPDATE', entity: 'Sample', entityId: 'S-1', field: 'storageTemp', old: '-60to-85', new: 'LN', reason: 'Relocated to LN2 vapour tank' },
    previousHash: '913d2ff3b6bcc143ae5b8323116b55d723ba78fac994976342cbe4be1f7135e8',
    hash: '2fc21cc2fb3bcb39df609c75c912985960fdaf2f659dcf9757a332b6243742d5',
  },
].map(({ event, ...hashes }) => ({ seq: event.seq, text: canonicalJson(event), ...hashes }));

/** The first link that does not fit, and why. */
function firstFlaw(links: readonly AuditLink[]): { seq: number; flaw: string } | null {
  let head: AuditHead = NO_ENTRY;
  for (const link of links) {
    const flaw = flawOf(head, link, sha256);
    if (flaw !== null) return { seq: link.seq, flaw };
    head = link;
  }
  return null;
}

describe('a chain that was published', () => {
  const [first, second] = published as [AuditLink, AuditLink];

  test('is whole', () => expect(firstFlaw(published)).toBeNull());

  test.each<[string, AuditLink[], number, RegExp]>([
    ['what an entry says is changed', [{ ...first, text: first.text.replace('-60to-85', 'RT') }, second], 1, /^its hash is not that of what it says$/],
    ['an entry is deleted', [second], 2, /^it follows entry 0, so that 1 between them are missing; it does not continue from the beginning/],
    ['two are swapped', [second, first], 2, /missing/],
    ['an entry is there twice', [first, first], 1, /^it follows entry 1, so that its number is wrong; it does not continue entry 1/],
    ['what an entry says and its own hash are changed', [{ ...first, text: 'x', hash: sha256(first.previousHash + 'x') }, second], 2, /^it does not continue entry 1: its previous hash is another$/],
  ])('is broken when %s', (_, links, seq, flaw) => expect(firstFlaw(links)).toEqual({ seq, flaw: expect.stringMatching(flaw) }));
});

const chains = fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1, maxLength: 12 }).map((texts) => {
  const links: AuditLink[] = [];
  for (const text of texts) {
    const { hash: previousHash, seq } = links.at(-1) ?? NO_ENTRY;
    links.push({ seq: seq + 1, text, previousHash, hash: hashOf(previousHash, text, sha256) });
  }
  return links;
});

test('whatever is taken out of a chain but its end, put into it or changed in it is found where it stands', () => {
  const change = fc.constantFrom<(links: AuditLink[], at: number) => void>(
    (links, at) => links.splice(at, 1),
    (links, at) => links.splice(at, 0, { ...links[at]!, text: 'new' }),
    (links, at) => (links[at] = { ...links[at]!, text: `${links[at]!.text} ` }),
    (links, at) => (links[at] = { ...links[at]!, hash: sha256(links[at]!.hash) }),
    (links, at) => (links[at] = { ...links[at]!, previousHash: sha256(links[at]!.hash) }),
  );
  fc.assert(
    fc.property(chains, change, fc.nat(), (links, apply, place) => {
      expect(firstFlaw(links)).toBeNull();
      const at = place % links.length;
      const changed = [...links];
      apply(changed, at);
      // What was cut off at the end leaves a chain that is whole.
      if (changed.length < links.length && at === changed.length) return expect(firstFlaw(changed)).toBeNull();
      return expect(firstFlaw(changed)?.seq).toBe(changed[at]!.seq);
    }),
  );
});

test('the same value is the same text, however it was put together', () => {
  expect(canonicalJson({ b: [{ d: 1, c: null }], a: 'ä"' })).toBe('{"a":"ä\\"","b":[{"c":null,"d":1}]}');
  fc.assert(fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
    expect(canonicalJson(Object.fromEntries(Object.entries(value).toReversed()))).toBe(canonicalJson(value));
    expect(canonicalJson(JSON.parse(canonicalJson(value)))).toBe(canonicalJson(value));
  }));
});
