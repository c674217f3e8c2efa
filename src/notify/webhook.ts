import { request as requestHttp, type ClientRequest } from 'node:http';
import { request as requestHttps } from 'node:https';
import { codeOf } from '../error-code.js';
import { Unreachable, type Reach } from './reachable.js';
import { signatureOf } from './signature.js';

/** What came of a try. An error says why in words that hold no URL and no secret; with a status code the receiver has answered. */
export interface Outcome {
  sent: boolean;
  statusCode: number | null;
  error: string | null;
}

export interface WebhookMessage {
  url: string;
  secret: string;
  id: string;
  body: string;
}

export interface WebhookOptions {
  reach: Reach;
  /** Milliseconds for all of it, from the look-up of the name to the status. */
  patience?: number;
}

const PATIENCE_MS = 10_000;
/** So much of an answer is heard out of politeness; nothing of it is kept. */
const MOST_HEARD = 64 * 1024;

/** POSTs a message once. Any 2xx is a yes; a redirect is followed by nobody, for it could lead anywhere. */
export async function postWebhook({ url, secret, id, body }: WebhookMessage, { reach, patience = PATIENCE_MS }: WebhookOptions): Promise<Outcome> {
  const target = new URL(url);
  const timestamp = Math.floor(Date.now() / 1000);
  const headers = {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    'user-agent': 'thermograph',
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': signatureOf({ id, timestamp, body, secret }),
  };
  const signal = AbortSignal.timeout(patience);
  try {
    reach.check(target.hostname);
    const request = (target.protocol === 'https:' ? requestHttps : requestHttp)(target, { method: 'POST', headers, agent: false, lookup: reach.lookup, signal });
    const statusCode = await statusOf(request, body);
    const sent = statusCode >= 200 && statusCode < 300;
    return { sent, statusCode, error: sent ? null : whyNot(statusCode) };
  } catch (error) {
    return { sent: false, statusCode: null, error: signal.aborted ? `no answer within ${patience} ms` : describe(error) };
  }
}

function statusOf(request: ClientRequest, body: string): Promise<number> {
  return new Promise((resolve, reject) => {
    request.once('response', (response) => {
      let heard = 0;
      response.on('data', (chunk: Buffer) => void ((heard += chunk.length) > MOST_HEARD && response.destroy()));
      response.on('error', () => {});
      resolve(response.statusCode!);
    });
    request.on('error', reject);
    request.end(body);
  });
}

const whyNot = (statusCode: number): string => (statusCode >= 300 && statusCode < 400 ? `the answer was ${statusCode}, and redirects are not followed` : `the answer was ${statusCode}`);

const describe = (error: unknown): string => (error instanceof Unreachable ? error.message : `the connection failed (${codeOf(error) ?? 'no reason given'})`);
