import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import { textFrames } from './frame.js';

/** Where a session's words go out. */
export interface Outlet {
  close(code: number, reason: string): void;
  /** How many bytes wait for the peer. */
  unread(): number;
  /** Resolves when it is written, or he is gone. */
  write(text: string | Buffer): Promise<void>;
  /** Several messages at once, each made of two pieces, where nobody waits for it. */
  push(head: Buffer, bodies: readonly Buffer[]): void;
}

const AS_TEXT = { binary: false };
const MOST_REASON_BYTES = 123;

/** The connection is that on which the socket is. */
export const createOutlet = (socket: WebSocket, connection: Duplex, onClose: (code: number, reason: string) => void): Outlet => ({
  close(code, reason) {
    socket.close(code, fit(reason));
    onClose(code, reason);
  },
  unread: () => socket.bufferedAmount,
  // Waiting until it is written is what makes a slow subscriber's events gather in his queue, which is bounded.
  write: (text) => new Promise<void>((resolve) => (socket.readyState === socket.OPEN ? socket.send(text, AS_TEXT, () => resolve()) : resolve())),
  // Nothing is compressed, so a frame of our own between those of ws is like one of them, for half the work.
  push(head, bodies) {
    if (socket.readyState !== socket.OPEN) return;
    // What stays here for long shall not keep what it was cut from.
    connection.write(textFrames(head, bodies, connection.writableLength === 0 ? Buffer.allocUnsafe : Buffer.allocUnsafeSlow));
  },
});

/** What Buffer.concat does, in half the time. */
export function joined(head: Buffer, body: Buffer): Buffer {
  const whole = Buffer.allocUnsafe(head.length + body.length);
  head.copy(whole);
  body.copy(whole, head.length);
  return whole;
}

/** A close frame has room for so much; what an id of the peer's made longer is cut. */
const fit = (reason: string) => (Buffer.byteLength(reason) <= MOST_REASON_BYTES ? reason : `${reason.slice(0, MOST_REASON_BYTES / 4)}...`);
