import { isAbsolute, join, posix } from 'node:path';
import { AdapterError } from '../../../domain/error.ts';
import type { Tree } from '../../../domain/tree.ts';
import { type OsvRecord, type PackageVersion, comparedName, readOsvRecord } from '../../../formats/osv/osv-record.ts';
import { filesBelow } from '../../../platform/files-below.ts';
import { readText } from '../../../platform/files.ts';

export interface DatabaseRequest {
  /** A folder of this machine, or of the base commit. */
  readonly folder: string;
  readonly base: Tree;
  readonly packages: readonly PackageVersion[];
  readonly signal: AbortSignal;
}

export interface Database {
  /** Those that name one of the packages. */
  readonly records: readonly OsvRecord[];
  /** When the youngest of all was written. */
  readonly newest: string;
  readonly size: number;
}

/** Read at the same time: an ecosystem has some hundred thousand. */
const AT_ONCE = 64;

/** Reads a folder of OSV records. AdapterError when it is not there, has none of an ecosystem that is asked for, or holds what cannot be read. */
export async function readDatabase({ folder, base, packages, signal }: DatabaseRequest): Promise<Database> {
  const files = await openFolder(folder, base);
  const wanted = new Set(packages.map(({ ecosystem, name }) => comparedName(ecosystem, name)));
  const seen = new Set<string>();
  const records: OsvRecord[] = [];
  let newest = '';
  let size = 0;
  for (let at = 0; at < files.length; at += AT_ONCE) {
    signal.throwIfAborted();
    for (const { name, text } of await Promise.all(
      files.slice(at, at + AT_ONCE).map(async ({ name: one, read }) => ({ name: one, text: await read() })),
    )) {
      if (text === null || !text.trimEnd().endsWith('}')) throw unreadable(folder, name, 'it is cut off');
      if (!/"affected"\s*:/.test(text)) continue;
      size += 1;
      for (const [, ecosystem = ''] of text.matchAll(/"ecosystem"\s*:\s*"([^":\\]{1,60})/g)) seen.add(ecosystem);
      const modified = /"modified"\s*:\s*"([\d:.TZ+-]{10,40})"/.exec(text)?.[1] ?? '';
      if (modified > newest) newest = modified;
      if (namesIn(text).some((one) => wanted.has(one) || wanted.has(comparedName('PyPI', one)))) records.push(recordIn(text, folder, name));
    }
  }
  const missing = [...new Set(packages.map(({ ecosystem }) => ecosystem))].filter((one) => !seen.has(one));
  if (size === 0 || missing.length > 0)
    throw new AdapterError(
      'ADVISORIES_EMPTY',
      `${folder} has no advisories${size === 0 ? '' : ` for ${missing.join(', ')}`} (${files.length} JSON files)`,
      { hint: OTHERWISE },
    );
  return { records, newest: newest === '' ? 'unknown' : newest, size };
}

interface DatabaseFile {
  readonly name: string;
  readonly read: () => Promise<string | null>;
}

/** What a person does about a folder that is missing or holds nothing. */
const OTHERWISE =
  'Unpack the archives of OSV there, one folder for each ecosystem; or name `osv-scanner`, `trivy` or `audit` instead; or take `advisories` out of the config: then the verdict says that nobody looked.';

/** Its JSON files. AdapterError when there are none. */
export async function openFolder(folder: string, base: Tree): Promise<DatabaseFile[]> {
  const files = isAbsolute(folder) ? await onMachine(folder) : inBase(folder, base);
  if (files.length === 0)
    throw new AdapterError('ADVISORIES_EMPTY', `${folder}, which checkers.security-scan.advisories names, has no JSON file`, {
      hint: isAbsolute(folder)
        ? OTHERWISE
        : `A path without a leading / is one of the base commit: commit the records there first, or name a folder of this machine. ${OTHERWISE}`,
    });
  return files;
}

async function onMachine(folder: string): Promise<DatabaseFile[]> {
  try {
    const names = await filesBelow(folder);
    return names.filter((name) => name.endsWith('.json')).map((name) => ({ name, read: () => readText(join(folder, name)) }));
  } catch (cause) {
    throw new AdapterError(
      'ADVISORIES_UNREACHABLE',
      `${folder}, which checkers.security-scan.advisories names, cannot be read: ${String(cause)}`,
      { cause, hint: OTHERWISE },
    );
  }
}

function inBase(folder: string, base: Tree): DatabaseFile[] {
  const start = `${posix.normalize(folder).replace(/\/$/, '')}/`;
  return base.paths
    .filter((path) => path.startsWith(start) && path.endsWith('.json'))
    .map((name) => ({ name, read: () => base.read(name) }));
}

function namesIn(text: string): string[] {
  return [...text.matchAll(/"name"\s*:\s*("(?:[^"\\\n]|\\.){1,500}")/g)].map(([, literal = '""']) => {
    try {
      return String(JSON.parse(literal));
    } catch {
      // No text of JSON; the record that it is in is not read for it.
      return '';
    }
  });
}

function recordIn(text: string, folder: string, name: string): OsvRecord {
  try {
    return readOsvRecord(text);
  } catch (cause) {
    throw unreadable(folder, name, cause instanceof Error ? (cause.message.split('\n')[0] ?? '').slice(0, 200) : String(cause), cause);
  }
}

function unreadable(folder: string, name: string, why: string, cause?: unknown): AdapterError {
  return new AdapterError('ADVISORIES_UNREADABLE', `${name} in ${folder} cannot be read as an advisory: ${why}`, {
    hint: 'Fetch the database again: what one file says would be missing from the answer.',
    cause,
  });
}
