import { expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { KEY, openTestApi } from '../system/api-fixture.js';
import { eventually } from '../support/eventually.js';
import { startProgram } from '../support/program.js';
import { openPage } from './chromium.js';

const run = (page: Page) => page.getByRole('button', { name: 'Execute query' }).click();

// The editor shows spaces as others that do not break.
const result = async (page: Page) => (await page.locator('.result-window').innerText()).replaceAll('\u00a0', ' ');

/** As somebody who pastes it over what is there. */
async function write(page: Page, editor: 'query' | 'headers', text: string): Promise<void> {
  const place = editor === 'query' ? page.locator('.graphiql-query-editor') : page.locator('.graphiql-editor-tool');
  await place.locator('.monaco-editor').last().click();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.press('Delete');
  await page.keyboard.insertText(text);
}

test('GraphiQL shows live readings of the demo world, and asks nothing of any other machine', async () => {
  await using program = await startProgram();
  await using visit = await openPage();
  const { page } = visit;
  await page.goto(`${program.url}/graphiql`);
  await run(page);
  await eventually(async () => /"code": "CNC-001"/.test(await result(page)));

  const tab = page.getByRole('tab', { name: 'Readings' });
  await eventually(async () => {
    // Tabs can be dragged: what is no longer than a blink is no click.
    await tab.click({ delay: 50 });
    return (await tab.getAttribute('aria-selected')) === 'true';
  });
  const cursor = async () => /"cursor":\s*"([^"]+)"/.exec(await result(page))?.[1];
  // While it runs, the button is called otherwise.
  const execute = page.getByRole('button', { name: 'Execute query' });
  const first = await eventually(async () => {
    if (await execute.isVisible()) await execute.click();
    return cursor();
  }, { every: 500 });
  await eventually(async () => (await cursor()) !== first);
  expect(await result(page)).toContain('measuredAt');
  expect([...visit.hosts]).toEqual([new URL(program.url).host]);
  expect(visit.errors).toEqual([]);
});

test('GraphiQL hands the key that was typed in on to subscriptions', async () => {
  await using open = await openTestApi({ apiKey: KEY });
  await using visit = await openPage();
  const { page } = visit;
  await page.goto(`${open.url}/graphiql`);
  await page.getByRole('button', { name: 'Headers' }).click();
  await write(page, 'headers', JSON.stringify({ Authorization: `Bearer ${KEY}` }));
  // The editor hands on what was typed a moment later.
  let answered = false;
  page.on('response', (response) => (answered ||= response.url().endsWith('/graphql') && response.ok()));
  await eventually(async () => {
    await page.getByRole('button', { name: /Re-fetch/i }).click();
    return answered;
  }, { every: 300 });
  // Of the same name as what stood there: the editor notices another a moment later.
  await write(page, 'query', 'subscription Overview { machine }');
  await run(page);
  await eventually(() => open.live.subscribers === 1);
  open.bus.publish([{ name: 'machineStatusChanged', position: 1, machineId: 77 }]);
  await eventually(async () => /"machine": 77/.test(await result(page)));
});
