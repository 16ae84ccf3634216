import { createServer as createHttpServer, request } from 'node:http';
import { connect, createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { join } from 'node:path';
import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { openEgress } from './egress.ts';

/** A server on loopback that says what it was asked for. */
async function outside() {
  const server = createHttpServer((asked, answer) => answer.end(`${asked.method} ${asked.url} ${asked.headers.host}`));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { port, [Symbol.dispose]: () => void server.close() };
}

/** A machine's own proxy, which counts what it was asked to connect to. */
async function machineProxy(to: number) {
  const asked: string[] = [];
  const server = createHttpServer();
  server.on('connect', ({ url = '' }, client) => {
    asked.push(url);
    const out = connect(to, '127.0.0.1', () => client.write('HTTP/1.1 200 OK\r\n\r\n'));
    client.pipe(out).pipe(client);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { asked, port: (server.address() as AddressInfo).port, [Symbol.dispose]: () => void server.close() };
}

function get(socketPath: string, path: string): Promise<{ readonly status: number | undefined; readonly text: string }> {
  const { promise, resolve, reject } = Promise.withResolvers<{ status: number | undefined; text: string }>();
  const asked = request({ socketPath, path, headers: { host: 'somewhere.example' } }, async (answer) => {
    let text = '';
    for await (const chunk of answer) text += String(chunk);
    resolve({ status: answer.statusCode, text });
  });
  asked.on('error', reject);
  asked.end();
  return promise;
}

/** Asks for a tunnel and then for a page in it; answers all that comes back. */
async function tunnel(socketPath: string, target: string): Promise<string> {
  const socket = connect(socketPath);
  socket.write(`CONNECT ${target} HTTP/1.1\r\nHost: ${target}\r\n\r\n`);
  let text = '';
  let isAsked = false;
  for await (const chunk of socket) {
    text += String(chunk);
    if (text.startsWith('HTTP/1.1 200') && !isAsked) {
      isAsked = true;
      socket.write('GET /in-tunnel HTTP/1.1\r\nHost: t\r\nConnection: close\r\n\r\n');
    }
  }
  return text;
}

test('what is allowed is reached: a plain request and a tunnel', async () => {
  using server = await outside();
  await using egress = await openEgress({ allowed: [`127.0.0.1:${server.port}`], callerEnv: {} });
  const socket = join(egress.folder, egress.socket);
  // The host of the address counts, not the one the header claims.
  expect(await get(socket, `http://127.0.0.1:${server.port}/a?b`)).toEqual({ status: 200, text: `GET /a?b 127.0.0.1:${server.port}` });
  expect(await tunnel(socket, `127.0.0.1:${server.port}`)).toContain('GET /in-tunnel t');
  expect(egress.loopback).toEqual([server.port]);
});

test.each([
  ['another port', ['127.0.0.1:1']],
  ['another host', ['example.com:PORT']],
  ['a name below, of a host without a star', ['0.0.1:PORT']],
  ['nothing', []],
])('with %s allowed it is refused, and nothing connects', async (_, allowed) => {
  let connections = 0;
  const server = createServer((socket) => {
    connections += 1;
    socket.destroy();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await using egress = await openEgress({ allowed: allowed.map((entry) => entry.replace('PORT', String(port))), callerEnv: {} });
  const socket = join(egress.folder, egress.socket);
  expect(await get(socket, `http://127.0.0.1:${port}/`)).toEqual({
    status: 403,
    text: `Jidoka: this step may not reach 127.0.0.1:${port}\n`,
  });
  expect(await tunnel(socket, `127.0.0.1:${port}`)).toMatch(/^HTTP\/1\.1 403 /);
  expect(connections).toBe(0);
  server.close();
});

test.each(['/', 'ftp://127.0.0.1/', 'http://'])('%s is no proxy request', async (path) => {
  await using egress = await openEgress({ allowed: ['127.0.0.1:80'], callerEnv: {} });
  expect((await get(join(egress.folder, egress.socket), path)).status).toBe(400);
});

/** What a server that says these words gets an asker who writes these headers by hand. */
async function exchange(headers: string, words: string): Promise<string> {
  const server = createServer((socket) => socket.once('data', () => socket.end(words)).on('error', () => undefined));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await using egress = await openEgress({ allowed: [`127.0.0.1:${port}`], callerEnv: {} });
  const asked = connect(join(egress.folder, egress.socket));
  asked.write(`GET http://127.0.0.1:${port}/ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n${headers}\r\n`);
  let text = '';
  for await (const chunk of asked) text += String(chunk);
  server.close();
  return text.split('\r\n')[0] ?? '';
}

test.each([
  ['a request', 'Trailer: a\r\nContent-Length: 0\r\n', 'HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n', 'HTTP/1.1 200 OK'],
  ['an answer', '', 'HTTP/1.1 200 OK\r\nTrailer: a\r\nContent-Length: 0\r\n\r\n', 'HTTP/1.1 200 OK'],
  ['a status', '', 'HTTP/1.1 099 X\r\nConnection: close\r\n\r\n', ''],
])('%s that Node does not hand on ends nothing but itself', async (_, headers, words, first) => {
  expect(await exchange(headers, words)).toEqual(first);
});

test('a host that nobody serves is said, not left open', async () => {
  await using egress = await openEgress({ allowed: ['127.0.0.1:9'], callerEnv: {} });
  const socket = join(egress.folder, egress.socket);
  expect((await get(socket, 'http://127.0.0.1:9/')).status).toBe(502);
  expect(await tunnel(socket, '127.0.0.1:9')).toMatch(/^HTTP\/1\.1 502 /);
});

test('where the machine has a proxy the way leads through it, except to its own loopback', async () => {
  using server = await outside();
  using proxy = await machineProxy(server.port);
  const callerEnv = { HTTPS_PROXY: `http://127.0.0.1:${proxy.port}`, NO_PROXY: 'direct.example' };
  await using egress = await openEgress({ allowed: ['registry.example', `127.0.0.1:${server.port}`], callerEnv });
  const socket = join(egress.folder, egress.socket);
  expect(await tunnel(socket, 'registry.example:443')).toContain('GET /in-tunnel t');
  expect(await tunnel(socket, `127.0.0.1:${server.port}`)).toContain('GET /in-tunnel t');
  expect(proxy.asked).toEqual(['registry.example:443']);
});

test('a star stands for names below, and not for the name itself', async () => {
  using server = await outside();
  using proxy = await machineProxy(server.port);
  await using egress = await openEgress({ allowed: ['*.example'], callerEnv: { HTTPS_PROXY: `http://127.0.0.1:${proxy.port}` } });
  const socket = join(egress.folder, egress.socket);
  expect(await tunnel(socket, 'a.b.example:443')).toContain('GET /in-tunnel t');
  expect(await tunnel(socket, 'example:443')).toMatch(/^HTTP\/1\.1 403 /);
  expect(await tunnel(socket, 'an-example:443')).toMatch(/^HTTP\/1\.1 403 /);
  expect(proxy.asked).toEqual(['a.b.example:443']);
});

test('its socket is gone with it', async () => {
  const egress = await openEgress({ allowed: [], callerEnv: {} });
  expect(existsSync(egress.folder)).toBe(true);
  await egress[Symbol.asyncDispose]();
  expect(existsSync(egress.folder)).toBe(false);
});
