import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { expect, test } from '@jest/globals';
import { connectAsync } from 'mqtt';
import { eventually } from '../../support/eventually.js';
import { startMosquitto } from '../../support/mosquitto.js';
import { startMqttProxy } from '../../support/mqtt-proxy.js';
import { startProxy } from '../../support/proxy.js';

test('what is sent through the proxy arrives, later by the latency', async () => {
  await using echo = await startEcho();
  await using proxy = await startProxy({ to: echo.port });
  await using client = await openClient(proxy.port);
  client.socket.write('near');
  await eventually(() => client.received === 'near');

  proxy.setLatency(150);
  const startedAt = performance.now();
  client.socket.write(' and far');
  await eventually(() => client.received === 'near and far');
  expect(performance.now() - startedAt).toBeGreaterThan(290);
});

test('a paused line holds everything back and loses nothing', async () => {
  await using echo = await startEcho();
  await using proxy = await startProxy({ to: echo.port });
  await using client = await openClient(proxy.port);
  await eventually(() => echo.sockets.length === 1);
  proxy.pause();
  const sent = 'x'.repeat(3_000_000);
  client.socket.end(sent);
  await using bystander = await openClient(proxy.port);
  bystander.socket.write('anybody?');
  await expect(eventually(() => client.received + bystander.received + client.fate, { within: 200 })).rejects.toThrow("still ''");

  proxy.resume();
  await eventually(() => client.fate === 'ended');
  expect(client.received).toBe(sent);
  await eventually(() => bystander.received === 'anybody?');
});

test('a line that is down resets what is open and refuses what is new until it is up', async () => {
  await using echo = await startEcho();
  await using proxy = await startProxy({ to: echo.port });
  await using client = await openClient(proxy.port);
  await eventually(() => echo.sockets.length === 1);
  await proxy.down();
  await eventually(() => client.fate === 'ECONNRESET');
  await expect(openClient(proxy.port)).rejects.toThrow('ECONNREFUSED');

  await proxy.up();
  await using next = await openClient(proxy.port);
  next.socket.write('back');
  await eventually(() => next.received === 'back');
  expect(proxy).toMatchObject({ accepted: 2, open: 1 });
});

test('connections are cut by resetAll and ended in order by closeAll', async () => {
  await using echo = await startEcho();
  await using proxy = await startProxy({ to: echo.port });
  await using cut = await openClient(proxy.port);
  await eventually(() => proxy.open === 1);
  proxy.resetAll();
  await eventually(() => cut.fate === 'ECONNRESET');

  await using ended = await openClient(proxy.port);
  await eventually(() => echo.sockets.length === 2);
  proxy.closeAll();
  await eventually(() => ended.fate === 'ended');
  await eventually(() => proxy.open === 0);
});

test('the proxy of a broker tells which messages were handed over and which of them were acknowledged', async () => {
  await using broker = await startMosquitto();
  await using proxy = await startMqttProxy({ to: broker.port });
  const subscriber = await connectAsync({ port: proxy.port, host: '127.0.0.1', protocolVersion: 5, clientId: 'reader', reconnectPeriod: 0 });
  const publisher = await connectAsync(broker.url);
  await subscriber.subscribeAsync('#', { qos: 1 });
  for (const text of ['a', 'b', 'c']) await publisher.publishAsync('topic', text, { qos: 1 });
  await eventually(() => proxy.connections[0]?.acknowledged.length === 3);
  expect(proxy.connections).toEqual([{ clientId: 'reader', delivered: [1, 2, 3], acknowledged: [1, 2, 3], stray: [] }]);

  subscriber.stream.write(Buffer.from([0x40, 2, 0, 9]));
  await eventually(() => proxy.connections[0]?.stray.length === 1);
  expect(proxy.connections[0]?.stray).toEqual([9]);
  await Promise.all([subscriber.endAsync(true), publisher.endAsync(true)]);
});

async function startEcho() {
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    sockets.push(socket.on('error', () => {}));
    socket.pipe(socket);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const close = async () => {
    for (const socket of sockets) socket.destroy();
    server.close();
  };
  return { port: (server.address() as AddressInfo).port, sockets, [Symbol.asyncDispose]: close };
}

async function openClient(port: number) {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  const client = { socket, received: '', fate: '', [Symbol.asyncDispose]: async () => void socket.destroy() };
  socket.on('data', (chunk) => (client.received += chunk.toString()));
  socket.on('end', () => (client.fate = 'ended'));
  socket.on('error', (error: NodeJS.ErrnoException) => (client.fate = error.code ?? error.message));
  return client;
}
