import { readdir, readFile } from 'node:fs/promises';
import { cpus } from 'node:os';

// Of USER_HZ, which is 100 wherever Node runs on Linux.
const SECONDS_PER_TICK = 0.01;

export interface Watched {
  name: string;
  pid: number;
}

/** How much of a processor each process takes while something runs; with its children, also those that end meanwhile. And how much of all of them is taken, by whomever. */
export async function processorsOf<T>(watched: readonly Watched[], work: () => Promise<T>): Promise<{ outcome: T; processors: Record<string, number> }> {
  const before = await Promise.all(watched.map(({ pid }) => secondsOf(pid)));
  const busyBefore = busySeconds();
  const began = performance.now();
  const outcome = await work();
  const seconds = (performance.now() - began) / 1_000;
  const busy = (busySeconds() - busyBefore) / seconds;
  const after = await Promise.all(watched.map(({ pid }) => secondsOf(pid)));
  const processors = Object.fromEntries(watched.map(({ name }, index) => [name, rounded((after[index]! - before[index]!) / seconds)]));
  return { outcome, processors: { ...processors, [`all ${cpus().length} of this machine`]: rounded(busy) } };
}

const rounded = (share: number): number => Number(share.toFixed(2));

const busySeconds = (): number => cpus().reduce((sum, { times }) => sum + times.user + times.nice + times.sys + times.irq, 0) / 1_000;

/** What it has taken of processors since it began, with its children, also those that have ended. */
export async function secondsOf(pid: number): Promise<number> {
  const all = await Promise.all((await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(readStat));
  const childrenOf = (parent: number): number[] => all.flatMap((each) => (each?.parent === parent ? [each.pid, ...childrenOf(each.pid)] : []));
  const family = new Set([pid, ...childrenOf(pid)]);
  return all.reduce((sum, each) => sum + (each && family.has(each.pid) ? each.ticks : 0), 0) * SECONDS_PER_TICK;
}

/** Its own time and that of its children that have ended; null: it has ended itself. */
async function readStat(name: string): Promise<{ pid: number; parent: number; ticks: number } | null> {
  const text = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => null);
  if (text === null) return null;
  // The name in parentheses may have blanks in it.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ').map(Number);
  return { pid: Number(name), parent: fields[1]!, ticks: fields[11]! + fields[12]! + fields[13]! + fields[14]! };
}

export async function residentKilobytesOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)![1]);
}
