import { once } from 'node:events';
import { WebSocket } from 'ws';
import type { DomainEvent } from '../../src/events.js';
import { eventually } from '../support/eventually.js';

export interface Message {
  id?: string;
  type: string;
  payload?: unknown;
}

/** A client that sends what no library would. */
export class Peer implements AsyncDisposable {
  readonly received: Message[] = [];
  readonly closed: Promise<[number, string]>;

  private constructor(readonly socket: WebSocket) {
    socket.on('message', (data) => this.received.push(JSON.parse(String(data)) as Message));
    this.closed = new Promise((resolve) => socket.once('close', (code, reason) => resolve([code, String(reason)])));
    socket.on('error', () => {});
  }

  static async connect(url: string, { protocols = ['graphql-transport-ws'], headers = {} }: { protocols?: string[]; headers?: Record<string, string> } = {}): Promise<Peer> {
    const socket = new WebSocket(url, protocols, { headers });
    const peer = new Peer(socket);
    await once(socket, 'open');
    return peer;
  }

  /** One that was let in, with what it has shown. */
  static async welcome(url: string, authorization?: string): Promise<Peer> {
    const peer = await Peer.connect(url);
    peer.send({ type: 'connection_init', ...(authorization !== undefined && { payload: { authorization } }) });
    await peer.next(({ type }) => type === 'connection_ack');
    return peer;
  }

  send(message: unknown): void {
    this.socket.send(typeof message === 'string' ? message : JSON.stringify(message));
  }

  run(id: string, query: string, more: object = {}): void {
    this.send({ id, type: 'subscribe', payload: { query, ...more } });
  }

  async next(accept: (message: Message) => boolean): Promise<Message> {
    return (await eventually(() => this.received.find(accept)))!;
  }

  about(id: string): Message[] {
    return this.received.filter((message) => message.id === id);
  }

  /** What a subscription of machines was told, in order. */
  machines(id: string): number[] {
    return this.about(id).flatMap(({ type, payload }) => (type === 'next' ? [(payload as { data: { machine: number } }).data.machine] : []));
  }

  /** An answer shows that everything sent before it has been heard. */
  async heard(): Promise<void> {
    const mark = `mark ${Peer.#marks++}`;
    this.send({ type: 'ping', payload: { mark } });
    await this.next(({ type, payload }) => type === 'pong' && (payload as { mark?: string } | undefined)?.mark === mark);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.socket.terminate();
    await this.closed;
  }

  static #marks = 0;
}

export const machineStatus = (machineId: number): DomainEvent => ({ name: 'machineStatusChanged', position: machineId, machineId });
