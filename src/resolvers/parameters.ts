interface Parameter {
  index: number;
}

/** Where type-graphql keeps what its decorators were told: it makes it so that there is one of it in a process. */
interface Storage {
  TypeGraphQLMetadataStorage?: { fieldResolvers?: { params?: Parameter[] }[] };
}

/**
 * type-graphql sorts the parameters of a method each time that it calls it: a seventh of all memory that a query takes.
 * They are sorted here, and need not be again.
 */
export function sortParametersOnce(): void {
  for (const { params } of (globalThis as Storage).TypeGraphQLMetadataStorage?.fieldResolvers ?? []) {
    params?.sort((one, other) => one.index - other.index);
    if (params) params.sort = () => params;
  }
}
