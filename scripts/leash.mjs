// Loaded (`node --import`) into a process that must not outlive the one that started it: when the channel between them
// breaks, it tells itself to end, by the same signal that anybody else would send.
if (process.channel) {
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  // The channel alone keeps nobody alive; but a jest worker lives by waiting on it for the next test.
  if (!process.env.JEST_WORKER_ID) process.channel.unref();
}
