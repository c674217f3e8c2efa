import { setTimeout as sleep } from 'node:timers/promises';
import mqtt, { type IClientOptions, type IDisconnectPacket, type MqttClient } from 'mqtt';

export interface SessionOptions {
  url: string;
  /** Names the session that the broker keeps while nobody is connected. */
  clientId: string;
  /** 5, or 4 (MQTT 3.1.1) for a broker that knows no better. */
  protocolVersion: 4 | 5;
  /** Milliseconds after which a lost connection is opened again; 0: it is not. */
  reconnectPeriod: number;
}

/** Messages under way that we ask the broker for: the bounded queue of the ingest. When Postgres slows, the broker holds the rest. */
export const WINDOW = 5_000;
const SESSION_SECONDS = 7 * 86_400;
const LARGEST_PACKET = 1_048_576;
const FAREWELL = 2_000;
export const TOPICS = ['thermograph/#', 'bio_supply/#', 'manufacturing/#'];

/** Of all who subscribe under the name of a group the broker gives each message to one (MQTT 5, section 4.8.2). */
export const sharedTopics = (group: string, topics: readonly string[] = TOPICS): string[] => topics.map((topic) => `$share/${group}/${topic}`);

/** Connects to a session that outlives the connection. */
export const openSession = ({ url, clientId, protocolVersion, reconnectPeriod }: SessionOptions): MqttClient =>
  mqtt.connect(url, {
    protocolVersion,
    clientId,
    clean: false,
    keepalive: 45,
    connectTimeout: 10_000,
    reconnectPeriod,
    reconnectOnConnackError: true,
    resubscribe: false,
    // Its own is asked for every packet, whether anybody listens or not.
    log: () => {},
    ...(protocolVersion === 5 ? ({ properties: { sessionExpiryInterval: SESSION_SECONDS, receiveMaximum: WINDOW, maximumPacketSize: LARGEST_PACKET } } satisfies IClientOptions) : {}),
  });

/** In order where that is possible; a broker that does not answer is not waited for. */
export async function leave(client: MqttClient, farewell: Partial<IDisconnectPacket> = {}): Promise<void> {
  if (client.connected) await Promise.race([client.endAsync(false, farewell), sleep(FAREWELL, undefined, { ref: false })]);
  else client.end(true);
  client.stream?.destroy();
}
