import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';

export interface Mail {
  to: string[];
  /** By names in lower case. */
  headers: Record<string, string>;
  text: string;
}

export interface MailServer extends AsyncDisposable {
  readonly url: string;
  readonly received: Mail[];
  /** The code that whoever writes to this address is answered from now on. */
  refuse(address: string, code: number): void;
  stop(): Promise<void>;
}

/** A real SMTP server that takes mail of one account. */
export async function startMailServer({ user, password }: { user: string; password: string }): Promise<MailServer> {
  const received: Mail[] = [];
  const refused = new Map<string, number>();
  const server = new SMTPServer({
    authOptional: false,
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onAuth: (auth, _session, done) => (auth.username === user && auth.password === password ? done(null, { user }) : done(new Error(`no such account: ${auth.username} ${auth.password}`))),
    onRcptTo: ({ address }, _session, done) => done(refused.has(address) ? Object.assign(new Error('no such mailbox'), { responseCode: refused.get(address) }) : null),
    onData: (stream, session, done) =>
      void text(stream).then((raw) => {
        received.push({ to: session.envelope.rcptTo.map(({ address }) => address), ...parse(raw) });
        done(null);
      }, done),
  });
  const listening = once(server.listen(0, '127.0.0.1'), 'listening');
  server.on('error', () => {});
  await listening;
  const { port } = server.server.address() as AddressInfo;
  const stop = () => new Promise<void>((resolve) => server.close(() => resolve()));
  return { url: `smtp://${user}:${password}@127.0.0.1:${port}`, received, refuse: (address, code) => void refused.set(address, code), stop, [Symbol.asyncDispose]: stop };
}

/** RFC 5322, and of RFC 2045 quoted-printable: all that plain text needs. */
function parse(raw: string): Pick<Mail, 'headers' | 'text'> {
  const end = raw.indexOf('\r\n\r\n');
  const lines = raw.slice(0, end).replaceAll(/\r\n[ \t]+/g, ' ').split('\r\n');
  const headers = Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]));
  const body = raw.slice(end + 4).replaceAll('\r\n', '\n');
  const encoding = headers['content-transfer-encoding'];
  const bytes = encoding === 'base64' ? Buffer.from(body, 'base64') : Buffer.from(body.replaceAll('=\n', '').replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))), 'latin1');
  return { headers, text: encoding === 'quoted-printable' || encoding === 'base64' ? bytes.toString('utf8') : body };
}
