import { Kind, type FieldNode, type GraphQLResolveInfo, type SelectionSetNode } from 'graphql';

type Asking = Pick<GraphQLResolveInfo, 'fieldNodes' | 'fragments'>;

/** Finds out something once for each selection of a document, from the names of all fields that stand below a field, at any depth: more may be there than is answered, never less. */
export function perSelection<Found>(find: (names: ReadonlySet<string>) => Found): (asking: Asking) => Found {
  const known = new WeakMap<readonly FieldNode[], Found>();
  return (asking) => {
    const before = known.get(asking.fieldNodes);
    if (before !== undefined) return before;
    const found = find(namesBelow(asking));
    known.set(asking.fieldNodes, found);
    return found;
  };
}

/** The properties that only these fields show, where none of them is asked for. */
export const hiddenFrom = (names: ReadonlySet<string>, shownBy: Readonly<Record<string, readonly string[]>>): readonly string[] =>
  Object.keys(shownBy).filter((property) => !shownBy[property]!.some((name) => names.has(name)));

function namesBelow({ fieldNodes, fragments }: Asking): ReadonlySet<string> {
  const names = new Set<string>();
  const spread = new Set<string>();
  const collect = (selected: SelectionSetNode | undefined): void => {
    for (const each of selected?.selections ?? []) {
      if (each.kind === Kind.FIELD) names.add(each.name.value);
      if (each.kind !== Kind.FRAGMENT_SPREAD) collect(each.selectionSet);
      else if (!spread.has(each.name.value)) {
        spread.add(each.name.value);
        collect(fragments[each.name.value]?.selectionSet);
      }
    }
  };
  for (const { selectionSet } of fieldNodes) collect(selectionSet);
  return names;
}
