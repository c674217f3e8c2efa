import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { createMetrics } from '../../src/metrics.js';
import { readEnvExample, readText, ROOT, variablesOfCompose } from './compose-file.js';

const files = (folder: string) => readdirSync(join(ROOT, folder)).filter((name) => name.endsWith('.md')).map((name) => join(folder, name));
const documents = ['README.md', 'CHANGELOG.md', 'SECURITY.md', ...files('docs'), ...files('docs/decisions')];
/** Of the first table below a line that begins so: each row's cells, without their marks of code. */
const tableBelow = (path: string, head: string) => {
  const lines = readText(path).split('\n');
  const rows = lines.slice(lines.findIndex((line) => line.startsWith(`| ${head} |`)) + 2);
  return rows.slice(0, rows.findIndex((line) => !line.startsWith('|'))).map((line) => line.split(' | ').map((cell) => cell.replaceAll(/^\| | \|$/g, '').replaceAll('`', '')));
};
const firstColumn = (path: string, head: string) => tableBelow(path, head).map(([first]) => first);

test.each(documents)('every link in %s leads to a file that is there', (path) => {
  const targets = [...readText(path).matchAll(/\]\(([^)#]+)[^)]*\)/g)].map(([, target]) => target!).filter((target) => !target.startsWith('https://'));
  expect(targets.filter((target) => !existsSync(join(ROOT, dirname(path), target)))).toEqual([]);
});

describe('the README', () => {
  test('has every variable of the program in its table, with its default', () => {
    const program = [...readEnvExample()].filter(([name]) => !variablesOfCompose().all.has(name) || ['THERMOGRAPH_API_KEY', 'THERMOGRAPH_AUTO_REGISTER', 'LOG_LEVEL'].includes(name));
    const table = tableBelow('README.md', 'variable');

    expect(table.map(([name]) => name).toSorted()).toEqual(program.map(([name]) => name).toSorted());
    for (const [name, { value }] of program) if (value !== '') expect(table.find(([each]) => each === name)![1]).toBe(value);
  });

  test('has a map of what is there', () => {
    const map = firstColumn('README.md', 'folder');
    expect(map.filter((path) => !existsSync(join(ROOT, path!)))).toEqual([]);
    const folders = readdirSync(join(ROOT, 'src'), { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => `src/${name}/`);
    expect(folders.filter((folder) => !map.includes(folder))).toEqual([]);
  });
});

test('every metric of ours is explained', async () => {
  const ours = (await createMetrics().registry.getMetricsAsJSON()).map(({ name }) => name).filter((name) => name.startsWith('thermograph_'));
  expect(firstColumn('docs/operation.md', 'metric').toSorted()).toEqual(ours.toSorted());
});

test('every reason for a refusal is explained', () => {
  const reasons = [...readText('src/domain/rejection.ts').matchAll(/^ {2}\| '(\w+)'/gm)].map(([, reason]) => reason);
  expect(firstColumn('docs/messages.md', 'reason')).toEqual(reasons);
});

test('every package that runs in production is accounted for, with its version and licence', () => {
  const { dependencies } = JSON.parse(readText('package.json')) as { dependencies: Record<string, string> };
  const installed = Object.entries(dependencies).map(([name, version]) => [name, version, (JSON.parse(readText(`node_modules/${name}/package.json`)) as { license: string }).license]);

  expect(tableBelow('docs/decisions/0001-runtime-dependencies.md', 'package').map((row) => row.slice(0, 3))).toEqual(installed);
});
