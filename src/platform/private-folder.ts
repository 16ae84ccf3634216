import { mkdir, mkdtemp, readdir, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AdapterError } from '../domain/error.ts';
import { readOrdinary } from './read-ordinary.ts';
import { scratchName } from './scratch.ts';

/** A folder of unguessable name that only this user can enter; gone when disposed of. */
export interface PrivateFolder extends AsyncDisposable {
  readonly path: string;
  /** Writes a file and returns its path. */
  write(name: string, text: string): Promise<string>;
  /** The same for a program, which its owner can run. */
  writeProgram(name: string, text: string): Promise<string>;
  /** Makes a folder in it and returns its path. */
  folder(name: string): Promise<string>;
  /** Names of the folders directly inside this one that begin so, in order. */
  folders(prefix: string): Promise<string[]>;
  /** The files directly inside `folder` (relative; `.` for this one) whose name ends in `suffix`, in order of name, read one at a time. */
  texts(folder: string, suffix: string): AsyncGenerator<{ readonly name: string; readonly text: string }>;
}

/** What an outside program may leave behind for us to read: beyond it, its answer counts as unreadable. */
const MAX_FILES = 5000;
const MAX_FILE_BYTES = 256 * 1024 * 1024;

export async function privateFolder(): Promise<PrivateFolder> {
  const path = await realpath(await mkdtemp(join(tmpdir(), scratchName('jidoka'))));
  const writeAs = async (mode: number, { name, text }: { readonly name: string; readonly text: string }) => {
    const file = join(path, name);
    await writeFile(file, text, { mode });
    return file;
  };
  return {
    path,
    write: (name, text) => writeAs(0o600, { name, text }),
    writeProgram: (name, text) => writeAs(0o700, { name, text }),
    async folder(name) {
      const folder = join(path, name);
      await mkdir(folder, { recursive: true });
      return folder;
    },
    async folders(prefix) {
      const entries = await readdir(path, { withFileTypes: true });
      const names = entries.filter((entry) => entry.isDirectory() && entry.name.startsWith(prefix)).map(({ name }) => name);
      if (names.length > MAX_FILES)
        throw new AdapterError('REPORT_TOO_LARGE', `${names.length} folders of reports, more than ${MAX_FILES}`);
      return names.toSorted();
    },
    async *texts(folder, suffix) {
      const entries = await readdir(join(path, folder), { withFileTypes: true });
      const names = entries.filter((entry) => entry.isFile() && entry.name.endsWith(suffix)).map(({ name }) => name);
      if (names.length > MAX_FILES) throw new AdapterError('REPORT_TOO_LARGE', `${names.length} report files, more than ${MAX_FILES}`);
      for (const name of names.toSorted()) {
        const text = await readOrdinary(join(path, folder, name), { within: path, maxBytes: MAX_FILE_BYTES });
        if (text === null) throw new AdapterError('REPORT_UNREADABLE', `the report ${name} is gone or no plain file any more`);
        yield { name, text };
      }
    },
    async [Symbol.asyncDispose]() {
      await rm(path, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}
