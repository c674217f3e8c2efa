import type { IncomingHttpHeaders } from 'node:http';

const THIS_MACHINE = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Whether a request may come from where its headers say, when no key protects us. Browsers on this machine also show
 * pages of others: such a page can open a WebSocket to us (its Origin is not ours), and one whose name it has let point
 * to 127.0.0.1 can send us anything (then Host is that name). Programs send no Origin.
 */
export function isFromHere({ host = '', origin }: IncomingHttpHeaders): boolean {
  const named = parse(`http://${host}`);
  if (!named || !THIS_MACHINE.has(named.hostname)) return false;
  return origin === undefined || parse(origin)?.host === named.host;
}

const parse = (url: string) => (URL.canParse(url) ? new URL(url) : null);
