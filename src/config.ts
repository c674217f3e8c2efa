/** What the program is told from outside. This file is the only reader of the environment. */
export interface Config {
  port: number;
  /** Loopback, unless a key is configured. */
  host: string;
  /** The one key that callers must show; null: none is asked for, and only this machine is listened to. */
  apiKey: string | null;
  /** Null: the in-process Postgres. */
  databaseUrl: string | null;
  /** Null: the in-process bus. */
  redisUrl: string | null;
  /** Null: the embedded broker on mqttPort. */
  mqttUrl: string | null;
  mqttPort: number;
  /** Where embedded parts keep their data. */
  dataDirectory: string;
  role: 'all' | 'api' | 'ingest';
  demo: boolean;
  /** Whether a reading of an unknown channel on a known asset makes the sensor. */
  autoRegisterSensors: boolean;
  /** Stable across restarts: it names the MQTT session that keeps messages while this process is away. */
  mqttClientId: string;
  logLevel: string;
}

export type ConfigOutcome = { ok: true; config: Config } | { ok: false; errors: string[] };

/** The environment of this process. */
export const readConfig = (): ConfigOutcome => parseConfig(process.env);

/** Reads every variable and reports every error at once. */
export function parseConfig(env: Record<string, string | undefined>): ConfigOutcome {
  const errors: string[] = [];
  const text = (name: string) => env[name]?.trim() || null;
  const port = (name: string, fallback: number) => {
    const value = text(name);
    if (value === null) return fallback;
    const number = Number(value);
    if (Number.isInteger(number) && number >= 0 && number <= 65535) return number;
    errors.push(`${name} is '${value}', but must be a port from 0 to 65535`);
    return fallback;
  };
  const url = (name: string, schemes: string[]) => {
    const value = text(name);
    if (value === null) return null;
    if (schemes.some((scheme) => value.startsWith(`${scheme}://`)) && URL.canParse(value)) return value;
    errors.push(`${name} must be a URL that begins with ${schemes.map((scheme) => `${scheme}://`).join(' or ')}`);
    return null;
  };
  const oneOf = <T extends string>(name: string, choices: readonly T[], fallback: T): T => {
    const value = text(name);
    if (value === null) return fallback;
    const choice = choices.find((each) => each === value);
    if (choice === undefined) errors.push(`${name} is '${value}', but must be one of ${choices.join(', ')}`);
    return choice ?? fallback;
  };
  const flag = (name: string, fallback: boolean) => oneOf(name, ['on', 'off'], fallback ? 'on' : 'off') === 'on';

  const databaseUrl = url('DATABASE_URL', ['postgres', 'postgresql']);
  const redisUrl = url('REDIS_URL', ['redis', 'rediss']);
  const mqttUrl = url('MQTT_URL', ['mqtt', 'mqtts', 'ws', 'wss']);
  const role = oneOf('THERMOGRAPH_ROLE', ['all', 'api', 'ingest'], 'all');
  const demo = flag('THERMOGRAPH_DEMO', !databaseUrl && !redisUrl && !mqttUrl && role === 'all');
  if (role !== 'all' && !databaseUrl) errors.push(`THERMOGRAPH_ROLE=${role} needs DATABASE_URL: the in-process Postgres serves one process only`);
  if (role !== 'all' && !redisUrl) errors.push(`THERMOGRAPH_ROLE=${role} needs REDIS_URL: without it no event reaches the other processes`);
  if (role === 'ingest' && !mqttUrl) errors.push('THERMOGRAPH_ROLE=ingest needs MQTT_URL: the broker that devices publish to');
  const apiKey = text('THERMOGRAPH_API_KEY');
  if (apiKey !== null && apiKey.length < 32) errors.push('THERMOGRAPH_API_KEY must have at least 32 characters, as `openssl rand -hex 32` makes them');
  const config: Config = {
    port: port('PORT', 4000),
    host: apiKey ? '0.0.0.0' : '127.0.0.1',
    apiKey,
    databaseUrl,
    redisUrl,
    mqttUrl,
    mqttPort: port('MQTT_PORT', 1883),
    dataDirectory: text('THERMOGRAPH_DATA') ?? '.thermograph',
    role,
    demo,
    autoRegisterSensors: flag('THERMOGRAPH_AUTO_REGISTER', demo),
    mqttClientId: text('MQTT_CLIENT_ID') ?? 'thermograph-ingest',
    logLevel: oneOf('LOG_LEVEL', ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'], 'info'),
  };
  return errors.length === 0 ? { ok: true, config } : { ok: false, errors };
}
