import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { handleProtocols } from 'graphql-ws';
import { WebSocketServer } from 'ws';
import type { Admit } from '../access/admission.js';
import type { Logger } from '../log.js';
import { SOCKET_LIMITS, Tally, type SocketLimits } from './socket-limits.js';
import { createProtocol, type ProtocolOptions } from './protocol.js';
import { startRounds } from './rounds.js';
import { GOING_AWAY, type SessionParts } from './session.js';
import { serve } from './socket.js';

export interface GraphQLSocketOptions extends Omit<ProtocolOptions, 'initMs' | 'patienceMs'> {
  server: Server;
  path: string;
  admits: Admit;
  /** What is not named here is as in SOCKET_LIMITS. */
  limits: Partial<SocketLimits>;
  log: Logger;
}

export interface GraphQLSocket extends AsyncDisposable {
  readonly sockets: number;
  /** How many bytes wait in them for peers who do not read. */
  readonly unreadBytes: number;
}

const GOODBYE_MS = 3_000;

/** GraphQL over WebSocket. Disposing says goodbye to everybody (1001) and cuts those off who do not answer. */
export function openGraphQLSocket({ server, path, admits, limits: special, log, ...options }: GraphQLSocketOptions): GraphQLSocket {
  const limits = { ...SOCKET_LIMITS, ...special };
  const parts: SessionParts = { limits, sessions: new Set(), strangers: new Set(), sockets: new Tally(), operations: new Tally(), budgets: new Map() };
  const protocol = createProtocol({ ...options, initMs: limits.initMs, patienceMs: limits.patienceMs, log });
  const sockets = createWebSocketServer(limits);
  const rounds = startRounds(parts, log);
  let closing = false;

  server.on('upgrade', (request: IncomingMessage, connection: Duplex, head: Buffer) => {
    connection.on('error', (err) => log.debug({ err }, 'connection failed'));
    if (request.url?.split('?')[0] !== path) return refuse(connection, '404 Not Found');
    if (!admits(request.headers)) return refuse(connection, '403 Forbidden');
    if (closing || sockets.clients.size >= limits.sockets || parts.strangers.size >= limits.strangers) return refuse(connection, '503 Service Unavailable');
    sockets.handleUpgrade(request, connection, head, (socket) => serve(protocol, socket, connection, { ...options, parts, log }));
  });
  return {
    get sockets() {
      return sockets.clients.size;
    },
    get unreadBytes() {
      return [...parts.sessions].reduce((sum, { outlet }) => sum + outlet.unread(), 0);
    },
    async [Symbol.asyncDispose]() {
      closing = true;
      const gone = [...sockets.clients].map((socket) => new Promise((resolve) => socket.once('close', resolve)));
      for (const session of parts.sessions) session.close(GOING_AWAY, 'Going away');
      const impatience = setTimeout(() => sockets.clients.forEach((socket) => socket.terminate()), GOODBYE_MS);
      await Promise.all(gone);
      clearTimeout(impatience);
      rounds[Symbol.dispose]();
    },
  };
}

function createWebSocketServer({ messageBytes, messageFragments, frameChunks }: SocketLimits): WebSocketServer {
  const bounds = { maxPayload: messageBytes, maxFragments: messageFragments, maxBufferedChunks: frameChunks };
  // For a peer that does not answer our close. @types/ws does not know the option.
  const patience = { closeTimeout: 5_000 };
  return new WebSocketServer({ noServer: true, handleProtocols, perMessageDeflate: false, ...bounds, ...patience });
}

function refuse(connection: Duplex, status: string): void {
  // A peer that never closes its end shall not hold ours open.
  connection.once('finish', () => connection.destroy());
  connection.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
