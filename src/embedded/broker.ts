import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { Aedes } from 'aedes';
import type { Logger } from '../log.js';
import { holdUntilStored } from './hold.js';

export interface BrokerOptions {
  /** 0: any free port. */
  port: number;
  host: string;
  /** The client whose acknowledgement says that a message is stored. */
  consumerId: string;
  log: Logger;
}

export interface EmbeddedBroker extends AsyncDisposable {
  url: string;
}

/**
 * Opens the MQTT broker of a machine that has none: MQTT 3.1 and 3.1.1 over TCP, without TLS and without names and passwords.
 * Sessions and retained messages live in memory and end with the process. No message is lost by that: a device has its
 * acknowledgement only when the message is in the database (see hold.ts), and sends again what is not acknowledged.
 */
export async function openEmbeddedBroker({ port, host, consumerId, log }: BrokerOptions): Promise<EmbeddedBroker> {
  // No limit on what aedes passes on at a time: with one, it recurses once per waiting message that nobody subscribed to, until
  // the stack is full, and one subscriber that stops reading stops all. holdUntilStored bounds it by what devices may send.
  const broker = await Aedes.createBroker({ concurrency: 0 });
  holdUntilStored(broker, consumerId);
  broker.on('clientError', ({ id }, error) => log.warn({ clientId: id, error: error.message }, 'an MQTT client was disconnected'));
  broker.on('connectionError', (_client, error) => log.warn({ error: error.message }, 'an MQTT connection was refused'));

  const connections = new Set<Socket>();
  const server = createServer((connection) => {
    connection.setNoDelay(true);
    connections.add(connection);
    connection.once('close', () => connections.delete(connection));
    broker.handle(connection);
  });
  try {
    server.listen(port, host);
    await once(server, 'listening');
  } catch (error) {
    await new Promise<void>((resolve) => broker.close(resolve));
    throw new Error(`The embedded MQTT broker cannot listen on ${host}:${port}: ${reasonOf(error as NodeJS.ErrnoException)}`, { cause: error });
  }
  return {
    url: `mqtt://${host.includes(':') ? `[${host}]` : host}:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      const closed = once(server, 'close');
      server.close();
      await new Promise<void>((resolve) => broker.close(resolve));
      // Those that never said who they are are unknown to the broker.
      for (const connection of connections) connection.destroy();
      await closed;
    },
  };
}

function reasonOf({ code, message }: NodeJS.ErrnoException): string {
  if (code === 'EADDRINUSE') return 'something else does already. Set MQTT_PORT to a free port, or, if that is a broker you want to use, MQTT_URL to its address.';
  if (code === 'EACCES') return 'this user may not. Set MQTT_PORT to a port above 1023.';
  return message;
}
