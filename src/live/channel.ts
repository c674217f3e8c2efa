import type { EventName } from '../events.js';

/** The Redis channel of an event name. */
export const channelOf = (name: EventName): string => `thermograph:${name}`;
