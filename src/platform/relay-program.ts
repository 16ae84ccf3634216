/**
 * Runs inside a sandbox with a network of its own, in front of a program: carries its connections to the allow-list proxy
 * outside, whose socket is the only way out. Arguments: socket, port of the proxy, ports of the host's loopback, program.
 */
import { spawn } from 'node:child_process';
import { connect, createServer, type Socket } from 'node:net';
import { once } from 'node:events';

const [socket = '', proxyPort = '', loopback = '', program = '', ...args] = process.argv.slice(2);

/** Both directions, until either end is done or broken. */
function join(a: Socket, b: Socket): void {
  for (const [from, to] of [
    [a, b],
    [b, a],
  ] as const) {
    from.pipe(to);
    from.on('error', () => to.destroy());
    from.on('close', () => to.destroy());
  }
}

async function listen(port: number, serve: (client: Socket) => void): Promise<void> {
  const server = createServer({ allowHalfOpen: true }, serve);
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
}

/** A port of the host's loopback, under the same address as outside. */
function tunnelTo(port: number, client: Socket): void {
  client.on('error', () => undefined);
  const out = connect({ path: socket, allowHalfOpen: true }, () =>
    out.write(`CONNECT 127.0.0.1:${port} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n\r\n`),
  );
  out.on('error', () => client.destroy());
  let head = '';
  out.on('data', function read(chunk: Buffer) {
    head += chunk.toString('latin1');
    const end = head.indexOf('\r\n\r\n');
    if (end < 0) return;
    out.off('data', read);
    if (!/^HTTP\/1\.\d 200/.test(head)) return void client.destroy();
    client.write(Buffer.from(head.slice(end + 4), 'latin1'));
    join(client, out);
  });
}

await listen(Number(proxyPort), (client) => join(client, connect({ path: socket, allowHalfOpen: true })));
for (const port of loopback
  .split(',')
  .filter((text) => text !== '')
  .map(Number))
  await listen(port, (client) => tunnelTo(port, client));

const child = spawn(program, args, { stdio: 'inherit' });
child.on('error', (error) => {
  // As bubblewrap says it when it starts the program itself.
  process.stderr.write(`bwrap: execvp ${program}: ${error.message}\n`, () => process.exit(1));
});
child.on('exit', (code, signal) => {
  if (signal !== null) process.kill(process.pid, signal);
  else process.exit(code ?? 1);
});
