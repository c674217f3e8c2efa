import { createSourceEventStream, execute, subscribe, type ExecutionArgs, type ExecutionResult } from 'graphql';
import type { Credential } from '../access/credential.js';
import type { Live } from '../live/live.js';
import { patiently } from '../live/patience.js';
import { isOutage } from '../outage.js';
import type { Watching } from '../live/sharing.js';
import { isTooSlow } from '../live/stream.js';
import { isStream } from './confirmed.js';
import type { Told } from './made.js';
import { Member } from './member.js';
import type { Session } from './session.js';
import { Source } from './source.js';
import { rightsOf, togetherOf, type Together } from './together.js';

/** Makes what resolvers reach, for one operation. */
export type CreateContext = (caller: Pick<Credential, 'id' | 'viewer'> & { readonly watching?: Watching }) => object;

export interface SharingOptions {
  live: Live;
  createContext: CreateContext;
  /** As a peer gets to see it, of whom errors tell only what is meant for him. */
  present: (result: ExecutionResult) => object;
}

/** A subscription of somebody. */
export interface Subscribing {
  operation: ExecutionArgs;
  session: Session;
  id: string;
  /** The field of Subscription; null: it is another operation. */
  name: string | null;
}

/** Subscribes each caller: those who ask the same and may see the same as members of one source. */
export function createSharing({ live, createContext, present }: SharingOptions): (asked: Subscribing) => Promise<AsyncIterable<ExecutionResult> | ExecutionResult> {
  const sources = new Map<string, Source>();
  const tellBy = (operation: ExecutionArgs, contextValue: unknown) => (event: Told) =>
    patiently(async () => {
      const result = await execute({ ...operation, rootValue: event, contextValue });
      const outage = result.errors?.find(isOutage);
      if (outage) throw outage;
      return Buffer.from(`${JSON.stringify(present(result))}}`);
    });

  const sourceOf = ({ field, name, key, operation, resumes }: Together, { viewer }: Session): Source => {
    const known = sources.get(key);
    if (known) return known;
    const watching = { isShared: true, keepsAll: resumes, onCaughtUp: null };
    // Statements wait for the turn of him for whom they are; or, where he is not alone, of all who have these rights.
    const contextValue = createContext({ viewer: { ...viewer }, watching, get id() { return source.soleCaller ?? rightsOf(viewer); } });
    const source: Source = new Source({
      open: () => createSourceEventStream({ ...operation, contextValue }),
      tell: tellBy(operation, contextValue),
      cursorOf: field.cursorOf && ((notice) => field.cursorOf!(contextValue, notice)),
      onHandedOn: (events) => live.traffic.deliver(name, events),
      onIdle: () => void (sources.get(key) === source && sources.delete(key)),
    });
    sources.set(key, source);
    return source;
  };
  const memberOf = ({ field, name, operation, resumes }: Together, { session, id }: Subscribing, { contextValue, onLeave }: { contextValue: object; onLeave: () => void }): Member => {
    const member: Member = new Member({
      session,
      id,
      tell: tellBy(operation, contextValue),
      isStillSeen: (event) => field.isStillSeen(contextValue, event),
      coalesceBy: resumes ? undefined : field.coalesceBy,
      onLeftOut: (events) => void (live.traffic.coalesced += events),
      onReplayed: () => live.traffic.deliver(name, 1),
      onLeave(failure) {
        live.traffic.queues.delete(member);
        if (isTooSlow(failure)) live.traffic.letGo += 1;
        onLeave();
      },
    });
    live.traffic.queues.add(member);
    return member;
  };
  const join = (together: Together, asked: Subscribing, source: Source): Member => {
    const member: Member = memberOf(together, asked, { contextValue: createContext(asked.session), onLeave: () => source.delete(member) });
    member.sit(live.seat(null));
    source.add(member);
    return member;
  };
  /** He hears what he has missed from a stream of his own, and sits down in the moment in which that has come to the present. */
  const resume = async (together: Together, asked: Subscribing, source: Source): Promise<Member | ExecutionResult> => {
    const arrive = source.expect();
    const onCaughtUp: Watching['onCaughtUp'] = (behind) => {
      if (member.hasEnded) return;
      member.sit(live.seat({ behind }));
      source.add(member);
      arrive();
    };
    const { session, operation } = asked;
    const contextValue = createContext({ id: session.id, get viewer() { return session.viewer; }, watching: { isShared: false, keepsAll: true, onCaughtUp } });
    const member: Member = memberOf(together, asked, { contextValue, onLeave: () => (arrive(), source.delete(member)) });
    const events = await createSourceEventStream({ ...operation, contextValue });
    if (!isStream(events)) {
      member.end();
      return events as ExecutionResult;
    }
    member.replay(events[Symbol.asyncIterator]() as AsyncIterator<never>);
    return member;
  };
  return async (asked) => {
    const together = togetherOf(asked.operation, asked.session.viewer);
    if (!together) return subscribe({ ...asked.operation, contextValue: createContext(asked.session) });
    const source = sourceOf(together, asked.session);
    const arrive = source.expect();
    try {
      return (await source.started) ?? (together.resumes ? await resume(together, asked, source) : join(together, asked, source));
    } finally {
      arrive();
    }
  };
}
