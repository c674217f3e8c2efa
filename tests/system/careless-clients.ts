import { WebSocket } from 'ws';
import type { Program } from '../support/program.js';

/** What a server said to all who asked. */
export interface Answers {
  /** Whatever they may have said, these hold nothing that they wrote themselves. */
  readonly plain: string[];
  /** Refusals that may quote the document or the variables that were sent. */
  readonly quoting: string[];
}

/** Everything that people do with a key, right and wrong: in headers, in addresses, in documents, over both transports. */
export async function useEverywhere(program: Program, key: string): Promise<Answers> {
  const bearer = { authorization: `Bearer ${key}` };
  const inAddress = `key=${key}&access_token=${key}`;
  const http = [
    post(program, { query: '{ viewer { name role } }' }, bearer),
    post(program, { query: '{ machine(code: "M") { code } }' }, { ...bearer, 'x-api-key': key, cookie: `key=${key}` }),
    post(program, { query: '{ sites { code } }' }, { authorization: `Basic ${Buffer.from(`key:${key}`).toString('base64')}` }),
    post(program, { query: '{ sites { code } }' }, { authorization: key }),
    post(program, `{"query":"{ sites { code } }","key":"${key}"`, bearer),
    post(program, { query: 'mutation { setMachineStatus(input: { machine: "NONE", status: IDLE }) { userErrors { message } } }' }, bearer),
    ...[key, `${key}x`].map((shown) => post(program, { query: SIGNED, variables: { input: signed(shown) } }, bearer)),
    post(program, { query: `mutation { decideDisposition(input: { excursion: "1", samples: ["S"], disposition: RELEASED, reason: "x", signature: { key: "${key}", meaning: REVIEW } }) { userErrors { code message } } }` }, bearer),
    ask(`${program.url}/graphql?query={sites{code}}&${inAddress}`, { headers: bearer }),
    ask(`${program.url}/graphql?${inAddress}`, { method: 'POST', headers: { ...bearer, 'content-type': 'text/plain' }, body: key }),
    ask(`${program.url}/graphql?${inAddress}`, { method: 'DELETE', headers: bearer }),
    ...['/metrics', '/nowhere', '/ready', '/live', '/', `/${key}`].map((path) => ask(`${program.url}${path}?${inAddress}`, { headers: bearer })),
  ];
  const quoting = [
    post(program, { query: `{ sites { ${key.replaceAll(/\W/g, '_')} } }` }, bearer),
    post(program, { query: `{ machine(code: "${key}") { code } }`, variables: { key } }, bearer),
    post(program, { query: `{ machines(first: "${key}") { nodes { code } } }` }, bearer),
    post(program, { query: 'query ($first: Int) { machines(first: $first) { nodes { code } } }', variables: { first: key } }, bearer),
    post(program, { query: `{ sites { code } } # ${key} \u0000` }, bearer),
    post(program, { query: SIGNED, variables: { input: { ...signed(key), samples: { key } } } }, bearer),
  ];
  const unfinished = `{"type":"subscribe","id":"3","authorization":"${key}"`;
  const sockets = [
    converse(`${program.wsUrl}?${inAddress}`, [{ type: 'connection_init', payload: { authorization: bearer.authorization } }, ...afterwards(key)], unfinished),
    converse(program.wsUrl, [{ type: 'connection_init', payload: { Authorization: bearer.authorization } }, { type: 'connection_init', payload: bearer }]),
    converse(program.wsUrl, [{ type: 'connection_init', payload: { token: key, headers: bearer } }, ...afterwards(key)], unfinished),
    converse(program.wsUrl, [{ type: 'subscribe', id: '1', payload: { query: '{ sites { code } }', extensions: { key } } }]),
    converse(program.wsUrl, afterwards(key).slice(-1), unfinished),
    converse(`${program.url.replace('http', 'ws')}/nowhere?${inAddress}`, []),
  ];
  return { plain: [...(await Promise.all(http)), ...(await Promise.all(sockets)).flat()], quoting: await Promise.all(quoting) };
}

const SIGNED = 'mutation ($input: DecideDispositionInput!) { decideDisposition(input: $input) { affectedSamples { disposition } userErrors { code field message } } }';
const signed = (key: string) => ({ excursion: '1', samples: ['S'], disposition: 'RELEASED', reason: 'x', signature: { key, meaning: 'REVIEW' } });

/** A query, a signature, a subscription, and a refresh, which is answered. */
const afterwards = (key: string) => [
  { type: 'subscribe', id: '1', payload: { query: '{ viewer { name } }' } },
  { type: 'subscribe', id: '4', payload: { query: SIGNED, variables: { input: signed(key) } } },
  { type: 'subscribe', id: '2', payload: { query: 'subscription { messageRejected { id } }', variables: { key } } },
  { type: 'ping', payload: { authorization: `Bearer ${key}` } },
];

const post = (program: Program, body: unknown, headers: Record<string, string>) =>
  ask(`${program.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: typeof body === 'string' ? body : JSON.stringify(body) });

/** The whole answer: its status, its headers and its body. */
async function ask(url: string, options: RequestInit): Promise<string> {
  const response = await fetch(url, options);
  return [response.status, ...[...response.headers].map(([name, value]) => `${name}: ${value}`), await response.text()].join('\n');
}

/** All that comes over a WebSocket until it is closed, and how that was. What follows the first message waits for an answer; after a pong comes what no server understands. */
async function converse(url: string, messages: readonly object[], last = ''): Promise<string[]> {
  const heard: string[] = [];
  const socket = new WebSocket(url, 'graphql-transport-ws', { headers: { origin: new URL(url.replace('ws', 'http')).origin } });
  const say = (some: readonly object[]) => some.forEach((message) => socket.send(JSON.stringify(message)));
  socket.on('message', (data) => {
    if (heard.push(String(data)) === 1) say(messages.slice(1));
    if (String(data).includes('"type":"pong"')) socket.send(last);
  });
  socket.on('error', (error) => heard.push(error.message));
  socket.on('open', () => say(messages.slice(0, 1)));
  // An upgrade that is refused is an error first, and then closed too.
  await new Promise<void>((resolve) => socket.once('close', (code, reason) => resolve(void heard.push(`${code} ${String(reason)}`))));
  return heard;
}
