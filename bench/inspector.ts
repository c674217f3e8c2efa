import { freePort } from '../build/tests/support/port.js';

export interface Inspector extends AsyncDisposable {
  /** Bytes of a process: what is left in its heap, of buffers and of the whole, when all that can be collected has been. */
  memory(): Promise<{ heap: number; resident: number }>;
}

/** What a program needs in its environment to be looked into, and how that is done once it runs. */
export async function inspectable(): Promise<{ environment: Record<string, string>; look: () => Promise<Inspector> }> {
  const port = await freePort();
  return { environment: { NODE_OPTIONS: `--inspect=127.0.0.1:${port}` }, look: () => inspect(port) };
}

const MEMORY = 'JSON.stringify(process.memoryUsage())';

async function inspect(port: number): Promise<Inspector> {
  const [{ webSocketDebuggerUrl }] = (await (await fetch(`http://127.0.0.1:${port}/json/list`)).json()) as [{ webSocketDebuggerUrl: string }];
  const socket = new WebSocket(webSocketDebuggerUrl);
  await new Promise((resolve, reject) => {
    socket.onopen = resolve;
    socket.onerror = reject;
  });
  let id = 0;
  const call = (method: string, params: object = {}) => {
    const answer = new Promise<{ result?: { value?: string } }>((resolve) => {
      socket.onmessage = ({ data }) => resolve((JSON.parse(String(data)) as { result: object }).result);
    });
    socket.send(JSON.stringify({ id: (id += 1), method, params }));
    return answer;
  };
  return {
    async memory() {
      // Buffers are let go of by finalizers, which run after the first time.
      for (const _time of ['once', 'again']) await call('HeapProfiler.collectGarbage');
      const { heapUsed, external, rss } = JSON.parse((await call('Runtime.evaluate', { expression: MEMORY })).result!.value!) as NodeJS.MemoryUsage;
      return { heap: heapUsed + external, resident: rss };
    },
    async [Symbol.asyncDispose]() {
      socket.close();
    },
  };
}
