/** Documents that were made to cost, each as big as it is told. */
export const HOSTILE = {
  deep: (n: number) => `{${'machine(code:"x"){container{'.repeat(n / 2)}code${'}}'.repeat(n / 2)}}`,
  aliases: (n: number) => `{${many(n, (i) => `a${i}:__typename`)}}`,
  tokens: (n: number) => `{${'__typename '.repeat(n)}}`,
  overlap: (outer: number, inner: number) => `{${`...on Query{${'stats{machines} '.repeat(inner)}}`.repeat(outer)}}`,
  duplicates: (n: number) => `{${'machine(code:"x"){code} '.repeat(n)}}`,
  cycle: (n: number) => `{...F0} ${many(n, (i) => `fragment F${i} on Query{...F${(i + 1) % n}}`)}`,
  selfish: (n: number) => `{...F} fragment F on Query{__typename ${'...F '.repeat(n)}}`,
  fragments: (n: number) => `{${many(n, (i) => `...F${i}`)}} ${many(n, (i) => `fragment F${i} on Query{${i + 1 < n ? `...F${i + 1}` : ''} stats{machines samples}}`)}`,
  doubling: (n: number) => `{machine(code:"x"){...F0}} ${many(n, (i) => `fragment F${i} on Machine{a${i}:container{machine{...F${i + 1}}} b${i}:container{machine{...F${i + 1}}}}`)} fragment F${n} on Machine{code}`,
  directives: (n: number) => `{__typename ${'@skip(if:false) '.repeat(n)}}`,
  unknownDirectives: (n: number) => `{__typename ${'@a '.repeat(n)}}`,
  operations: (n: number) => many(n, (i) => `query Q${i}{__typename}`),
  literal: (n: number) => `{machine(code:${'['.repeat(n)}${']'.repeat(n)}){code}}`,
  object: (n: number) => `{machines(where:${'{a:'.repeat(n)}1${'}'.repeat(n)}){__typename}}`,
  lists: (n: number) => `{containers(first:${n}){nodes{samples(first:${n}){nodes{custody{container{code}}}}}}}`,
  unknown: (n: number) => `{${many(n, (i) => `machinez${i}`)}}`,
  name: (n: number) => `{${'m'.repeat(n)}}`,
  text: (n: number) => `{machine(code:"""${' \n'.repeat(n)}"""){code}}`,
  open: (n: number) => '{a'.repeat(n),
  introspection: (n: number) => `{${many(n, (i) => `a${i}:__schema{types{fields{name}}}`)}}`,
} as const;

const many = (n: number, text: (i: number) => string) => Array.from({ length: n }, (_, i) => text(i)).join(' ');
