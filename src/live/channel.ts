import { ALL_SHARDS, shardOf, type DomainEvent, type EventName } from '../events.js';

/** The Redis channel of an event. The braces are what a cluster would tell a channel's node by. */
export const channelOf = (event: DomainEvent): string => (event.name === 'readingsRecorded' ? readingsChannel(shardOf(event.sensorId)) : `thermograph:${event.name}`);

/** Where one has to listen for events of that name. */
export const channelsOf = (name: EventName, shards: readonly number[] = ALL_SHARDS): string[] => (name === 'readingsRecorded' ? shards.map(readingsChannel) : [`thermograph:${name}`]);

const readingsChannel = (shard: number): string => `thermograph:readingsRecorded:{${shard}}`;
