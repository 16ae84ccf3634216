import { existsSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { settled } from '../../rig/line.ts';
import { createRepository, type Files } from '../../rig/repository.ts';
import type { Person } from './actors.ts';

/** `home` and the like: a file called `witness` was written there. */
export type Reached = 'home' | 'checkout' | 'state' | 'network' | 'processes';

/** A person's machine on which a case is played. */
export interface Stage extends AsyncDisposable {
  readonly person: Person;
  /** The folder that holds everything of this case. */
  readonly folder: string;
  /** Its texts with the places of this machine in them. */
  fill<T extends Files>(files: T): T;
  /** What untrusted code reached by now. */
  reached(): Promise<Reached[]>;
}

/** A repository of its own, with a listener and a witness file outside of it. */
export async function openStage(): Promise<Stage> {
  const repository = createRepository();
  const folder = dirname(repository.root);
  const witness = join(folder, 'witness');
  const state = join(repository.root, '.jidoka/state');
  const listener = await listen();
  // `{{witness}}` and the like in every text of a case.
  const places: Readonly<Record<string, string>> = {
    witness,
    root: repository.root,
    state,
    home: folder,
    port: String(listener.port),
  };
  const filled = (text: string) => text.replaceAll(/\{\{(\w+)\}\}/g, (whole, name: string) => places[name] ?? whole);
  const fill = <T extends Files>(files: T) =>
    Object.fromEntries(Object.entries(files).map(([path, text]) => [path, text === null ? null : filled(text)])) as T;
  return {
    person: {
      ...repository,
      witness,
      write: (files) => repository.write(fill(files)),
      commit: (files, message) => repository.commit(fill(files), message),
    },
    folder,
    fill,
    async reached() {
      const left = await settled(folder);
      return [
        ...(existsSync(witness) ? (['home'] as const) : []),
        ...(existsSync(join(repository.root, 'witness')) ? (['checkout'] as const) : []),
        ...(existsSync(join(state, 'witness')) ? (['state'] as const) : []),
        ...(listener.heard() > 0 ? (['network'] as const) : []),
        ...(left.length > 0 ? (['processes'] as const) : []),
      ];
    },
    async [Symbol.asyncDispose]() {
      listener.server.close();
      repository[Symbol.dispose]();
      await Promise.resolve();
    },
  };
}

interface Listener {
  readonly server: Server;
  readonly port: number;
  heard(): number;
}

/** Somebody on this machine who has nothing to do with the tests. */
async function listen(): Promise<Listener> {
  let connections = 0;
  const server = createServer((socket) => {
    connections += 1;
    socket.destroy();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the listener has no port');
  return { server, port: address.port, heard: () => connections };
}
