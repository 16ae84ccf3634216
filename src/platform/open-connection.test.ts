import { createServer as createHttpServer } from 'node:http';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import { openConnection } from './open-connection.ts';

/** A machine's own proxy that does this with whoever asks it for a connection; its reset comes when nobody waits for it any more. */
async function proxyThat(answer: (client: Socket) => void) {
  const clients: Socket[] = [];
  const server = createHttpServer();
  server.on('connect', (_, client: Socket) => {
    clients.push(client);
    answer(client);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    callerEnv: { HTTPS_PROXY: `http://127.0.0.1:${port}` },
    reset: () => clients.forEach((client) => client.resetAndDestroy()),
    isLeft: () => clients.every((client) => client.destroyed || client.readableEnded),
    [Symbol.dispose]: () => void server.close(),
  };
}

test.each([
  ['refuses', (client: Socket) => void client.resume().write('HTTP/1.1 403 No\r\n\r\n'), /refused registry\.example:443 with 403/],
  ['says nothing in time', (client: Socket) => void client.resume(), /aborted|timeout/],
])('a proxy that %s is left, and what becomes of the connection ends nothing', async (_, answer, said) => {
  using proxy = await proxyThat(answer);
  const asked = openConnection({ host: 'registry.example', port: 443, callerEnv: proxy.callerEnv, signal: AbortSignal.timeout(200) });
  await expect(asked).rejects.toThrow(said);
  await vi.waitFor(() => expect(proxy.isLeft()).toBe(true), { timeout: 2000 });
  proxy.reset();
  await wait(20);
});

test('a host that is given up is left as well', async () => {
  const connected: Socket[] = [];
  const server = createServer((client) => connected.push(client.resume()));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const asked = openConnection({ host: '127.0.0.1', port, callerEnv: {}, signal: AbortSignal.abort() });
  await expect(asked).rejects.toThrow(/aborted/);
  await wait(50);
  expect(connected.every(({ readableEnded }) => readableEnded)).toBe(true);
  server.close();
});
