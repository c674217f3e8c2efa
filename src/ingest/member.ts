import { setTimeout as sleep } from 'node:timers/promises';
import type { Config } from '../config.js';
import { sharedTopics } from './broker-session.js';
import { openConsumer, type Consumer, type ConsumerOptions } from './consumer.js';
import { leaveGroup } from './ingest-sessions.js';
import { BEATS, Membership, type MemberOptions } from './membership.js';

interface IngestOptions extends Pick<MemberOptions, 'url' | 'database' | 'batcher' | 'log'>, Pick<ConsumerOptions, 'protocolVersion'> {
  config: Pick<Config, 'mqttClientId' | 'mqttGroup'>;
}

/** Takes the messages of the broker: all of them, or its share of them. */
export async function openIngest({ config, protocolVersion, ...options }: IngestOptions): Promise<Consumer> {
  const clientId = config.mqttClientId;
  if (config.mqttGroup) return openMember({ ...options, ...config.mqttGroup, clientId });
  const former = await leaveGroup(options.database, clientId);
  return openConsumer({ ...options, clientId, protocolVersion, formerTopics: former === null ? [] : sharedTopics(former) });
}

/** One of several processes that share the messages of a broker. It works as long as its name is its own, and takes in what the dead have left. */
export function openMember(options: MemberOptions): Consumer {
  const member = new Membership(options);
  const beatMs = (options.adoptAfter * 1_000) / BEATS;
  const stop = new AbortController();
  const running = (async () => {
    while (!stop.signal.aborted) {
      await member.beat();
      await sleep(beatMs, undefined, { signal: stop.signal }).catch(() => {});
    }
  })();
  const watch = setInterval(() => member.letGoIfUnheard(), beatMs).unref();
  return {
    get connected() {
      return member.connected;
    },
    async [Symbol.asyncDispose]() {
      // Heard to the last: what is under way is still ours.
      await member.close();
      clearInterval(watch);
      stop.abort();
      await running;
    },
  };
}
