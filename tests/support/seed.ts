import fc from 'fast-check';

// A run tries the same histories as the run before it, so that red means that the code has changed. Another number tries others.
fc.configureGlobal({ seed: Number(process.env.THERMOGRAPH_TEST_SEED ?? 20_261_122) });
