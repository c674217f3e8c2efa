import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { compile } from './compile.mjs';
import { findNode, installDependencies, npm } from './dependencies.mjs';
import { Failure, ROOT, main, run, runOnLeash, say } from './process.mjs';
import { installServers } from './servers.mjs';

// `npm test`: everything, in this order, until the first step that fails. `npm run test:unit -- excursion` and its
// siblings take the steps that their suite needs, and hand the rest of the line to jest.
const steps = [
  { name: 'dependencies', take: installDependencies },
  { name: 'servers', take: installServers, for: ['system', 'faults', 'browser'] },
  { name: 'lint', take: () => npmScript('lint'), for: [] },
  { name: 'types and build', take: compile },
  { name: 'generated files', take: () => npmScript('check:generated', '--if-present'), for: [] },
  { name: 'unit tests', take: () => jest('unit'), for: ['unit'] },
  { name: 'system tests', take: () => jest('system'), for: ['system'] },
  { name: 'browser tests', take: () => jest('browser', '--runInBand'), for: ['browser'] },
  { name: 'fault trials', take: () => jest('faults', '--runInBand'), for: ['faults'] },
];

const [suite, ...jestArguments] = process.argv.slice(2);
const total = { passed: 0, failed: 0, skipped: 0 };

await main(async () => {
  if (suite && !steps.some((step) => step.for?.includes(suite))) throw new Failure(`There is no suite '${suite}': unit, system or faults.`);
  try {
    for (const step of steps.filter((each) => !suite || !each.for || each.for.includes(suite))) await timed(step);
  } finally {
    say(`\n${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}`);
  }
});

async function timed(step) {
  say(`\n== ${step.name}`);
  const startedAt = performance.now();
  const seconds = () => `${((performance.now() - startedAt) / 1000).toFixed(1)} s`;
  try {
    await step.take();
    say(`== ${step.name}: ok, ${seconds()}`);
  } catch (error) {
    say(`== ${step.name}: FAILED, ${seconds()}`);
    throw error;
  }
}

async function npmScript(name, ...options) {
  const code = await run(...npm('run', '--silent', ...options, name));
  if (code !== 0) throw new Failure(`npm run ${name} ended with exit code ${code}.`);
}

async function jest(project, ...options) {
  const report = join(ROOT, 'build', 'reports', `${project}.json`);
  mkdirSync(dirname(report), { recursive: true });
  rmSync(report, { force: true });
  const node = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', 'node_modules/jest/bin/jest.js'];
  const code = await runOnLeash(findNode(), [...node, '--selectProjects', project, '--json', `--outputFile=${report}`, ...options, ...jestArguments]);
  if (existsSync(report)) count(JSON.parse(readFileSync(report, 'utf8')));
  if (code !== 0) throw new Failure(`jest ended with exit code ${code}.`);
}

/** A test file that could not even be loaded counts as a failed test. */
function count(report) {
  total.passed += report.numPassedTests;
  total.failed += report.numFailedTests + report.numRuntimeErrorTestSuites;
  total.skipped += report.numPendingTests + report.numTodoTests;
}
