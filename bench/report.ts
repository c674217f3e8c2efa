import { cpus, totalmem } from 'node:os';

export interface Line {
  what: string;
  value: string;
  goal?: string;
}

/** A table for people; with `--json` one object on the last line for programs. */
export function report(title: string, lines: Line[], json: object): void {
  const width = Math.max(...lines.map(({ what }) => what.length));
  const values = Math.max(...lines.map(({ value }) => value.length));
  const table = lines.map(({ what, value, goal }) => `  ${what.padEnd(width)}  ${value.padStart(values)}${goal ? `   goal ${goal}` : ''}`);
  process.stdout.write(`\n${title}\n${machine()}\n${table.join('\n')}\n`);
  if (process.argv.includes('--json')) process.stdout.write(`${JSON.stringify(json)}\n`);
}

export const note = (text: string): void => void process.stderr.write(`${text}\n`);

function machine(): string {
  return `${new Date().toISOString().slice(0, 10)}, ${cpus().length} x ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB, node ${process.version}`;
}

export const percentile = (sorted: number[], share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
