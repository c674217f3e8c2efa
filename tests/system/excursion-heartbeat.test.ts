import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { MINUTE, now } from '../../src/domain/time.js';
import { eventually } from '../support/eventually.js';
import { DefineRule, furnish, record } from './graphql-documents.js';
import { openWorld, type World } from './graphql-fixture.js';
import { Peer, type Message } from './websocket-peer.js';

const WATCH = 'subscription ($after: String, $where: ExcursionFilter) { excursionChanged(after: $after, where: $where) { cursor change } }';
const start = Math.floor(now() / MINUTE) * MINUTE - 6_000 * MINUTE;
let minute = 0;
let world: World;
let url: string;
beforeAll(async () => {
  world = await openWorld({ live: { heartbeatMs: 150 } });
  url = `${world.url.replace('http', 'ws')}/graphql`;
  await furnish(world, start);
  await world.ask(DefineRule, { input: { code: 'HOT', quantity: 'TEMPERATURE', severity: 'WARNING', mode: 'INSTANT', high: 60, machines: ['CNC-001'] } });
});
afterAll(async () => world[Symbol.asyncDispose]());

/** One change of an excursion: it is hot now, or no more. */
const change = () => record(world, 'CNC-001/temperature', start, [[minute++, minute % 2 === 0 ? 20 : 70]]);

interface Told {
  cursor: string;
  /** Null: a ping. */
  change: string | null;
}

/** What a peer was told by a subscription, in order. */
const toldTo = (peer: Peer, id: string): Told[] =>
  peer.received.flatMap((message): Told[] => {
    if (message.id === id && message.type === 'next') return [(message.payload as { data: { excursionChanged: Told } }).data.excursionChanged];
    return isPingOf(id)(message) ? [{ cursor: (message.payload as { cursor: string }).cursor, change: null }] : [];
  });
const isPingOf = (id: string) => ({ type, payload }: Message) => type === 'ping' && (payload as { id?: string }).id === id;

test('a stream of excursions that is quiet says by a ping how far it has come, and whoever resumes there misses nothing', async () => {
  const peer = await Peer.welcome(url);
  peer.run('all', WATCH);
  for (let round = 0; round < 4; round++) {
    const pings = () => toldTo(peer, 'all').filter((each) => each.change === null).length;
    const before = pings();
    await eventually(() => pings() > before);
    await change();
    await eventually(() => toldTo(peer, 'all').filter((each) => each.change !== null).length === round + 1);
  }
  const told = toldTo(peer, 'all');
  await peer[Symbol.asyncDispose]();
  await change();
  const missed = minute % 2 === 0 ? 'CLOSED' : 'OPENED';

  for (const [index, { cursor, change: heard }] of told.entries()) {
    if (heard !== null) continue;
    await using again = await Peer.welcome(url);
    again.run('again', WATCH, { variables: { after: cursor } });
    const expected = [...told.slice(index).flatMap((each) => each.change ?? []), missed];
    const changes = () => toldTo(again, 'again').flatMap((each) => each.change ?? []);
    await eventually(() => changes().length >= expected.length);
    expect(changes()).toEqual(expected);
  }
});

test('each subscription on a socket has its own, and readings tell theirs as before', async () => {
  await using peer = await Peer.welcome(url);
  peer.run('all', WATCH);
  peer.run('some', WATCH, { variables: { where: { severity: ['CRITICAL'] } } });
  peer.run('readings', 'subscription { readingRecorded { cursor reading { value } } }');
  await peer.next(isPingOf('all'));
  await peer.next(isPingOf('some'));
  await peer.next(({ id, type }) => id === 'readings' && type === 'next');
  expect(peer.received.some(isPingOf('readings'))).toBe(false);
});
