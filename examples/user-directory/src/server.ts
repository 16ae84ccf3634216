import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createApp } from './app.ts';
import { Directory } from './directory.ts';
import { seed } from './seed.ts';

const { PORT = '3000', JIDOKA_DATA = 'data', JIDOKA_RELEASE, SEED_USERS = '200000' } = process.env;

mkdirSync(JIDOKA_DATA, { recursive: true });
const directory = new Directory(join(JIDOKA_DATA, 'users.db'));
seed(directory, Number(SEED_USERS));

const server = createApp(directory, JIDOKA_RELEASE);
server.listen(Number(PORT), '127.0.0.1', () => {
  const address = server.address();
  console.log(`listening on ${typeof address === 'object' && address !== null ? address.port : address}`);
});

function stop(): void {
  server.close(() => directory.close());
  // What is still being answered may finish; a client that hangs may not keep us.
  setTimeout(() => server.closeAllConnections(), 5000).unref();
}
process.on('SIGTERM', stop);
process.on('SIGINT', stop);
