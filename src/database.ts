import { MikroORM, type EntityManager } from '@mikro-orm/core';
import { Migrator } from '@mikro-orm/migrations';
import { PgliteDriver } from '@mikro-orm/pglite';
import { PostgreSqlDriver, type SqlEntityManager } from '@mikro-orm/postgresql';
import type { PGlite } from '@electric-sql/pglite';
import { CompiledQuery, type Kysely, type Transaction } from 'kysely';
import { Migration20261121000000 } from '../migrations/20261121000000-the-life-of-a-reading.js';
import { Migration20261122000000 } from '../migrations/20261122000000-access.js';
import { Migration20261123000000 } from '../migrations/20261123000000-what-a-sample-went-through.js';
import { Migration20261124000000 } from '../migrations/20261124000000-rules-in-levels.js';
import { Migration20261124100000 } from '../migrations/20261124100000-alarm-life-cycle.js';
import { Migration20261124200000 } from '../migrations/20261124200000-notifications.js';
import { Migration20261124300000 } from '../migrations/20261124300000-dispositions.js';
import { Migration20261124400000 } from '../migrations/20261124400000-sensor-health.js';
import { Migration20261124900000 } from '../migrations/20261124900000-audit-trail.js';
import { Migration20261125000000 } from '../migrations/20261125000000-resume.js';
import { Migration20261126000000 } from '../migrations/20261126000000-several-processes.js';
import { Migration20261127000000 } from '../migrations/20261127000000-checkpoints.js';
import { Migration20261127200000 } from '../migrations/20261127200000-excursions-found-again.js';
import { Migration20261127400000 } from '../migrations/20261127400000-checkpoints-of-older-ingests.js';
import { Migration20261128000000 } from '../migrations/20261128000000-who-may-speak.js';
import { Migration20261128100000 } from '../migrations/20261128100000-mounts-note-moves.js';
import { AS_PROGRAM, connectionOptions, type Patience } from './connections.js';
import { ApiKeyEntity, ApiKeySiteEntity } from './entities/api-key.js';
import { AuditEntryEntity } from './entities/audit-entry.js';
import { ContainerEntity } from './entities/container.js';
import { ContainerConditionEntity, ContainerConditionSupersededEntity } from './entities/container-condition.js';
import { DispositionEntity } from './entities/disposition.js';
import { EscalationPolicyAssetEntity, EscalationPolicyEntity, EscalationPolicyVersionEntity, EscalationStepEntity } from './entities/escalation-policy.js';
import { ExcursionEntity, ExcursionRevisionEntity } from './entities/excursion.js';
import { ExcursionRuleAssetEntity, ExcursionRuleEntity, ExcursionRuleSpanEntity } from './entities/excursion-rule.js';
import { MachineEntity } from './entities/machine.js';
import { NotificationAttemptEntity, NotificationEntity } from './entities/notification.js';
import { NotificationChannelEntity, NotificationChannelVersionEntity } from './entities/notification-channel.js';
import { PlacementEntity, PlacementSupersededEntity, RemovalEntity } from './entities/placement.js';
import { PositionEntity } from './entities/position.js';
import { ReadingEntity } from './entities/reading.js';
import { RejectionEntity } from './entities/rejection.js';
import { SampleEntity } from './entities/sample.js';
import { SensorEntity } from './entities/sensor.js';
import { SensorCalibrationEntity } from './entities/sensor-calibration.js';
import { SensorMountEntity, SensorMountSupersededEntity } from './entities/sensor-mount.js';
import { SensorStateEntity } from './entities/sensor-state.js';
import { SensorSuppressionEntity } from './entities/sensor-suppression.js';
import { SiteEntity } from './entities/site.js';
import { StabilityProfileEntity, StabilityProfileVersionEntity, StabilityTierEntity } from './entities/stability-profile.js';
import { StorageConditionEntity, StorageConditionVersionEntity } from './entities/storage-condition.js';
import { TokenRevocationEntity } from './entities/token-revocation.js';
import type { Logger } from './log.js';

export type Database = Awaited<ReturnType<typeof openDatabase>>;
export type Em = EntityManager;

/** Where the tables are: a server's URL, or the Postgres inside this process. */
export type DatabaseLocation = ({ url: string; poolSize?: number } & Patience) | { embedded: PGlite };

