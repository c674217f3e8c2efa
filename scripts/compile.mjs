import { existsSync, mkdirSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findNode } from './dependencies.mjs';
import { Failure, ROOT, run, say } from './process.mjs';

const SOURCES = ['src', 'migrations', 'tests'];
const stamp = join(ROOT, 'build', '.compiled');

/** Compiles everything with tsc into build/ and takes away what no source stands behind any more. */
export async function compile() {
  say('Compiling (tsc) ...');
  const startedAt = new Date();
  const code = await run(findNode(), [join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc')]);
  if (code !== 0) throw new Failure(`tsc failed with exit code ${code}.`);
  for (const folder of SOURCES) removeOrphans(folder);
  mkdirSync(join(ROOT, 'build'), { recursive: true });
  writeFileSync(stamp, '');
  utimesSync(stamp, startedAt, startedAt);
}

export async function compileIfNeeded() {
  const inputs = [...SOURCES.flatMap((folder) => [folder, ...filesUnder(folder)]), 'tsconfig.json', 'package-lock.json'];
  const compiledAt = existsSync(stamp) ? statSync(stamp).mtimeMs : 0;
  if (inputs.some((path) => statSync(join(ROOT, path)).mtimeMs >= compiledAt)) await compile();
}

/** A migration or a test that was deleted must not run on as its compiled self. */
function removeOrphans(folder) {
  for (const path of filesUnder(join('build', folder)).filter((each) => /\.js(\.map)?$/.test(each))) {
    const source = join(ROOT, path).replace(join(ROOT, 'build'), ROOT.replace(/[\\/]$/, '')).replace(/\.js(\.map)?$/, '');
    if (!existsSync(`${source}.ts`) && !existsSync(`${source}.tsx`)) rmSync(join(ROOT, path));
  }
}

function filesUnder(folder) {
  if (!existsSync(join(ROOT, folder))) return [];
  return readdirSync(join(ROOT, folder), { recursive: true }).map((name) => join(folder, name));
}
