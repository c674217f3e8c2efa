import type { IncomingHttpHeaders } from 'node:http';
import type { Config } from '../config.js';

/** Whether a request may come from where its headers say. */
export type Admit = (headers: IncomingHttpHeaders) => boolean;

const THIS_MACHINE = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Browsers also show pages of others. Such a page can open a WebSocket to us, and its Origin is not ours: our own pages and
 * the listed ones are admitted, and programs, which send none. While no access is configured nothing else protects us; then
 * whoever calls must also call us by a name of this machine, because a page whose own name its owner has let point to
 * 127.0.0.1 has an Origin that is "ours".
 */
export function createAdmission({ access, origins }: Pick<Config, 'access' | 'origins'>): Admit {
  const listed = new Set(origins);
  return ({ host = '', origin }) => {
    const named = parse(`http://${host}`);
    if (!access && !(named && THIS_MACHINE.has(named.hostname))) return false;
    if (origin === undefined) return true;
    const from = parse(origin);
    if (!from || from.origin !== origin.toLowerCase()) return false;
    // The scheme is the page's: before a proxy that speaks TLS, ours is another. It says which port may be left away.
    return listed.has(from.origin) || parse(`${from.protocol}//${host}`)?.host === from.host;
  };
}

const parse = (url: string) => (URL.canParse(url) ? new URL(url) : null);
