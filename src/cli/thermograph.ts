#!/usr/bin/env node
import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { readConfig } from '../config.js';
import { reportFailure } from '../stop.js';

const USAGE = `usage: thermograph verify [--head HASH]

Reckons the hash chain of the audit trail again, in the database of DATABASE_URL, or in that of THERMOGRAPH_DATA.
Ends with 0 when it is whole, with 1 when it is not, and with 2 when it could not be looked at.

  --head HASH  a head that an earlier run told: shows whether entries were cut off at the end, or all written anew
`;

process.exitCode = await run().catch((error: unknown) => {
  reportFailure(error);
  return 2;
});

async function run(): Promise<number> {
  const { command, head } = readArguments();
  if (command !== 'verify' || (head !== null && !/^[0-9a-f]{64}$/.test(head))) {
    process.stderr.write(USAGE);
    return 2;
  }
  const outcome = readConfig();
  if (outcome.ok) return (await import('./verify.js')).runVerify(outcome.config, head);
  process.stderr.write(`${outcome.errors.join('\n')}\n`);
  return 2;
}

function readArguments(): { command: string | null; head: string | null } {
  try {
    const { positionals, values } = parseArgs({ allowPositionals: true, options: { head: { type: 'string' } } });
    return { command: positionals.length === 1 ? positionals[0]! : null, head: values.head ?? null };
  } catch {
    return { command: null, head: null };
  }
}
