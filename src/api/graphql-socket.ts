import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { handleProtocols } from 'graphql-ws';
import { WebSocketServer } from 'ws';
import type { Admit } from '../access/admission.js';
import type { Logger } from '../log.js';
import { createProtocol, type ProtocolOptions } from './protocol.js';
import { serve } from './socket.js';

export interface GraphQLSocketOptions extends ProtocolOptions {
  server: Server;
  path: string;
  admits: Admit;
  log: Logger;
}

/** A document and its variables; what is bigger goes by HTTP. */
const MOST_BYTES = 256 * 1024;
const GOODBYE_MS = 3_000;

/** GraphQL over WebSocket. Disposing says goodbye to everybody (1001) and cuts those off who do not answer. */
export function openGraphQLSocket({ server, path, admits, log, ...options }: GraphQLSocketOptions): AsyncDisposable {
  const protocol = createProtocol(options);
  const sockets = new WebSocketServer({ noServer: true, handleProtocols, maxPayload: MOST_BYTES, perMessageDeflate: false });
  let closing = false;

  server.on('upgrade', (request: IncomingMessage, connection: Duplex, head: Buffer) => {
    connection.on('error', (err) => log.debug({ err }, 'connection failed'));
    if (request.url?.split('?')[0] !== path) return refuse(connection, '404 Not Found');
    if (!admits(request.headers)) return refuse(connection, '403 Forbidden');
    if (closing) return refuse(connection, '503 Service Unavailable');
    sockets.handleUpgrade(request, connection, head, (socket) => serve(protocol, socket, { credential: null }, log));
  });
  return {
    async [Symbol.asyncDispose]() {
      closing = true;
      const goodbyes = [...sockets.clients].map((socket) => {
        const gone = new Promise((resolve) => socket.once('close', resolve));
        socket.close(1001, 'Going away');
        return gone;
      });
      const impatience = setTimeout(() => sockets.clients.forEach((socket) => socket.terminate()), GOODBYE_MS);
      await Promise.all(goodbyes);
      clearTimeout(impatience);
    },
  };
}

function refuse(connection: Duplex, status: string): void {
  // A peer that never closes its end shall not hold ours open.
  connection.once('finish', () => connection.destroy());
  connection.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
