import { Environment } from './environment.js';

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
  /** Who shares the messages of the broker, and after how many seconds without a word one of them is taken for dead; null: this process takes them all. */
  mqttGroup: { group: string; adoptAfter: number } | null;
  /** By which server e-mail is sent, and as whose; null: none is. */
  mail: { url: string; from: string } | null;
  /** Networks that webhooks may reach although they are link-local or the like. */
  webhookNetworks: readonly string[];
  /** For so many days a subscription can be resumed. */
  replayDays: number;
  /** Who has missed more readings than so many is told of a gap. */
  replayReadings: number;
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
export function parseConfig(variables: Record<string, string | undefined>): ConfigOutcome {
  const env = new Environment(variables);
  const servers = { databaseUrl: env.url('DATABASE_URL', ['postgres', 'postgresql']), redisUrl: env.url('REDIS_URL', ['redis', 'rediss']), mqttUrl: env.url('MQTT_URL', ['mqtt', 'mqtts', 'ws', 'wss']) };
  const role = env.oneOf('THERMOGRAPH_ROLE', ['all', 'api', 'ingest'], 'all');
  const demo = env.flag('THERMOGRAPH_DEMO', !servers.databaseUrl && !servers.redisUrl && !servers.mqttUrl && role === 'all');
  checkServers(env, role, servers);
  const config: Config = {
    port: env.port('PORT', 4000),
    ...readAccess(env),
    ...servers,
    mqttPort: env.port('MQTT_PORT', 1883),
    dataDirectory: env.text('THERMOGRAPH_DATA') ?? '.thermograph',
    role,
    demo,
    autoRegisterSensors: env.flag('THERMOGRAPH_AUTO_REGISTER', demo),
    mqttClientId: env.text('MQTT_CLIENT_ID') ?? 'thermograph-ingest',
    mqttGroup: readGroup(env, servers),
    mail: readMail(env),
    webhookNetworks: env.networks('THERMOGRAPH_WEBHOOK_NETWORKS'),
    replayDays: env.count('THERMOGRAPH_REPLAY_DAYS', 7),
    replayReadings: env.count('THERMOGRAPH_REPLAY_READINGS', 100_000),
    logLevel: env.oneOf('LOG_LEVEL', ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'], 'info'),
  };
  return env.errors.length === 0 ? { ok: true, config } : { ok: false, errors: env.errors };
}

function checkServers({ errors }: Environment, role: Config['role'], { databaseUrl, redisUrl, mqttUrl }: Pick<Config, 'databaseUrl' | 'redisUrl' | 'mqttUrl'>): void {
  if (role !== 'all' && !databaseUrl) errors.push(`THERMOGRAPH_ROLE=${role} needs DATABASE_URL: the in-process Postgres serves one process only`);
  if (role !== 'all' && !redisUrl) errors.push(`THERMOGRAPH_ROLE=${role} needs REDIS_URL: without it no event reaches the other processes`);
  if (role === 'ingest' && !mqttUrl) errors.push('THERMOGRAPH_ROLE=ingest needs MQTT_URL: the broker that devices publish to');
}

function readGroup(env: Environment, { databaseUrl, mqttUrl }: Pick<Config, 'databaseUrl' | 'mqttUrl'>): Config['mqttGroup'] {
  const [group, adoptAfter] = [env.text('MQTT_GROUP'), env.count('MQTT_ADOPT_AFTER', 15)];
  if (group === null) return null;
  if (/[/+#]/.test(group)) env.errors.push(`MQTT_GROUP is '${group}', but the name of a group has no /, + or #`);
  if (!mqttUrl || !databaseUrl) env.errors.push('MQTT_GROUP needs MQTT_URL and DATABASE_URL: the broker inside the process knows no shared subscriptions, and its database serves one process only');
  if (env.text('MQTT_CLIENT_ID') === null) env.errors.push('MQTT_GROUP needs MQTT_CLIENT_ID: a name for each process of its own, the same at every start');
  return { group, adoptAfter };
}

type AccessConfig = Pick<Config, 'host' | 'access' | 'apiKey' | 'jwt' | 'origins' | 'introspection' | 'allowedDocuments' | 'rateLimit'>;

function readAccess(env: Environment): AccessConfig {
  const apiKey = env.text('THERMOGRAPH_API_KEY');
  if (apiKey !== null && apiKey.length < 32) env.errors.push('THERMOGRAPH_API_KEY must have at least 32 characters, as `openssl rand -hex 32` makes them');
  const jwt = readJwt(env);
  const access = apiKey !== null || jwt !== null;
  const host = env.text('HOST') ?? (access ? '0.0.0.0' : '127.0.0.1');
  if (!access && !LOOPBACK.has(host)) {
    env.errors.push(`HOST is '${host}', but only this machine may be listened to while no access is configured: set THERMOGRAPH_API_KEY (\`openssl rand -hex 32\` makes one) or JWT_JWKS_URL, or leave HOST empty`);
  }
  return {
    host,
    access,
    apiKey,
    jwt,
    origins: env.origins('THERMOGRAPH_ORIGINS'),
    introspection: env.flag('THERMOGRAPH_INTROSPECTION', !access),
    allowedDocuments: env.text('THERMOGRAPH_ALLOWED_DOCUMENTS'),
    rateLimit: env.count('THERMOGRAPH_RATE_LIMIT', 600_000),
  };
}

function readJwt(env: Environment): JwtConfig | null {
  const [jwksUrl, issuer, audience] = [env.url('JWT_JWKS_URL', ['https', 'http']), env.text('JWT_ISSUER'), env.text('JWT_AUDIENCE')];
  const claims = { roleClaim: env.text('JWT_ROLE_CLAIM') ?? 'role', sitesClaim: env.text('JWT_SITES_CLAIM') ?? 'sites', assetClaim: env.text('JWT_ASSET_CLAIM') ?? 'asset' };
  if (jwksUrl !== null && issuer !== null && audience !== null) return { jwksUrl, issuer, audience, ...claims };
  if (jwksUrl !== null || issuer !== null || audience !== null) env.errors.push('JWT_JWKS_URL, JWT_ISSUER and JWT_AUDIENCE must be set together: a token is only taken from whom and for whom it was made');
  return null;
}

function readMail(env: Environment): Config['mail'] {
  const [url, from] = [env.url('SMTP_URL', ['smtp', 'smtps']), env.text('SMTP_FROM')];
  if (from !== null && !/^[^@\s]+@[^@\s]+$|<[^@\s]+@[^@\s]+>$/.test(from)) env.errors.push('SMTP_FROM must be an address, as in thermograph@lab.example.org or Thermograph <thermograph@lab.example.org>');
  if ((env.text('SMTP_URL') === null) !== (from === null)) env.errors.push('SMTP_URL and SMTP_FROM must be set together: a mail server takes nothing from nobody');
  return url !== null && from !== null ? { url, from } : null;
}
