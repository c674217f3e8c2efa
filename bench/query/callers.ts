import { randomBytes } from 'node:crypto';

export const FIRST_KEY = randomBytes(24).toString('hex');

const ISSUE = 'mutation ($input: IssueApiKeyInput!) { issueApiKey(input: $input) { key } }';

/** A key of each of so many callers who may look. */
export async function issueKeys(url: string, count: number): Promise<string[]> {
  const keys: string[] = [];
  for (let n = 1; n <= count; n += 1) {
    const body = JSON.stringify({ query: ISSUE, variables: { input: { name: `caller ${n}`, role: 'VIEWER' } } });
    const response = await fetch(`${url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${FIRST_KEY}` }, body });
    const text = await response.text();
    const { data } = JSON.parse(text) as { data?: { issueApiKey: { key: string | null } } };
    if (!data?.issueApiKey.key) throw new Error(`no key was issued: ${text.slice(0, 300)}`);
    keys.push(data.issueApiKey.key);
  }
  return keys;
}
