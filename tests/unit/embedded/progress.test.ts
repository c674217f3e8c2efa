import { expect, test } from '@jest/globals';
import { openProgress, type Figures } from '../../../src/embedded/progress.js';
import { eventually } from '../../support/eventually.js';

const urls = { GraphiQL: 'http://127.0.0.1:4000/graphiql', MQTT: 'mqtt://127.0.0.1:1883' };
const PRINTED = '  GraphiQL  http://127.0.0.1:4000/graphiql\n  MQTT      mqtt://127.0.0.1:1883\n';

const CLEAR = '\x1b[2K';

/** What a terminal would get to see. */
function record({ isTTY, columns = 200 }: { isTTY: boolean; columns?: number }) {
  const written: string[] = [];
  return { isTTY, columns, written, write: (text: string) => written.push(text) > 0 };
}

test('where nobody looks, the URLs are printed and nothing else', () => {
  const terminal = record({ isTTY: false });
  openProgress({ urls, figures: () => ({ recorded: 0, openExcursions: 0, playing: '' }), terminal })[Symbol.dispose]();
  expect(terminal.written.join('')).toBe(PRINTED);
});

test('on a terminal a line below the URLs tells what happens now, and is gone in the end', async () => {
  const terminal = record({ isTTY: true });
  const figures: Figures = { recorded: 0, openExcursions: 0, playing: 'replay at 0 %' };
  const progress = openProgress({ urls, figures: () => figures, terminal });
  Object.assign(figures, { recorded: 1234, openExcursions: 1, playing: 'replay at 12 %' });
  const line = (await eventually(() => terminal.written[2]))!;
  progress[Symbol.dispose]();
  expect(terminal.written.slice(0, 2).join('')).toBe(PRINTED);
  expect(line.startsWith(`\r${CLEAR}`) && line.endsWith('\r')).toBe(true);
  expect(line).toMatch(/1,234 readings recorded · [\d.]+\/s · 1 open excursion · replay at 12 %/);
  expect(terminal.written.at(-1)).toBe(`\r${CLEAR}`);
});

test('the line is never wider than the terminal: it could not rewrite itself', async () => {
  const terminal = record({ isTTY: true, columns: 30 });
  const progress = openProgress({ urls, figures: () => ({ recorded: 1, openExcursions: 2, playing: 'x'.repeat(100) }), terminal });
  const line = (await eventually(() => terminal.written[2]))!;
  progress[Symbol.dispose]();
  expect(line.replaceAll('\r', '').replace(CLEAR, '')).toHaveLength(29);
});
