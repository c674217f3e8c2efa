import type { Aedes, PublishPacket } from 'aedes';

/**
 * Makes the broker acknowledge a message to its device only once the consumer of that client id has acknowledged it, which
 * the consumer does after COMMIT. Left alone, aedes acknowledges on arrival and keeps the message in memory: what is under
 * way at a `kill -9` would be lost, and so would all that comes before the consumer has subscribed. aedes reads a
 * connection no further until the chunk before is acknowledged, so this is also what bounds its memory.
 */
export function holdUntilStored(broker: Aedes, consumerId: string): void {
  // By payload: the one object that stays the same on a message's way through the broker.
  const acknowledgements = new WeakMap<object, () => void>();
  const subscribed = Promise.withResolvers<string[]>();

  broker.on('subscribe', (subscriptions, { id }) => {
    if (id === consumerId) subscribed.resolve(subscriptions.map(({ topic }) => topic));
  });
  broker.on('ack', (packet, { id }) => {
    if (id === consumerId && packet?.cmd === 'publish') acknowledgements.get(packet.payload as Buffer)?.();
  });
  broker.authorizePublish = (device, packet, done) => {
    if (packet.topic.startsWith('$SYS/')) return done(new Error(`the topic ${packet.topic} is reserved`));
    void subscribed.promise.then((filters) => {
      // A will has no connection left that it could be acknowledged to; what a lost connection brought comes again.
      if (device === null || device.closed || !filters.some((filter) => matches(filter, packet.topic))) return done();
      acknowledgements.set(packet.payload as Buffer, done);
      broker.publish(takeOut(packet), (error) => error && done(error));
    });
  };
}

/**
 * The message as it goes on. What stays of it for aedes to go on with after `done` reaches nobody, and is only acknowledged.
 * All goes on at QoS 1: with both, aedes lets a QoS 0 message overtake and then takes the one overtaken for a duplicate.
 */
function takeOut(packet: PublishPacket): PublishPacket {
  const { topic, payload, retain } = packet;
  packet.topic = '$SYS/stored';
  packet.retain = false;
  return { cmd: 'publish', topic, payload, retain, qos: 1, dup: false };
}

/** MQTT 3.1.1, section 4.7. */
function matches(filter: string, topic: string): boolean {
  const levels = topic.split('/');
  const wanted = filter.split('/');
  const open = wanted.at(-1) === '#';
  if (open ? levels.length < wanted.length - 1 : levels.length !== wanted.length) return false;
  return wanted.every((level, index) => level === '#' || level === '+' || level === levels[index]);
}
