import type { WriteStream } from 'node:tty';

export interface Figures {
  /** Readings recorded since the start. */
  recorded: number;
  openExcursions: number;
  /** What plays at the moment, in a few words. */
  playing: string;
}

export interface ProgressOptions {
  /** What can be opened, by what it is. */
  urls: Record<string, string>;
  figures: () => Figures;
  terminal?: Pick<WriteStream, 'write' | 'isTTY' | 'columns'>;
}

const EVERY = 500;
/** The rate is that of the last seconds. */
const RATE_OVER = 10;
const CLEAR = '\x1b[2K';

/** Prints where to look, and on a terminal a line that says what happens and keeps rewriting itself. */
export function openProgress({ urls, figures, terminal = process.stdout }: ProgressOptions): Disposable {
  const width = Math.max(...Object.keys(urls).map((name) => name.length));
  for (const [name, url] of Object.entries(urls)) terminal.write(`  ${name.padEnd(width)}  ${url}\n`);
  if (!terminal.isTTY) return { [Symbol.dispose]: () => {} };

  const past = [{ at: performance.now(), recorded: figures().recorded }];
  const timer = setInterval(() => {
    const now = { at: performance.now(), ...figures() };
    past.push(now);
    if (past.length > RATE_OVER * (1_000 / EVERY)) past.shift();
    const rate = ((now.recorded - past[0]!.recorded) * 1_000) / (now.at - past[0]!.at);
    // The cursor goes back to the start: a line of the log that comes between takes the place of this one.
    terminal.write(`\r${CLEAR}${lineOf(now, rate).slice(0, (terminal.columns || 80) - 1)}\r`);
  }, EVERY);
  return {
    [Symbol.dispose]() {
      clearInterval(timer);
      terminal.write(`\r${CLEAR}`);
    },
  };
}

function lineOf({ recorded, openExcursions, playing }: Figures, rate: number): string {
  const excursions = openExcursions === 1 ? '1 open excursion' : `${openExcursions} open excursions`;
  return `${recorded.toLocaleString('en')} readings recorded · ${rate.toFixed(1)}/s · ${excursions} · ${playing}`;
}
