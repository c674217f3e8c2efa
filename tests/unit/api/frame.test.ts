import { expect, test } from '@jest/globals';
import * as ws from 'ws';
import { textFrames } from '../../../src/api/frame.js';

/** Of ws, which reads frames; @types/ws does not know it. */
const { Receiver } = ws as unknown as { Receiver: new () => NodeJS.WritableStream & { once(name: 'error', listener: (error: Error) => void): void } };

function read(bytes: Buffer): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const texts: string[] = [];
    const receiver = new Receiver();
    receiver.on('message', (data: Buffer, isBinary: boolean) => void texts.push(isBinary ? 'not a text' : String(data)));
    receiver.once('error', reject);
    receiver.end(bytes, () => resolve(texts));
  });
}

test.each([1, 2, 125, 126, 127, 128, 65_535, 65_536, 65_537, 200_000])('a peer reads messages of %i bytes as they were meant, one after the other', async (length) => {
  const head = Buffer.from('{');
  const bodies = ['a', 'b', 'c'].map((letter) => Buffer.from(letter.repeat(length - 1)));
  expect(await read(textFrames(head, bodies, Buffer.alloc))).toEqual(bodies.map((body) => `{${body}`));
});
