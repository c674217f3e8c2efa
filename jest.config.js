// Jest runs what tsc compiled: there is no transform. The four suites are run one by one, by scripts/test.mjs.
const suite = (name, options = {}) => ({
  displayName: name,
  roots: ['<rootDir>/build/tests'],
  testMatch: [`<rootDir>/build/tests/${name}/**/*.test.js`],
  transform: {},
  setupFiles: ['<rootDir>/build/tests/support/seed.js'],
  ...options,
});

/** One Postgres for the run; each test file takes a database of its own from it. */
const servers = {
  globalSetup: '<rootDir>/build/tests/support/global-setup.js',
  globalTeardown: '<rootDir>/build/tests/support/global-teardown.js',
};

export default {
  maxWorkers: 2,
  testTimeout: 180_000,
  projects: [suite('unit'), suite('system', servers), suite('browser', servers), suite('faults', servers)],
};
