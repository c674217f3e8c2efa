import { createTransport } from 'nodemailer';
import { codeOf } from '../error-code.js';
import type { Letter } from './letter.js';
import { mailOf } from './text.js';
import type { Outcome } from './webhook.js';

/** Where mail is handed in, and as whose. */
export interface MailSettings {
  url: string;
  from: string;
}

export interface Mailer extends Disposable {
  send(letter: Letter, recipients: readonly string[]): Promise<Outcome>;
}

const PATIENCE_MS = 15_000;
const PATIENCE = { connectionTimeout: PATIENCE_MS, greetingTimeout: PATIENCE_MS, socketTimeout: PATIENCE_MS, dnsTimeout: PATIENCE_MS };

/** Mail of one excursion is a thread: where a message is known by its id, the excursion is what all of them refer to. */
export function createMailer({ url, from }: MailSettings): Mailer {
  const transport = createTransport({ url, ...PATIENCE, disableFileAccess: true, disableUrlAccess: true, logger: false, pool: false });
  return {
    async send(letter, recipients) {
      const { subject, text } = mailOf(letter);
      const threads = [...new Set(letter.reports.map(({ excursionId }) => `<excursion-${excursionId}@thermograph>`))].slice(0, letter.isDigest ? 0 : 1);
      try {
        const { rejected } = await transport.sendMail({
          from, to: [...recipients], subject, text, messageId: `<${letter.messageId}@thermograph>`, references: threads, headers: { 'Auto-Submitted': 'auto-generated' },
        });
        return { sent: true, statusCode: null, error: rejected.length === 0 ? null : `refused for ${rejected.map(String).join(', ')}` };
      } catch (error) {
        return failureOf(error);
      }
    },
    [Symbol.dispose]: () => transport.close(),
  };
}

/** What the server says may quote what it was told, a password too: its code says enough. */
function failureOf(error: unknown): Outcome {
  const statusCode = (error as { responseCode?: unknown }).responseCode;
  const code = codeOf(error) ?? 'no reason given';
  if (typeof statusCode !== 'number') return { sent: false, statusCode: null, error: `the mail server was not reached (${code})` };
  return { sent: false, statusCode, error: `the mail server answered ${statusCode} (${code})` };
}
