import { createHmac } from 'node:crypto';

const PREFIX = 'whsec_';

/** Standard Webhooks 1.0.0 (standardwebhooks.com), "Signature scheme": HMAC-SHA256 over the id, the time of the try in seconds and the body. */
export function signatureOf({ id, timestamp, body, secret }: { id: string; timestamp: number; body: string; secret: string }): string {
  const key = Buffer.from(secret.slice(PREFIX.length), 'base64');
  return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
}
