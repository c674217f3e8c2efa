import { startProxy, type Tap } from '../support/proxy.js';

export interface StatementCount extends AsyncDisposable {
  /** The same database, by way of the counter. */
  readonly url: string;
  readonly statements: number;
}

const QUERY = 'Q'.charCodeAt(0);
const EXECUTE = 'E'.charCodeAt(0);

/** Counts on the wire how often the server of a database is told to run a statement, whoever in the program says it. */
export async function startStatementCount(url: string): Promise<StatementCount> {
  const there = new URL(url);
  let statements = 0;
  const proxy = await startProxy({ to: Number(there.port), tap: () => countMessages((type) => (statements += type === QUERY || type === EXECUTE ? 1 : 0)) });
  there.port = String(proxy.port);
  return {
    url: there.href,
    get statements() {
      return statements;
    },
    [Symbol.asyncDispose]: () => proxy[Symbol.asyncDispose](),
  };
}

/** A message is a letter and a length; only the first of a connection has no letter. */
function countMessages(seen: (type: number) => void): Tap {
  let rest: Buffer = Buffer.alloc(0);
  let begun = false;
  return {
    toServer(chunk) {
      rest = Buffer.concat([rest, chunk]);
      for (;;) {
        const letter = begun ? 1 : 0;
        if (rest.length < letter + 4) return;
        const length = letter + rest.readInt32BE(letter);
        if (rest.length < length) return;
        if (begun) seen(rest[0]!);
        begun = true;
        rest = rest.subarray(length);
      }
    },
    toClient() {},
  };
}
