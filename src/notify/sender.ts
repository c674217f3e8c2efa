import { bodyOf } from './body.js';
import { createMailer, type MailSettings } from './email.js';
import type { Letter } from './letter.js';
import { createReach } from './reachable.js';
import { postWebhook, type Outcome } from './webhook.js';

export interface SenderOptions {
  /** Null: no mail is sent. */
  mail: MailSettings | null;
  /** Networks that webhooks may reach although nobody usually does: see reachable.ts. */
  reachable: readonly string[];
}

/** Tries once to send a message, by the way of its channel. */
export interface Sender extends Disposable {
  send(letter: Letter): Promise<Outcome>;
}

export function createSender({ mail, reachable }: SenderOptions): Sender {
  const mailer = mail && createMailer(mail);
  const reach = createReach(reachable);
  return {
    async send(letter) {
      const { address, messageId } = letter;
      if (address === null) return failed('its channel is retired or switched off');
      if (address.url !== null) return postWebhook({ url: address.url, secret: address.secret!, id: messageId, body: bodyOf(letter) }, { reach });
      return mailer ? mailer.send(letter, address.recipients) : failed('no mail server is configured');
    },
    [Symbol.dispose]: () => mailer?.[Symbol.dispose](),
  };
}

const failed = (error: string): Outcome => ({ sent: false, statusCode: null, error });
