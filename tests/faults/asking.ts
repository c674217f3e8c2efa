/** The status of a URL, or 0 when nobody answers in time. */
export async function statusOf(url: string, withinMs = 2_000): Promise<number> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(withinMs) });
    await response.arrayBuffer();
    return response.status;
  } catch {
    return 0;
  }
}

export interface Answer<Data> {
  data?: Data | null;
  errors?: { message: string; extensions?: { code?: string } }[];
}

/** Asks by HTTP; throws when there is no answer in time. */
export async function ask<Data>(url: string, query: string, variables: object = {}, withinMs = 10_000): Promise<Answer<Data>> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
    signal: AbortSignal.timeout(withinMs),
  });
  return (await response.json()) as Answer<Data>;
}
