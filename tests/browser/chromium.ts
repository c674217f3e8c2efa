import { existsSync } from 'node:fs';
import { chromium, type Page } from 'playwright-core';

const NAMES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

export interface Visit extends AsyncDisposable {
  readonly page: Page;
  /** The hosts that anything was asked of, by whatever protocol. */
  readonly hosts: Set<string>;
  /** What went wrong in the page. */
  readonly errors: string[];
}

/** A page of a browser of its own, that remembers nothing. */
export async function openPage(): Promise<Visit> {
  const executablePath = NAMES.find(existsSync);
  if (!executablePath) throw new Error('Chromium cannot be found: install the package chromium');
  // The sandbox of Chromium does not work for root.
  const browser = await chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] });
  const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
  const hosts = new Set<string>();
  const errors: string[] = [];
  const note = (url: string) => !/^(blob|data):/.test(url) && hosts.add(new URL(url).host);
  page.on('request', (request) => note(request.url()));
  page.on('websocket', (socket) => note(socket.url()));
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  return { page, hosts, errors, [Symbol.asyncDispose]: () => browser.close() };
}
