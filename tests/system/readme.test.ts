import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { eventually } from '../support/eventually.js';
import { startProgram, type Program } from '../support/program.js';
import { readText, ROOT } from './compose-file.js';

// What the README shows, in its order, on a program with its demo. Only times may be others.

const blocks = [...readText('README.md').matchAll(/^```(\w+)\n([^]*?)^```$/gm)].map(([, language, text]) => ({ language: language!, text: text! }));
const [freezer, plasma, history, exposure, issue] = blocks.flatMap(({ language, text }, index) => (language === 'graphql' ? [{ document: text, answers: answersAfter(index) }] : []));

let program: Program;
beforeAll(async () => {
  program = await startProgram();
});
afterAll(async () => program[Symbol.asyncDispose]());

test('the program says where to look', () => {
  const shown = blocks.find(({ language }) => language === 'text')!.text.replaceAll(':4000', `:${program.port}`).replaceAll(':1883', program.mqttUrl.slice(program.mqttUrl.lastIndexOf(':')));

  expect(program.lines.filter((line) => /^ +\w+ +(http|mqtt):/.test(line)).map((line) => line.trim())).toEqual(shown.trim().split('\n'));
});

test('the first query is answered as it stands there', async () => {
  expect([await ask(freezer!.document)]).toEqual(freezer!.answers);
});

test('the subscription is told what stands there, when a terminal publishes what stands there', async () => {
  const heard: unknown[] = [];
  const before = await subscribers();
  const client = createClient({ url: program.wsUrl, webSocketImpl: WebSocket, retryAttempts: 0 });
  client.subscribe({ query: plasma!.document }, { next: (event) => heard.push(withoutTimes(event)), error: (error) => heard.push(error), complete: () => {} });
  await eventually(async () => (await subscribers()) > before);

  for (const command of blocks.find(({ language }) => language === 'sh')!.text.trim().split('\n')) await runInTerminal(command);

  await eventually(() => heard.length >= plasma!.answers.length);
  expect(heard).toEqual(plasma!.answers);
  await client.dispose();
});

test.each([['history', history], ['exposure', exposure]])('the %s of the sample is answered as it stands there', async (_, shown) => {
  expect([await ask(shown!.document)]).toEqual(shown!.answers);
});

test('a key is issued as it stands there, once, and opens what its role may', async () => {
  const shown = issue!.answers[0] as Issued;
  const issued = (await ask(issue!.document)) as Issued;
  const { key, apiKey } = issued.data.issueApiKey;

  expect(withoutKey(issued)).toEqual(withoutKey(shown));
  expect([key.length, key.slice(0, 11)]).toEqual([shown.data.issueApiKey.key.length, `tg_${apiKey.prefix}`]);
  expect(await ask('query Who { viewer { name role } }', { authorization: `Bearer ${key}` })).toEqual({ data: { viewer: { name: 'lab screen', role: 'VIEWER' } } });
});

interface Issued {
  data: { issueApiKey: { key: string; apiKey: { prefix: string } } };
}

const withoutKey = ({ data: { issueApiKey: { apiKey, ...rest } } }: Issued) => ({ ...rest, key: 'a key', apiKey: { ...apiKey, prefix: 'its beginning' } });

/** The blocks of JSON that follow, past the commands that lead to them. */
function answersAfter(index: number): unknown[] {
  const next = blocks.slice(index + 1).findIndex(({ language }) => language === 'graphql');
  const own = blocks.slice(index + 1, next < 0 ? undefined : index + 1 + next);
  return own.filter(({ language }) => language === 'json').map(({ text }) => withoutTimes(JSON.parse(text)));
}

async function ask(query: string, headers: Record<string, string> = {}): Promise<unknown> {
  const response = await fetch(`${program.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify({ query }) });
  return withoutTimes(await response.json());
}

function withoutTimes(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (_, each: unknown) => (typeof each === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(each) ? 'a time' : each)));
}

async function subscribers(): Promise<number> {
  return Number(/^thermograph_subscribers (\d+)$/m.exec(await (await fetch(`${program.url}/metrics`)).text())?.[1]);
}

/** With the programs of node_modules, as npx finds them, and the broker's port, which is not the usual one here. */
async function runInTerminal(command: string): Promise<void> {
  const port = program.mqttUrl.slice(program.mqttUrl.lastIndexOf(':') + 1);
  const env = { ...process.env, PATH: `${join(ROOT, 'node_modules/.bin')}:${process.env['PATH']}` };
  await promisify(execFile)('sh', ['-c', `${command.replace(/^npx /, '')} -p ${port}`], { cwd: ROOT, env });
}