/** One set of options for the program, the command line and the tests. */
export function databaseOptions(location: DatabaseLocation, log?: Logger): Parameters<typeof MikroORM.init>[0] {
  return {
    ...('url' in location
      ? { driver: PostgreSqlDriver, clientUrl: location.url, pool: { max: location.poolSize ?? 10 }, ...connectionOptions(location) }
      : { driver: PgliteDriver, dbName: 'postgres', driverOptions: { pglite: location.embedded } }),
    entities: [
      SiteEntity, MachineEntity, ContainerEntity, SampleEntity, PlacementEntity, PositionEntity, SensorEntity, SensorStateEntity, ReadingEntity,
      ExcursionRuleEntity, ExcursionRuleAssetEntity, ExcursionRuleSpanEntity, ExcursionEntity, ExcursionRevisionEntity, RejectionEntity,
      ApiKeyEntity, ApiKeySiteEntity, TokenRevocationEntity,
      PlacementSupersededEntity, RemovalEntity, SensorMountEntity, SensorMountSupersededEntity,
      StorageConditionEntity, StorageConditionVersionEntity, ContainerConditionEntity, ContainerConditionSupersededEntity, StabilityProfileEntity, StabilityProfileVersionEntity, StabilityTierEntity,
      SensorSuppressionEntity, DispositionEntity, SensorCalibrationEntity,
      AuditEntryEntity,
      NotificationChannelEntity, NotificationChannelVersionEntity, EscalationPolicyEntity, EscalationPolicyVersionEntity, EscalationPolicyAssetEntity, EscalationStepEntity,
      NotificationEntity, NotificationAttemptEntity,
    ],
    // A name that is misspelled is an error, not a new and empty world.
    ensureDatabase: false,
    extensions: [Migrator],
    migrations: { migrationsList: [Migration20261121000000, Migration20261122000000, Migration20261123000000, Migration20261124000000, Migration20261124100000, Migration20261124200000, Migration20261124300000, Migration20261124400000, Migration20261124900000, Migration20261125000000, Migration20261126000000, Migration20261127000000, Migration20261127200000, Migration20261127400000, Migration20261128000000, Migration20261128100000], snapshot: false },
    // Made by the migration, and known to no entity: partitions, digests of readings, what waits to be audited, the log of commits, the sessions of ingests, the stamp of what the ingest caches, when it looks at calibrations, and what the notifier alone reads.
    schemaGenerator: { skipTables: ['catalog', 'audit_pending', /^reading_\d/, 'reading_digest', /^digest_/, 'excursion_news', 'escalation', 'notification_endpoint', /^commit_log/, 'excursion_change', 'calibration_watch', 'ingest_session', 'sensor_checkpoint'] },
    ...(log ? { logger: (message: string) => log.debug(message) } : {}),
  };
}

/** Opens the database and brings its tables up to date; `close()` ends the pool. */
export async function openDatabase(location: DatabaseLocation, log?: Logger) {
  const orm = await connectDatabase(location, log);
  if ('url' in location) await orm.em.fork().transactional((em) => migrateAlone(orm, em));
  else await orm.migrator.up();
  return orm;
}

/** Opens it as it is. */
export async function connectDatabase(location: DatabaseLocation, log?: Logger) {
  const orm = await MikroORM.init(databaseOptions(location, log));
  if ('embedded' in location) await sql(orm.em.fork(), AS_PROGRAM);
  return orm;
}

/** Several processes may start at once; the others wait here, and then find nothing to do. */
async function migrateAlone(orm: Pick<MikroORM, 'migrator'>, em: Em): Promise<void> {
  await sql(em, 'set local idle_in_transaction_session_timeout = 0');
  await sql(em, `select pg_advisory_xact_lock(hashtext('thermograph migrations'))`);
  await orm.migrator.up();
}

export interface SqlResult<Row> {
  rows: Row[];
  /** Rows inserted, updated or deleted. */
  affected: number;
}

/** Runs a statement with $1-parameters inside the EntityManager's transaction, or on its own when there is none. */
export async function sql<Row = unknown>(em: Em, text: string, parameters: unknown[] = []): Promise<SqlResult<Row>> {
  const client = em.getTransactionContext<Transaction<unknown>>() ?? ((em as SqlEntityManager).getConnection().getClient() as Kysely<unknown>);
  const { rows, numAffectedRows } = await client.executeQuery<Row>(CompiledQuery.raw(text, parameters));
  return { rows, affected: Number(numAffectedRows ?? 0) };
}

/**
 * An array as Postgres reads it, for an `unnest($1::text::int[])`: twice as fast as the driver's own rendering. Never for an
 * `any($1::text::int[])`, which reads the text again for every row that it looks at.
 */
export function arrayLiteral(values: readonly (number | string | null)[]): string {
  let text = '';
  for (const value of values) {
    text += text === '' ? '' : ',';
    text += typeof value === 'string' ? `"${value.replaceAll(/["\\]/g, String.raw`\$&`)}"` : value === null ? 'NULL' : value;
  }
  return `{${text}}`;
}

/** An Instant column as microseconds, exact until the year 2255. */
export const micros = (column: string): string => `round(date_part('epoch', ${column}) * 1e6)`;
/** The other way round. */
export const instant = (expression: string): string => `(timestamptz 'epoch' + ${expression} * interval '1 microsecond')`;
