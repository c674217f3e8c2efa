import type { IncomingMessage } from 'node:http';

export type BodyOutcome = { ok: true; value: unknown } | { ok: false; status: 400 | 413 | 415; code: string; message: string };

export const MOST_BYTES = 1024 * 1024;
/** Somebody who sends too much is read to the end, so that he gets to read our answer; but not for ever. */
const PATIENCE_BYTES = 16 * MOST_BYTES;

/** The JSON of a request: UTF-8, not compressed, at most a megabyte. */
export async function readJson(request: IncomingMessage): Promise<BodyOutcome> {
  const { 'content-type': type = '', 'content-encoding': encoding = 'identity' } = request.headers;
  const [essence, charset = 'utf-8'] = type.toLowerCase().split(/\s*;\s*charset\s*=\s*/);
  if (essence?.split(';')[0]?.trim() !== 'application/json' || charset.replaceAll('"', '') !== 'utf-8' || encoding !== 'identity') {
    return refuse(415, 'UNSUPPORTED_MEDIA_TYPE', 'Send the body as application/json in UTF-8, not compressed.');
  }
  const bytes = await readBytes(request);
  if (!bytes) return refuse(413, 'PAYLOAD_TOO_LARGE', `A request may have at most ${MOST_BYTES} bytes.`);
  try {
    return { ok: true, value: JSON.parse(utf8.decode(bytes)) as unknown };
  } catch {
    return refuse(400, 'BAD_REQUEST', 'The body is not JSON.');
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true });
const refuse = (status: 400 | 413 | 415, code: string, message: string): BodyOutcome => ({ ok: false, status, code, message });

/** By its events: iterating over it takes several times as long, and is done for every request. */
function readBytes(request: IncomingMessage): Promise<Buffer | null> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > MOST_BYTES) chunks.length = 0;
      else chunks.push(chunk);
      if (size <= PATIENCE_BYTES) return;
      request.destroy();
      resolve(null);
    });
    request.once('end', () => resolve(size > MOST_BYTES ? null : Buffer.concat(chunks)));
    request.once('error', reject);
    request.once('close', () => request.readableEnded || reject(new Error('the request ended before its body')));
  });
}
