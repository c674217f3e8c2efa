import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { CARRY_KEY } from './carry-key.js';
import { EXCURSIONS, OVERVIEW, READINGS } from './documents.js';

const ICON = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="#d60590" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"><path d="M3 3v18h18"/><path d="M6 16l4-3 3 2 3-8 4 4"/></svg>',
)}`;

/** GraphiQL on one page that fetches nothing from anywhere else, compressed with gzip: 9 MB become 2. */
export async function renderGraphiQL(): Promise<Buffer> {
  // Loaded when somebody asks: it is as big as all the rest of the program.
  const { renderGraphiQL: render } = await import('@graphql-yoga/render-graphiql');
  const page = render({
    title: 'Thermograph',
    // In place of the logo of its makers.
    logo: '\u00a0',
    favicon: ICON,
    endpoint: '/graphql',
    subscriptionsProtocol: 'WS',
    defaultTabs: [{ query: OVERVIEW }, { query: READINGS }, { query: EXCURSIONS }],
    defaultHeaders: '{}',
    shouldPersistHeaders: false,
  });
  return promisify(gzip)(page.replace('<body', `${CARRY_KEY}<body`));
}

/** The browser itself holds the page to the promise: nothing from elsewhere, nothing to elsewhere. */
export const GRAPHIQL_POLICY = [
  "default-src 'none'",
  "script-src 'unsafe-inline' 'unsafe-eval' blob:",
  'worker-src blob:',
  "style-src 'unsafe-inline'",
  'font-src data:',
  'img-src data:',
  "connect-src 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');
