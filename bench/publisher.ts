// A process of its own that publishes readings at QoS 1: `publisher.ts PORT MESSAGES TOPICS RATE`, RATE 0 being as fast as the
// window allows. It speaks MQTT through mqtt-packet alone, so that it takes as little as it can of the machine that is measured.
import { connect } from 'node:net';
import { generate, parser } from 'mqtt-packet';

const [port, messages, topics, rate] = process.argv.slice(2).map(Number) as [number, number, number, number];
const WINDOW = 2_000;
const PACKET_IDS = 60_000;
const TICK_MS = 5;
const MQTT5 = { protocolVersion: 5 };

const socket = connect({ port, host: '127.0.0.1', noDelay: true });
const packets = parser(MQTT5);
let sent = 0;
let acknowledged = 0;
let began = 0;

packets.on('packet', ({ cmd }) => {
  if (cmd === 'connack') begin();
  if (cmd === 'puback' && ++acknowledged === messages) {
    process.stdout.write(`${JSON.stringify({ began, seconds: (Date.now() - began) / 1000 })}\n`);
    socket.end();
  }
});
socket.on('data', (bytes) => {
  packets.parse(bytes);
  if (rate === 0 && began > 0) publish(messages);
});
socket.write(generate({ cmd: 'connect', protocolId: 'MQTT', protocolVersion: 5, clean: true, clientId: `publisher-${process.pid}`, keepalive: 0 }, MQTT5));

function begin() {
  began = Date.now();
  if (rate === 0) return publish(messages);
  const timer = setInterval(() => {
    publish(Math.floor(((Date.now() - began) / 1000) * rate));
    if (sent === messages) clearInterval(timer);
  }, TICK_MS);
}

function publish(until: number) {
  const batch: Buffer[] = [];
  while (sent < Math.min(until, messages) && sent - acknowledged < WINDOW) batch.push(message(sent++));
  if (batch.length > 0) socket.write(Buffer.concat(batch));
}

/** Two readings. At full speed a topic would repeat a millisecond, so there the time is counted on instead. */
function message(index: number): Buffer {
  const at = rate === 0 ? began + Math.floor(index / topics) : Date.now();
  const payload = JSON.stringify({ measuredAt: new Date(at).toISOString(), temperature: 20 + (index % 7), humidity: 50 + (index % 5) });
  return generate({ cmd: 'publish', topic: `thermograph/BENCH-${index % topics}`, payload, qos: 1, messageId: (index % PACKET_IDS) + 1, dup: false, retain: false }, MQTT5);
}
