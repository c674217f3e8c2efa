import { compileProgramIfNeeded } from './compile.mjs';
import { findNode, installDependencies } from './dependencies.mjs';
import { main, runOnLeash } from './process.mjs';

// `npm start`: from a fresh clone to a running program. What it needs is told to the program by environment variables.
await main(async () => {
  await installDependencies();
  await compileProgramIfNeeded();
  return runOnLeash(findNode(), ['--enable-source-maps', 'build/src/main.js', ...process.argv.slice(2)]);
});
