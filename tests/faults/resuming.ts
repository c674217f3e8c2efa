import { setTimeout as delay } from 'node:timers/promises';
import { createClient, type Client } from 'graphql-ws';
import { WebSocket } from 'ws';
import { formatInstant, parseInstant, SECOND, type Instant } from '../../src/domain/time.js';
import { ask } from './asking.js';

/** Somebody who wants to know all readings of some sensors, whatever becomes of the process that tells him. */
export interface Resuming extends AsyncDisposable {
  /** What he was told of live, as `sensor@measuredAt` in microseconds. */
  readonly heard: ReadonlySet<string>;
  /** And what he asked for when he had come back. */
  readonly known: ReadonlySet<string>;
  /** With which code each of his connections was closed. */
  readonly goodbyes: readonly number[];
  readonly errors: readonly unknown[];
}

interface Reading {
  measuredAt: string;
  sensor: { key: string };
}

const SUBSCRIPTION = 'subscription ($machine: [String!]) { readingRecorded(where: { machine: $machine }) { reading { measuredAt sensor { key } } } }';
const INTERVAL = 'query ($key: String!, $from: DateTime!) { sensor(key: $key) { readings(first: 500, from: $from) { nodes { measuredAt sensor { key } } pageInfo { hasNextPage } } } }';
const PAUSE_MS = 300;
/** So much earlier than the last one he heard of may have been measured what he has not heard of. */
const LATENESS = 5 * SECOND;

/** He goes to the next process when one closes; when he hears something there, he asks what there was since he heard the last at the one before. */
export function subscribeResuming({ urls, first, machines }: { urls: readonly string[]; first: number; machines: readonly string[] }): Resuming {
  const heard = new Set<string>();
  const known = new Set<string>();
  const goodbyes: number[] = [];
  const errors: unknown[] = [];
  let latest: Instant = 0;
  let client: Client;
  let gone = false;

  const learn = ({ sensor, measuredAt }: Reading) => known.add(`${sensor.key}@${parseInstant(measuredAt)}`);
  const catchUp = async (url: string, from: Instant) => {
    for (const machine of machines) {
      const { data } = await ask<{ sensor: { readings: { nodes: Reading[]; pageInfo: { hasNextPage: boolean } } } }>(url, INTERVAL, { key: `${machine}/temperature`, from: formatInstant(from) });
      if (data!.sensor.readings.pageInfo.hasNextPage) throw new Error('he was away for longer than a page');
      data!.sensor.readings.nodes.forEach(learn);
    }
  };
  const connect = (at: number) => {
    const url = urls[at % urls.length]!;
    let missedSince = latest === 0 ? null : latest - LATENESS;
    const closed = async (code: number) => {
      if (gone) return;
      goodbyes.push(code);
      await delay(PAUSE_MS);
      if (!gone) connect(at + 1);
    };
    client = createClient({ url: `${url.replace('http', 'ws')}/graphql`, webSocketImpl: WebSocket, retryAttempts: 0, lazy: false, onNonLazyError: () => {}, on: { closed: (event) => void closed((event as { code: number }).code) } });
    client.subscribe<{ readingRecorded: { reading: Reading | null } }>({ query: SUBSCRIPTION, variables: { machine: machines } }, {
      next: ({ data, errors: failures }) => {
        if (!data) return void errors.push(failures);
        const { reading } = data.readingRecorded;
        // It only says that it is quiet.
        if (!reading) return;
        heard.add(`${reading.sensor.key}@${parseInstant(reading.measuredAt)}`);
        learn(reading);
        latest = Math.max(latest, parseInstant(reading.measuredAt)!);
        if (missedSince !== null) catchUp(url, missedSince).catch((error: unknown) => errors.push(error));
        missedSince = null;
      },
      // That the connection is gone is told by its code.
      error: (error) => void (error instanceof Error || Array.isArray(error) ? errors.push(error) : null),
      complete: () => {},
    });
  };
  connect(first);
  return {
    heard,
    known,
    goodbyes,
    errors,
    async [Symbol.asyncDispose]() {
      gone = true;
      await client.dispose();
    },
  };
}
