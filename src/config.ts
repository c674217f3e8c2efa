/** What the program is told from outside. This file is the only reader of the environment. */
export interface Config {
  port: number;
  /** Loopback, unless access is configured. */
  host: string;
  /** Whether callers must say who they are; if not, only this machine is listened to. */
  access: boolean;
  /** The first key: an ADMIN's, with which others are made. */
  apiKey: string | null;
  /** Whose tokens are taken; null: nobody's. */
  jwt: JwtConfig | null;
  /** Where pages may come from that speak to us, beside our own: 'https://lab.example.org'. */
  origins: readonly string[];
  /** Whether the schema may be asked for. */
  introspection: boolean;
  /** A JSON file with the only documents that are answered; null: all are. */
  allowedDocuments: string | null;
  /** What each caller may spend in a minute, in points of an operation's cost. */
  rateLimit: number;
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

/** Tokens of an identity provider (RFC 7519). */
export interface JwtConfig {
  /** Where its public keys are (RFC 7517). */
  jwksUrl: string;
  issuer: string;
  audience: string;
  /** The claim that names the role. */
  roleClaim: string;
  /** The claim that lists codes of sites. */
  sitesClaim: string;
  /** The claim that has the code of the asset that a DEVICE is. */
  assetClaim: string;
}

export type ConfigOutcome = { ok: true; config: Config } | { ok: false; errors: string[] };

const LOOPBACK = new Set(['127.0.0.1', '::1', 'localhost']);

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

  const count = (name: string, fallback: number) => {
    const number = Number(text(name) ?? fallback);
    if (!Number.isSafeInteger(number) || number < 1) errors.push(`${name} is '${text(name)}', but must be a whole number from 1`);
    return number;
  };
  const origins = (name: string) => {
    const given = (text(name) ?? '').split(',').map((each) => each.trim()).filter((each) => each !== '');
    for (const each of given) if (!URL.canParse(each) || new URL(each).origin !== each) errors.push(`${name} has '${each}', but an origin is written as https://lab.example.org, without a path`);
    return given;
  };
  const readJwt = (): JwtConfig | null => {
    const [jwksUrl, issuer, audience] = [url('JWT_JWKS_URL', ['https', 'http']), text('JWT_ISSUER'), text('JWT_AUDIENCE')];
    const claims = { roleClaim: text('JWT_ROLE_CLAIM') ?? 'role', sitesClaim: text('JWT_SITES_CLAIM') ?? 'sites', assetClaim: text('JWT_ASSET_CLAIM') ?? 'asset' };
    if (jwksUrl !== null && issuer !== null && audience !== null) return { jwksUrl, issuer, audience, ...claims };
    if (jwksUrl === null && issuer === null && audience === null) return null;
    errors.push('JWT_JWKS_URL, JWT_ISSUER and JWT_AUDIENCE must be set together: a token is only taken from whom and for whom it was made');
    return null;
  };

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
  const jwt = readJwt();
  const access = apiKey !== null || jwt !== null;
  const host = text('HOST') ?? (access ? '0.0.0.0' : '127.0.0.1');
  if (!access && !LOOPBACK.has(host)) errors.push(`HOST is '${host}', but only this machine may be listened to while no access is configured: set THERMOGRAPH_API_KEY (\`openssl rand -hex 32\` makes one) or JWT_JWKS_URL, or leave HOST empty`);
  const config: Config = {
    port: port('PORT', 4000),
    host,
    access,
    apiKey,
    jwt,
    origins: origins('THERMOGRAPH_ORIGINS'),
    introspection: flag('THERMOGRAPH_INTROSPECTION', !access),
    allowedDocuments: text('THERMOGRAPH_ALLOWED_DOCUMENTS'),
    rateLimit: count('THERMOGRAPH_RATE_LIMIT', 100_000),
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
