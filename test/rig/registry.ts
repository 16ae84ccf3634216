import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';

/** Packages by `name@version`, each with its files; a package.json is made where none is given. */
export type Published = Readonly<Record<string, Readonly<Record<string, string>>>>;

export interface Registry extends AsyncDisposable {
  readonly url: string;
  /** Paths that were asked for, in order. */
  readonly asked: readonly string[];
  /** An entry of a package-lock.json. */
  locked(id: string): { readonly version: string; readonly resolved: string; readonly integrity: string };
}

/** A registry on loopback, as npm and its like speak to it. */
export async function startRegistry(published: Published): Promise<Registry> {
  const asked: string[] = [];
  const archives = new Map(Object.entries(published).map(([id, files]) => [id, archiveOf(id, files)]));
  const server = createServer(({ url = '/' }, response) => {
    asked.push(url);
    const archive = /^\/([^/]+)\/-\/\1-(.+)\.tgz$/.exec(url);
    const bytes = archive === null ? undefined : archives.get(`${archive[1]}@${archive[2]}`);
    if (bytes !== undefined) return void response.end(bytes);
    const name = url.slice(1);
    const own = [...archives.keys()].filter((id) => id.startsWith(`${name}@`));
    response.statusCode = own.length === 0 ? 404 : 200;
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(own.length === 0 ? {} : packument(name, own)));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const locked: Registry['locked'] = (id) => {
    const [name = '', version = ''] = id.split('@');
    const integrity = `sha512-${createHash('sha512')
      .update(archives.get(id) ?? '')
      .digest('base64')}`;
    return { version, resolved: `${url}/${name}/-/${name}-${version}.tgz`, integrity };
  };
  function packument(name: string, ids: readonly string[]): object {
    const versions = ids.map((id) => {
      const { version, resolved, integrity } = locked(id);
      return [version, { ...manifestOf(id, published[id] ?? {}), dist: { tarball: resolved, integrity } }] as const;
    });
    return { name, 'dist-tags': { latest: versions.at(-1)?.[0] }, versions: Object.fromEntries(versions) };
  }
  return {
    url,
    asked,
    locked,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function manifestOf(id: string, files: Readonly<Record<string, string>>): object {
  const [name, version] = id.split('@');
  return { name, version, ...(JSON.parse(files['package.json'] ?? '{}') as object) };
}

/** A package as a registry hands it out: a compressed tar of the folder `package`. */
function archiveOf(id: string, files: Readonly<Record<string, string>>): Buffer {
  const all = { ...files, 'package.json': JSON.stringify(manifestOf(id, files)) };
  const entries = Object.entries(all).flatMap(([path, text]) => {
    const bytes = Buffer.from(text);
    return [headerOf(`package/${path}`, bytes.length), bytes, Buffer.alloc((512 - (bytes.length % 512)) % 512)];
  });
  return gzipSync(Buffer.concat([...entries, Buffer.alloc(1024)]));
}

/** POSIX.1-1988 (ustar), one file. */
function headerOf(name: string, size: number): Buffer {
  const header = Buffer.alloc(512);
  const put = (text: string, at: number) => header.write(text, at, 'latin1');
  put(name, 0);
  put('0000644\0', 100);
  put('0000000\0', 108);
  put('0000000\0', 116);
  put(`${size.toString(8).padStart(11, '0')} `, 124);
  put('00000000000 ', 136);
  put('        ', 148);
  put('0', 156);
  put('ustar\x0000', 257);
  const sum = header.reduce((total, byte) => total + byte, 0);
  put(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return header;
}
