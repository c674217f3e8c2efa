import { existsSync, mkdirSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findNode } from './dependencies.mjs';
import { Failure, ROOT, run, say } from './process.mjs';

const PROGRAM = ['src', 'migrations'];
const stamp = join('build', '.compiled');

/** Compiles everything with tsc into build/. */
export const compile = () => compileBy('tsconfig.json', [...PROGRAM, 'tests']);

/** Compiles the program, without its tests, unless it is compiled already. */
export async function compileProgramIfNeeded() {
  const inputs = [...PROGRAM, ...PROGRAM.flatMap(filesUnder), 'tsconfig.json', 'package-lock.json'];
  const compiledAt = existsSync(join(ROOT, stamp)) ? statSync(join(ROOT, stamp)).mtimeMs : 0;
  if (inputs.some((path) => statSync(join(ROOT, path)).mtimeMs >= compiledAt)) await compileBy('scripts/tsconfig.json', PROGRAM);
}

async function compileBy(project, folders) {
  say('Compiling (tsc) ...');
  const startedAt = new Date();
  const code = await run(findNode(), ['node_modules/typescript/bin/tsc', '--project', project]);
  if (code !== 0) throw new Failure(`tsc failed with exit code ${code}.`);
  folders.forEach(removeOrphans);
  mkdirSync(join(ROOT, 'build'), { recursive: true });
  writeFileSync(join(ROOT, stamp), '');
  utimesSync(join(ROOT, stamp), startedAt, startedAt);
}

/** A migration or a test that was deleted must not run on as its compiled self. */
function removeOrphans(folder) {
  for (const path of filesUnder(join('build', folder))) {
    const source = path.slice('build/'.length).replace(/\.js(\.map)?$/, '');
    if (source.length < path.length - 'build/'.length && !['.ts', '.tsx'].some((end) => existsSync(join(ROOT, source + end)))) rmSync(join(ROOT, path));
  }
}

function filesUnder(folder) {
  if (!existsSync(join(ROOT, folder))) return [];
  return readdirSync(join(ROOT, folder), { recursive: true }).map((name) => join(folder, name));
}
