import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

const QUERY = `# What is there, and how it is right now. Run it with Ctrl-Enter.
query Overview {
  machines(first: 10) {
    nodes {
      code
      status
      sensors {
        key
        unit
        latest {
          measuredAt
          value
        }
      }
    }
  }
  excursions(where: { open: true }, first: 10) {
    nodes {
      severity
      kind
      startedAt
      peak
      sensor {
        key
      }
    }
  }
}
`;

const SUBSCRIPTION = `# Every reading from the moment it is stored.
subscription Readings {
  readingRecorded {
    cursor
    reading {
      measuredAt
      value
      unit
      sensor {
        key
      }
    }
  }
}
`;

/** GraphiQL on one page that fetches nothing from anywhere else, compressed with gzip: 9 MB become 2. */
export async function renderGraphiQL(): Promise<Buffer> {
  // Loaded when somebody asks: it is as big as all the rest of the program.
  const { renderGraphiQL: render } = await import('@graphql-yoga/render-graphiql');
  const page = render({
    title: 'Thermograph GraphiQL',
    endpoint: '/graphql',
    subscriptionsProtocol: 'WS',
    defaultTabs: [{ query: QUERY }, { query: SUBSCRIPTION }],
    defaultHeaders: '{}',
    shouldPersistHeaders: false,
  });
  return promisify(gzip)(page);
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
