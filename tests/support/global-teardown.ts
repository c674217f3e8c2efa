import { run } from './global-setup.js';

export default async function teardown(): Promise<void> {
  await run.postgres?.[Symbol.asyncDispose]();
  run.postgres = null;
}
