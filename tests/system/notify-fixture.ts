import { sql } from '../../src/database.js';
import { now, MINUTE, type Duration, type Instant } from '../../src/domain/time.js';
import { createLog } from '../../src/log.js';
import { createNotifier, type Notifier, type NotifierOptions } from '../../src/notify/notifier.js';
import { startReceiver, type Receiver } from '../support/receiver.js';
import type { DefineEscalationPolicyInput, DefineNotificationChannelInput, NotificationsQuery } from '../client/graphql.js';
import { DefineRule, record, RegisterMachine, RegisterSensor, RegisterSite } from './graphql-documents.js';
import { openWorld, type World, type WorldOptions } from './graphql-fixture.js';
import { DefineChannel, DefinePolicy, Notifications } from './notify-documents.js';

export type Told = NotificationsQuery['notifications']['nodes'][number];

/** A world with freezers whose thermometers say what a test says, a receiver, and a notifier whose clock a test steps. */
export interface Telling extends AsyncDisposable {
  readonly world: World;
  readonly receiver: Receiver;
  readonly notifier: Notifier;
  /** The clock of the notifier runs so much ahead. */
  ahead: Duration;
  /** Where it stands still, but for that; null: it goes. */
  standsAt: Instant | null;
  /** Decides and sends until nothing is due. */
  settle(notifier?: Notifier): Promise<void>;
  /** Another process. */
  anotherNotifier(options?: Partial<NotifierOptions>): Notifier;
  channel(input: Partial<DefineNotificationChannelInput> & { code: string }): Promise<string | null>;
  policy(input: Partial<DefineEscalationPolicyInput> & Pick<DefineEscalationPolicyInput, 'code' | 'steps'>): Promise<void>;
  /** A freezer with a sensor `code/temperature` that is judged by rules, and the time of its first reading. */
  freezer(code: string, options?: { severity?: 'INFO' | 'WARNING' | 'CRITICAL'; site?: string; age?: Duration }): Promise<Freezer>;
  /** Oldest first. */
  notifications(): Promise<Told[]>;
  /** As if nobody had ever been told anything. */
  forget(): Promise<void>;
}

export interface Freezer {
  code: string;
  sensorId: number;
  /** Values so many minutes after its first moment: above -60 is too warm. */
  measures(...points: readonly (readonly [minute: number, value: number])[]): Promise<void>;
  /** The ids of its excursions, oldest first. */
  excursions(): Promise<string[]>;
}

export async function openTelling(options: WorldOptions & Partial<NotifierOptions> = {}): Promise<Telling> {
  await using parts = new AsyncDisposableStack();
  const world = parts.use(await openWorld({ sendsMail: options.mail !== undefined, ...options }));
  const receiver = parts.use(await startReceiver());
  await world.ask(RegisterSite, { input: { code: 'LAB', name: 'Laboratory', timeZone: 'Europe/Berlin' } });
  const anotherNotifier = (others: Partial<NotifierOptions> = {}) =>
    opened.use(createNotifier({ database: world.database, log: createLog('silent'), mail: null, reachable: [], now: async () => (telling.standsAt ?? now()) + telling.ahead, ...options, ...others }));
  const opened = parts.move();
  const notifier = anotherNotifier();
  const telling: Telling = {
    world, receiver, notifier, anotherNotifier,
    ahead: 0,
    standsAt: null,
    settle: (who = notifier) => settle(who),
    async channel(input) {
      const target = input.addresses ? {} : { url: receiver.url };
      const { defineNotificationChannel } = await world.ask(DefineChannel, { input: { ...target, ...input } });
      if (defineNotificationChannel.userErrors.length > 0) throw new Error(JSON.stringify(defineNotificationChannel.userErrors));
      return defineNotificationChannel.secret ?? null;
    },
    async policy(input) {
      const { defineEscalationPolicy } = await world.ask(DefinePolicy, { input });
      if (defineEscalationPolicy.userErrors.length > 0) throw new Error(JSON.stringify(defineEscalationPolicy.userErrors));
    },
    freezer: (code, freezer = {}) => makeFreezer(world, code, freezer),
    async notifications() {
      return (await world.ask(Notifications, { first: 500 })).notifications.nodes.toReversed();
    },
    async forget() {
      await sql(world.database.em.fork(), 'truncate notification_channel, escalation_policy, excursion_news, sensor_suppression restart identity cascade');
      receiver.reset();
      telling.ahead = 0;
      telling.standsAt = null;
    },
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  };
  return telling;
}

async function settle(notifier: Notifier): Promise<void> {
  for (;;) {
    const more = await notifier.plan();
    const begun = await notifier.begin();
    await notifier.settle();
    if (!more && begun === 0) return;
  }
}

async function makeFreezer(world: World, code: string, { severity = 'CRITICAL', site = 'LAB', age = 30 * MINUTE }: { severity?: 'INFO' | 'WARNING' | 'CRITICAL'; site?: string; age?: Duration }): Promise<Freezer> {
  const start = now() - age;
  await world.ask(RegisterMachine, { input: { code, name: `Freezer ${code}`, site } });
  await world.ask(RegisterSensor, { input: { machine: code, channel: 'temperature', quantity: 'TEMPERATURE' } });
  await world.ask(DefineRule, { input: { code: `TOO-WARM-${code}`, quantity: 'TEMPERATURE', severity, mode: 'INSTANT', high: -60, machines: [code] } });
  const em = world.database.em;
  const { rows } = await sql<{ id: number }>(em.fork(), 'select id from sensor where key = $1', [`${code}/temperature`]);
  const sensorId = rows[0]!.id;
  return {
    code,
    sensorId,
    measures: (...points) => record(world, `${code}/temperature`, start, points),
    async excursions() {
      return (await sql<{ id: string }>(em.fork(), 'select id::text as id from excursion where sensor_id = $1 order by id', [sensorId])).rows.map(({ id }) => id);
    },
  };
}
