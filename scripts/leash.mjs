// Loaded (`node --import`) into a process that must not outlive the one that started it: when the channel between them
// breaks, it tells itself to end, by the same signal that anybody else would send. It looks rather than listens, because
// a listener would keep a process alive that has nothing more to do.
if (process.connected !== undefined) {
  const look = setInterval(() => {
    if (process.connected) return;
    clearInterval(look);
    process.kill(process.pid, 'SIGTERM');
  }, 200);
  look.unref();
}
