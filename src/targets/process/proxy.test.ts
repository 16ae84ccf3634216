import { Agent, createServer, request, type IncomingHttpHeaders, type RequestListener } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { systemClock } from '../../platform/clock.ts';
import { createProxy, type Proxy } from './proxy.ts';

let proxy: Proxy;
let url: string;
const open: { close(): unknown; closeAllConnections(): void }[] = [];

beforeEach(async () => {
  proxy = createProxy({ clock: systemClock, draw: () => 0 });
  url = `http://127.0.0.1:${await proxy.listen(0)}`;
});
afterEach(async () => {
  await proxy[Symbol.asyncDispose]();
  for (const server of open.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function upstream(listener: RequestListener): Promise<number> {
  const server = createServer(listener);
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

async function toCandidate(listener: RequestListener): Promise<number> {
  const candidate = await upstream(listener);
  proxy.route({ candidate, stable: null, percent: 100 });
  return candidate;
}

test('passes method, path, status, repeated headers and body on, but not what concerns one connection', async () => {
  let seen: { method: string | undefined; url: string | undefined; headers: IncomingHttpHeaders; body: string } | undefined;
  await toCandidate(async (incoming, outgoing) => {
    const body = (await incoming.toArray()).join('');
    seen = { method: incoming.method, url: incoming.url, headers: incoming.headers, body };
    outgoing.writeHead(
      418,
      'Teapot',
      [
        ['set-cookie', 'a=1'],
        ['set-cookie', 'b=2'],
        ['x-up', 'yes'],
      ].flat(),
    );
    outgoing.end('body');
  });
  const answer = await new Promise<{ status: number | undefined; cookies: string[] | undefined; body: string }>((resolve) => {
    const asked = request(`${url}/a%20b?c=d`, {
      method: 'DELETE',
      agent: new Agent(),
      headers: { connection: 'x-hop', 'x-hop': '1', te: 'trailers', 'x-kept': '2' },
    });
    asked.on('response', async (response) => {
      resolve({ status: response.statusCode, cookies: response.headers['set-cookie'], body: (await response.toArray()).join('') });
    });
    asked.setHeader('transfer-encoding', 'chunked');
    asked.write('one');
    asked.end('two');
  });
  expect(answer).toEqual({ status: 418, cookies: ['a=1', 'b=2'], body: 'body' });
  expect({ ...seen, headers: { kept: seen?.headers['x-kept'], hop: seen?.headers['x-hop'], te: seen?.headers.te } }).toEqual({
    method: 'DELETE',
    url: '/a%20b?c=d',
    body: 'onetwo',
    headers: { kept: '2', hop: undefined, te: undefined },
  });
  expect(proxy.takeTraffic().candidate).toEqual({ requests: 1, errors: 0 });
});

test('streams: the first part of an answer arrives before the last is made', async () => {
  let finish = (): void => undefined;
  await toCandidate((_, outgoing) => {
    outgoing.write('first');
    finish = () => outgoing.end('last');
  });
  const reader = (await fetch(url)).body?.getReader();
  expect(Buffer.from((await reader?.read())?.value ?? []).toString()).toBe('first');
  finish();
  expect(Buffer.from((await reader?.read())?.value ?? []).toString()).toBe('last');
});

test('a refused connection is a 502 and an error; 5xx are errors, 4xx are not', async () => {
  proxy.route({ candidate: 1, stable: null, percent: 100 });
  expect((await fetch(url)).status).toBe(502);
  expect(proxy.takeTraffic().candidate).toEqual({ requests: 1, errors: 1 });
  await toCandidate((incoming, outgoing) => outgoing.writeHead(Number(incoming.url?.slice(1))).end());
  for (const status of [500, 503, 404, 400, 200]) expect((await fetch(`${url}/${status}`)).status).toBe(status);
  expect(proxy.takeTraffic().candidate).toEqual({ requests: 5, errors: 2 });
});

test('an answer that breaks off in the middle is an error, and no retry is made', async () => {
  let asked = 0;
  await toCandidate((_, outgoing) => {
    asked += 1;
    outgoing.writeHead(200, { 'content-length': '100' });
    outgoing.write('part');
    setTimeout(() => outgoing.destroy(), 20);
  });
  await expect(fetch(url).then((answer) => answer.text())).rejects.toThrow('terminated');
  expect(asked).toBe(1);
  expect(proxy.takeTraffic().candidate).toEqual({ requests: 1, errors: 1 });
});

test('a request with a body is sent once, also when the connection breaks before the answer', async () => {
  let asked = 0;
  await toCandidate((incoming, outgoing) => {
    if (incoming.method === 'GET') return outgoing.end('ok');
    asked += 1;
    return incoming.socket.destroy();
  });
  // Fills the pool of kept connections first.
  expect((await fetch(url)).status).toBe(200);
  expect((await fetch(url, { method: 'POST', body: 'x' })).status).toBe(502);
  expect(asked).toBe(1);
});

test('the candidate fails and the user is answered all the same: by the release beside it, as long as nothing was begun', async () => {
  const stable = await upstream(async (incoming, outgoing) => outgoing.end(`stable ${(await incoming.toArray()).join('')}`));
  proxy.route({ candidate: 1, stable, percent: 100 });
  expect(await (await fetch(url)).text()).toBe('stable ');
  // Refused: nothing of the body has gone anywhere.
  expect(await (await fetch(url, { method: 'POST', body: 'once' })).text()).toBe('stable once');
  const candidate = await upstream((incoming) => incoming.socket.destroy());
  proxy.route({ candidate, stable, percent: 100 });
  expect(await (await fetch(url)).text()).toBe('stable ');
  // It may have been done: nobody does it again.
  expect((await fetch(url, { method: 'POST', body: 'once' })).status).toBe(502);
  expect(proxy.takeTraffic()).toMatchObject({ candidate: { requests: 2, errors: 2 }, stable: { requests: 0, errors: 0 } });
  await proxy.drain(stable, 0);
});

test('a client that goes away is no error', async () => {
  let isReached = false;
  await toCandidate(() => {
    isReached = true;
  });
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  socket.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n');
  while (!isReached) await sleep(5);
  socket.destroy();
  await sleep(50);
  expect(proxy.takeTraffic().candidate).toEqual({ requests: 0, errors: 0 });
});

test('switches from one request to the next and drains what is under way', async () => {
  const reached = Promise.withResolvers<() => void>();
  const old = await toCandidate((_, outgoing) => reached.resolve(() => outgoing.end('old')));
  const slow = fetch(url);
  const finish = await reached.promise;
  const next = await upstream((_, outgoing) => outgoing.end('new'));
  proxy.route({ candidate: next, stable: null, percent: 100 });
  expect(await (await fetch(url)).text()).toBe('new');
  let isDrained = false;
  const drained = proxy.drain(old, 5000).then(() => {
    isDrained = true;
  });
  await sleep(30);
  expect(isDrained).toBe(false);
  finish();
  expect(await (await slow).text()).toBe('old');
  await drained;
  // What the old release answered does not count for the new one.
  expect(proxy.takeTraffic().candidate).toEqual({ requests: 1, errors: 0 });
});

test('without any release it says so', async () => {
  expect((await fetch(url)).status).toBe(503);
});
