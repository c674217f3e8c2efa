import { boundsOf, type Bounds } from '../access/bounds.js';
import type { Authenticate, Credential } from '../access/credential.js';
import type { Database, Em } from '../database.js';
import type { RecordReadings } from '../domain/recorder.js';
import type { Viewer } from '../domain/role.js';
import { now, type Instant } from '../domain/time.js';
import type { Bus } from '../events.js';
import type { Live } from '../live/live.js';
import type { Watching } from '../live/sharing.js';
import type { Logger } from '../log.js';
import { hearingOf, type Hearing } from './live/hearing.js';
import { siteDirectoryOf, type SiteDirectory } from './live/site-directory.js';
import { createLoaders, type Loaders } from './loaders.js';
import { sensorDirectoryOf, type SensorDirectory } from './sensor-directory.js';
import { createSight, type Sight } from './sight/sight.js';
import { forkFor } from './turns.js';

/** What a process has to answer with; the same for every operation. */
export interface ContextParts {
  database: Database;
  live: Live;
  record: RecordReadings;
  /** To tell, after COMMIT, what a mutation has changed. */
  bus: Bus;
  /** For who shows again who he is, to sign. */
  authenticate: Authenticate;
  /** For what operators of the program are to hear of at once. */
  log: Logger;
  /** Whether there is a server that takes mail; left out: there is none. */
  sendsMail?: boolean;
}

/** Who asks: `id` is the same wherever he does. */
export interface Caller extends Pick<Credential, 'id' | 'viewer'> {
  /** Where he subscribes together with others; left out: alone. */
  readonly watching?: Watching;
}

/** Everything that a resolver may reach. One per operation, never shared between two. */
export interface Context extends Readonly<Required<Omit<ContextParts, 'database'>>> {
  readonly em: Em;
  readonly loaders: Loaders;
  /** The moment that the answer speaks of; the same throughout it. */
  readonly now: Instant;
  readonly sensors: SensorDirectory;
  readonly sites: SiteDirectory;
  readonly hearing: Hearing;
  readonly viewer: Viewer;
  readonly callerId: Caller['id'];
  /** Where the viewer's sight ends, and what is within; both null: he sees all there is. */
  readonly bounds: Bounds | null;
  readonly sight: Sight | null;
  /** How a subscription is to be begun. */
  readonly watching: Watching;
  /** See freshContext. */
  renew(): void;
}

/** The caller of an open stream may be another one later: it is asked at each use. */
export const createContext = (parts: ContextParts, caller: Caller): Context => new OperationContext(parts, caller);

/**
 * Lets go of everything that the context has loaded, so that nobody is shown what was. Called for each mutation of a
 * document, and for each event of a subscription, whose context lives for hours; they come one after the other.
 */
export function freshContext(context: Context): Context {
  context.renew();
  return context;
}

const ALONE: Watching = { isShared: false, keepsAll: false, onCaughtUp: null };

/** A class whose fields are all in sight: Apollo Server executes with a copy, made of the prototype and the fields. */
class OperationContext implements Context {
  readonly sensors: SensorDirectory;
  readonly sites: SiteDirectory;
  readonly hearing: Hearing;
  readonly live: Live;
  readonly record: RecordReadings;
  readonly bus: Bus;
  readonly authenticate: Authenticate;
  readonly log: Logger;
  readonly sendsMail: boolean;
  private readonly database: Database;
  // Made when they are first needed: most events of a subscription are told without either.
  private ownEm: Em | null = null;
  private ownLoaders: Loaders | null = null;
  private ownNow: Instant | null = null;

  constructor({ database, live, record, bus, authenticate, log, sendsMail = false }: ContextParts, private readonly caller: Caller) {
    this.sensors = sensorDirectoryOf(database);
    this.sites = siteDirectoryOf(database);
    this.hearing = hearingOf(database);
    this.database = database;
    this.live = live;
    this.record = record;
    this.bus = bus;
    this.authenticate = authenticate;
    this.log = log;
    this.sendsMail = sendsMail;
  }

  get viewer(): Viewer {
    return this.caller.viewer;
  }

  get watching(): Watching {
    return this.caller.watching ?? ALONE;
  }

  get callerId(): string {
    return this.caller.id;
  }

  get bounds(): Bounds | null {
    return boundsOf(this.caller.viewer);
  }

  get sight(): Sight | null {
    const { bounds, loaders } = this;
    return bounds && createSight(bounds, { siteOf: (asset) => loaders.siteOfAsset.load(asset), codeOf: async (asset) => (await loaders.asset(asset)).code });
  }

  get em(): Em {
    this.ownEm ??= forkFor(this.database, this.caller.id);
    return this.ownEm;
  }

  get loaders(): Loaders {
    this.ownLoaders ??= createLoaders(this.em, this.bounds, this.now);
    return this.ownLoaders;
  }

  get now(): Instant {
    this.ownNow ??= now();
    return this.ownNow;
  }

  renew(): void {
    this.ownEm = null;
    this.ownLoaders = null;
    this.ownNow = null;
  }
}
