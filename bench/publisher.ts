// A process of its own that publishes readings at QoS 1: `publisher.ts PORT MESSAGES TOPICS RATE CHANNELS`, RATE 0 being as fast as
// the window allows, CHANNELS how many readings are in a message. It speaks MQTT through mqtt-packet alone, so that it takes as little as it can of the machine that is measured.
import { connect } from 'node:net';
import { generate } from 'mqtt-packet';

const [port, messages, topics, rate, channels] = process.argv.slice(2).map(Number) as [number, number, number, number, number];
const WINDOW = 2_000;
const PACKET_IDS = 60_000;
const TICK_MS = 5;
const MQTT5 = { protocolVersion: 5 };

const socket = connect({ port, host: '127.0.0.1', noDelay: true });
const TIME = '2026-01-01T00:00:00.000Z';
const FURTHER = [',"pressure":1.5', ',"vibration":2.25', ',"power":3.75'].slice(0, channels - 2).join('');
const TEMPLATE = generate(
  { cmd: 'publish', topic: 'thermograph/BENCH-000', payload: `{"measuredAt":"${TIME}","temperature":2#.5,"humidity":5@${FURTHER}}`, qos: 1, messageId: 1, dup: false, retain: false },
  MQTT5,
);
const LENGTH = TEMPLATE.length;
const [TOPIC_AT, TIME_AT, TEMPERATURE_AT, HUMIDITY_AT] = [TEMPLATE.indexOf('000'), TEMPLATE.indexOf(TIME), TEMPLATE.indexOf('#'), TEMPLATE.indexOf('@')];
const ID_AT = TOPIC_AT + 3;

const PUBACK = 0x40;

let rest: Buffer = Buffer.alloc(0);
let lastTime = 0;
let lastText = '';
let sent = 0;
let acknowledged = 0;
let began = 0;

socket.on('data', (bytes) => {
  if (began === 0) return begin();
  countPubacks(bytes);
  if (acknowledged === messages) finish();
  else if (rate === 0) publish(messages);
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

function finish() {
  process.stdout.write(`${JSON.stringify({ began, seconds: (Date.now() - began) / 1000 })}\n`);
  socket.end();
}

/** After the CONNACK nothing comes but PUBACKs of less than 128 bytes, of which only the heads are read; one may be cut in two. */
function countPubacks(bytes: Buffer) {
  const all = rest.length === 0 ? bytes : Buffer.concat([rest, bytes]);
  let at = 0;
  while (at + 1 < all.length && at + 2 + all[at + 1]! <= all.length) {
    if (all[at] !== PUBACK) throw new Error(`expected a PUBACK, got a packet that begins with ${all[at]}`);
    acknowledged += 1;
    at += 2 + all[at + 1]!;
  }
  rest = all.subarray(at);
}

function publish(until: number) {
  const count = Math.min(until, messages, acknowledged + WINDOW) - sent;
  if (count <= 0) return;
  const bytes = Buffer.allocUnsafe(count * LENGTH);
  for (let index = 0; index < count; index += 1) write(bytes, index * LENGTH, sent++);
  socket.write(bytes);
}

/** All messages are alike but for some bytes: a template is copied and those are written over it. */
function write(bytes: Buffer, at: number, index: number) {
  TEMPLATE.copy(bytes, at);
  bytes.write(String(index % topics).padStart(3, '0'), at + TOPIC_AT, 'latin1');
  bytes.writeUInt16BE((index % PACKET_IDS) + 1, at + ID_AT);
  // At full speed a topic would repeat a millisecond, so there the time is counted on instead.
  bytes.write(textOf(rate === 0 ? began + Math.floor(index / topics) : Date.now()), at + TIME_AT, 'latin1');
  bytes[at + TEMPERATURE_AT] = 48 + (index % 7);
  bytes[at + HUMIDITY_AT] = 48 + (index % 5);
}

function textOf(milliseconds: number): string {
  if (milliseconds !== lastTime) {
    lastTime = milliseconds;
    lastText = new Date(milliseconds).toISOString();
  }
  return lastText;
}
