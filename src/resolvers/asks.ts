import { Kind, type GraphQLResolveInfo, type SelectionSetNode } from 'graphql';

/** Whether a field of this name may be asked of what the field gives: in vain where a directive leaves it out. */
export function asksFor({ fieldNodes, fragments }: GraphQLResolveInfo, name: string): boolean {
  const isIn = (selected: SelectionSetNode | undefined): boolean =>
    selected?.selections.some((each) => {
      if (each.kind === Kind.FIELD) return each.name.value === name;
      return isIn(each.kind === Kind.FRAGMENT_SPREAD ? fragments[each.name.value]?.selectionSet : each.selectionSet);
    }) ?? false;
  return fieldNodes.some(({ selectionSet }) => isIn(selectionSet));
}
