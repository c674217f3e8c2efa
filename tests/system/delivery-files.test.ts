import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parseConfig } from '../../src/config.js';
import { createDatabase } from '../support/database.js';
import { startProgram } from '../support/program.js';
import { readCompose, readEnvExample, readText, ROOT, secrets, variablesOfCompose, type Service } from './compose-file.js';

const compose = () => readCompose(secrets());
const ours = () => Object.entries(compose().services).filter(([, { build }]) => build !== undefined);

describe('.env.example', () => {
  const documented = readEnvExample();

  test('names every variable that the program or the compose file reads, and no other', () => {
    const read = new Set<string>(variablesOfCompose().all);
    parseConfig(new Proxy({}, { get: (_, name) => void read.add(String(name)) }));

    expect([...documented.keys()].toSorted()).toEqual([...read].toSorted());
  });

  test('says in a sentence what each of them is for', () => {
    for (const [name, { comment }] of documented) expect({ name, comment }).toEqual({ name, comment: expect.stringMatching(/^# .+\.$/) });
  });

  test('shows the defaults that hold', () => {
    const shown = Object.fromEntries([...documented].map(([name, { value }]) => [name, value]));

    expect(parseConfig(shown)).toEqual(parseConfig({}));
  });
});

describe('docker-compose.yml', () => {
  test.each([...variablesOfCompose().required])('refuses to start without %s', (name) => {
    expect(() => readCompose({ ...secrets(), [name]: '' })).toThrow(name);
  });

  test('has two processes that answer and one that ingests, and each accepts the variables that it is given', () => {
    const outcomes = ours().map(([name, { environment }]) => ({ name, ...parseConfig(environment!) }));

    expect(outcomes).toEqual([
      { name: 'api-1', ok: true, config: expect.objectContaining({ role: 'api', host: '0.0.0.0' }) },
      { name: 'api-2', ok: true, config: expect.objectContaining({ role: 'api', host: '0.0.0.0' }) },
      { name: 'ingest', ok: true, config: expect.objectContaining({ role: 'ingest', host: '0.0.0.0', mqttClientId: 'thermograph-ingest' }) },
    ]);
  });

  test('starts each process when all that its variables point to is healthy, and ingest before api', () => {
    const healthy = { condition: 'service_healthy' };
    for (const [, { environment, depends_on }] of ours()) {
      const hosts = Object.values(environment!).filter((value) => URL.canParse(value)).map((value) => new URL(value).hostname);
      expect(depends_on).toMatchObject(Object.fromEntries(hosts.map((host) => [host, healthy])));
      if (environment!['THERMOGRAPH_ROLE'] === 'api') expect(depends_on).toHaveProperty('ingest', healthy);
    }
  });

  test('lets every two services that need each other meet on a network, and nobody outside reach Postgres or Redis', () => {
    const { services, networks } = compose();
    for (const { networks: own, depends_on = {} } of Object.values(services)) {
      for (const other of Object.keys(depends_on)) expect(services[other]!.networks.some((each) => own.includes(each))).toBe(true);
    }
    for (const name of ['postgres', 'redis']) expect(services[name]!.networks.every((each) => networks[each]?.internal)).toBe(true);
  });

  test('has a health check for each service: its own, or that of our image', () => {
    const checks = Object.entries(compose().services).filter(([, { build }]) => build === undefined).map(([name, { healthcheck }]) => [name, healthcheck?.test.join(' ')]);

    expect(Object.fromEntries(checks)).toEqual({
      postgres: 'CMD pg_isready -q -h 127.0.0.1 -U thermograph -d thermograph',
      redis: 'CMD redis-cli ping',
      mosquitto: 'CMD-SHELL mosquitto_sub -u ingest -P "$MQTT_INGEST_PASSWORD" -t thermograph/health -E -W 3',
    });
  });

  test('publishes the API and the broker and nothing else, to this machine only until it is told otherwise', () => {
    const published = (services: Record<string, Service>) => Object.entries(services).flatMap(([name, { ports = [] }]) => ports.map((port) => `${name} ${port}`));

    expect(published(compose().services)).toEqual(['api-1 127.0.0.1:4000:4000', 'api-2 127.0.0.1:4001:4000', 'mosquitto 127.0.0.1:1883:1883']);
    expect(published(readCompose({ ...secrets(), API_ADDRESS: '0.0.0.0', MQTT_ADDRESS: '10.0.0.1' }).services)).toEqual([
      'api-1 0.0.0.0:4000:4000', 'api-2 0.0.0.0:4001:4000', 'mosquitto 10.0.0.1:1883:1883',
    ]);
  });

  test('keeps what must last in volumes, and everything running', () => {
    const { services, volumes } = compose();
    for (const { restart, volumes: mounts = [] } of Object.values(services)) {
      expect(restart).toBe('unless-stopped');
      for (const source of mounts.map((mount) => mount.split(':')[0]!)) expect(source.startsWith('.') ? existsSync(join(ROOT, source)) : source in volumes).toBe(true);
    }
    expect(services['postgres']!.environment!['POSTGRES_INITDB_ARGS']).toContain('--data-checksums');
  });
});

describe('Dockerfile', () => {
  const instructions = readText('Dockerfile').replaceAll(/\\\n\s*/g, '').split('\n').filter((line) => /^[A-Z]/.test(line)).map((line) => [line.split(' ')[0]!, line.slice(line.indexOf(' ') + 1)] as const);
  const all = (name: string) => instructions.filter(([each]) => each === name).map(([, rest]) => rest);
  const last = instructions.slice(instructions.findLastIndex(([name]) => name === 'FROM'));

  test('copies what there is, and only what .dockerignore lets in', () => {
    const [first, ...letIn] = readText('.dockerignore').split('\n').filter((line) => line !== '' && !line.startsWith('#'));
    expect(first).toBe('*');
    const stages = all('FROM').flatMap((from) => from.split(' AS ')[1] ?? []);
    for (const words of all('COPY').map((rest) => rest.split(' '))) {
      if (words[0]!.startsWith('--from=')) expect(stages).toContain(words[0]!.slice('--from='.length));
      else for (const source of words.slice(0, -1)) expect([source, existsSync(join(ROOT, source)), letIn.includes(`!${source}`)]).toEqual([source, true, true]);
    }
  });

  test('ends in an image that runs as nobody special what was compiled, without the tools that compiled it', () => {
    expect(all('RUN').filter((command) => command.includes('npm ci'))[1]).toContain('--omit=dev');
    const taken = last.filter(([name]) => name === 'COPY').map(([, rest]) => rest);
    expect(taken).toContain('--from=dependencies /app/node_modules node_modules');
    expect(taken.some((each) => each.includes('tests'))).toBe(false);
    expect(last.findIndex(([name]) => name === 'USER')).toBeLessThan(last.findIndex(([name]) => name === 'CMD'));
    expect(last).toContainEqual(['USER', 'node']);
    const command = JSON.parse(last.at(-1)![1]) as string[];
    expect(existsSync(join(ROOT, command.at(-1)!))).toBe(true);
  });

  test('has a health check that tells whether the program is ready', async () => {
    const [, text] = /CMD (\[.*\])$/.exec(all('HEALTHCHECK')[0]!)!;
    const check = JSON.parse(text!) as string[];
    await using program = await startProgram({ DATABASE_URL: await createDatabase(), THERMOGRAPH_DEMO: 'off' });
    const exitCode = async () => (await once(spawn(process.execPath, check.slice(1), { env: { PORT: String(program.port) } }), 'exit'))[0] as number;

    expect(check[0]).toBe('node');
    expect(await exitCode()).toBe(0);
    await program.stop();
    expect(await exitCode()).toBe(1);
  });
});
