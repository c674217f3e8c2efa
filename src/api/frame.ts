const TEXT = 0x81;
const [SHORT, MEDIUM] = [125, 0xffff];

/**
 * Text messages as a server sends them by WebSocket (RFC 6455, 5.2), each in one frame and made of the same head and a
 * body of its own, all in one piece: so one `write` sends them. Room comes from `allocate`.
 */
export function textFrames(head: Buffer, bodies: readonly Buffer[], allocate: (bytes: number) => Buffer): Buffer {
  const frames = allocate(bodies.reduce((sum, body) => sum + sizeOf(head.length + body.length), 0));
  let at = 0;
  for (const body of bodies) {
    at = beginFrame(frames, at, head.length + body.length);
    at += head.copy(frames, at);
    at += body.copy(frames, at);
  }
  return frames;
}

const sizeOf = (length: number): number => length + (length <= SHORT ? 2 : length <= MEDIUM ? 4 : 10);

/** Returns where the message goes on. */
function beginFrame(frames: Buffer, at: number, length: number): number {
  frames[at] = TEXT;
  if (length <= SHORT) return frames.writeUInt8(length, at + 1);
  frames[at + 1] = length <= MEDIUM ? 126 : 127;
  return length <= MEDIUM ? frames.writeUInt16BE(length, at + 2) : frames.writeBigUInt64BE(BigInt(length), at + 2);
}
