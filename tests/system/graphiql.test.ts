import { expect, test } from '@jest/globals';
import { openTestApi } from './api-fixture.js';

test('GraphiQL is one page, compressed, that may fetch nothing from anywhere else', async () => {
  await using open = await openTestApi();
  const response = await fetch(`${open.url}/graphiql`);
  expect([response.status, response.headers.get('content-type'), response.headers.get('content-encoding')]).toEqual([200, 'text/html; charset=utf-8', 'gzip']);
  const page = await response.text();
  // Elements that would fetch something; the program inside the page holds such words in strings.
  const markup = page.replaceAll(/<script>[\s\S]*?<\/script>|<style>[\s\S]*?<\/style>/g, '');
  expect(markup).not.toMatch(/<(script|link|img|iframe)\b[^>]*(src|href)="?https?:/i);
  const styles = [...page.matchAll(/<style>([\s\S]*?)<\/style>/g)].map(([, style]) => style).join('');
  expect(styles.length).toBeGreaterThan(100_000);
  expect(styles).not.toMatch(/@import|url\(["']?(https?:)?\/\//);
  const policy = response.headers.get('content-security-policy')!;
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toMatch(/https?:|\*/);
});

test('GraphiQL reaches those too who cannot unpack it', async () => {
  await using open = await openTestApi();
  const response = await fetch(`${open.url}/graphiql`, { headers: { 'accept-encoding': 'identity' } });
  expect(response.headers.get('content-encoding')).toBe(null);
  expect(await response.text()).toContain('<title>Thermograph</title>');
});
