import type { Change, ChangedFile } from '../../domain/change.ts';
import type { Range } from '../../domain/finding.ts';
import type { Tree } from '../../domain/tree.ts';
import { checkoutRoot } from './checkout-root.ts';
import { type PathsByName, pathsByName, repositoryPath } from './repository-path.ts';

export interface Culprit {
  readonly path: string;
  readonly range?: Range;
}

export interface Printed {
  /** Whatever a command printed that failed: stack traces, messages. Untrusted. */
  readonly output: string;
  readonly change: Pick<Change, 'files'>;
  readonly head: Pick<Tree, 'paths' | 'read'>;
}

interface Place {
  readonly path: string;
  readonly line: number | null;
}

const MAX_LINES = 5000;
const MAX_LINE_LENGTH = 1000;
const MAX_PLACES = 200;
const MAX_WORDS = 100;

/**
 * The file of the tree, and its line, that a command which failed most likely failed for: of the places it printed one on a line that the
 * change wrote, else the script that calls a program which is not there, else one in a file of the change, else the first. Null where it named
 * none. It only says where to look.
 */
export async function findCulprit({ output, change, head }: Printed): Promise<Culprit | null> {
  const places = placesIn(output, head.paths);
  const changed = new Map(change.files.flatMap((file) => (file.status === 'deleted' ? [] : [[file.path, file]])));
  const written = places.find(({ path, line }) => line !== null && wrote(changed.get(path), line));
  if (written !== undefined) return culprit(written);
  const calling = await scriptCalling(missingProgram(output), changed, head);
  if (calling !== null) return culprit(calling);
  const words = wordsIn(output);
  for (const { path } of places) {
    // A bundler counts the lines of what it made of the file; the words it complains of are in the file itself.
    const line = await lineWith(words, changed.get(path), head);
    if (line !== null) return culprit({ path, line });
  }
  const rank = ({ path, line }: Place) => (changed.has(path) ? 0 : 2) + (line === null ? 1 : 0);
  const [first] = places.toSorted((a, b) => rank(a) - rank(b));
  return first === undefined ? null : culprit(first);
}

function culprit({ path, line }: Place): Culprit {
  return { path, ...(line === null ? {} : { range: { startLine: line } }) };
}

/** As dash, BusyBox, bash and yarn say that there is no such program. */
const NO_PROGRAM =
  /^(?:\S{1,100}: (?:(?:line )?\d{1,7}: )?(?<program>[\w@./-]{1,100}): (?:command )?not found|(?:.{1,100}: )?command not found: (?<named>[\w@./-]{1,100}))\s*$/;

function missingProgram(output: string): string | null {
  const said = output
    .split('\n')
    .slice(-MAX_LINES)
    .map((line) => NO_PROGRAM.exec(line.slice(0, MAX_LINE_LENGTH))?.groups)
    .findLast((groups) => groups !== undefined);
  return said?.['program'] ?? said?.['named'] ?? null;
}

/** A manifest of the change before the repository's. */
async function scriptCalling(
  program: string | null,
  changed: ReadonlyMap<string, ChangedFile>,
  { paths, read }: Printed['head'],
): Promise<Place | null> {
  if (program === null) return null;
  // Not the name of a dependency: that is a key.
  const call = new RegExp(`(?:: "|[\\s&|;(])${RegExp.escape(program)}(?=[\\s"&|;)])`);
  const manifests = [...changed.keys()].filter((path) => /(^|\/)package\.json$/.test(path));
  for (const path of new Set([...manifests, ...paths.filter((known) => known === 'package.json')])) {
    const at = ((await read(path)) ?? '').split('\n').findIndex((line) => call.test(line));
    if (at !== -1) return { path, line: at + 1 };
  }
  return null;
}

function wrote(file: ChangedFile | undefined, line: number): boolean {
  return file?.added.some(({ start, end }) => start <= line && line <= end) === true;
}

async function lineWith(words: readonly string[], file: ChangedFile | undefined, { read }: Printed['head']): Promise<number | null> {
  if (file === undefined) return null;
  const lines = (await read(file.path))?.split('\n') ?? [];
  for (const { start, end } of file.added) {
    const at = lines.slice(start - 1, end).findIndex((line) => words.some((word) => line.includes(word)));
    if (at !== -1) return start + at;
  }
  return null;
}

/** What stands in quotes: messages quote what they are about. Go: `found packages a (a.go) and b (b.go)`. */
function wordsIn(output: string): string[] {
  return [...output.slice(-MAX_LINES * 100).matchAll(/(["'`])(?<word>[\w@$./-]{3,100})\1|(?<word>\w{3,100})(?= \(\S+\.go\))/g)]
    .slice(0, MAX_WORDS)
    .map(({ groups }) => groups?.['word'] ?? '');
}

/** Without these a path that is printed without a line says nothing: it may be the program that runs. */
const BLAMES = /error|cannot|could not|fail|unexpected|imported from|^found packages |^\s*- \//i;

function placesIn(output: string, paths: readonly string[]): Place[] {
  const known: Known = { paths: new Set(paths), byName: pathsByName(paths) };
  const plain = output.replaceAll(/\x1b\[[0-9;?]{0,20}[A-Za-z]/g, '');
  const root = checkoutRoot(plain, known.paths);
  const found: Place[] = [];
  for (const line of plain.split('\n').slice(-MAX_LINES)) {
    found.push(...placesOf(line.slice(0, MAX_LINE_LENGTH), root, known));
    if (found.length >= MAX_PLACES) break;
  }
  return found;
}

interface Known {
  readonly paths: ReadonlySet<string>;
  readonly byName: PathsByName;
}

/** `src/a.ts:3:1`, `src/a.ts(3,1)`, `src/a.ts (3:1)`, `"src/a.py", line 3`. */
const WORD = /[^\s'"`()<>|,;*?[\]{}=]+/g;
const IN_WORD = /^(?<path>.*?)(?::(?<line>\d{1,7}))?(?::\d{1,7})?:?$/;
const BEHIND = /^(?:["'`]?,? line (?<said>\d{1,7})|\s?\((?<given>\d{1,7})[:,]\d{1,7}\))/;

function placesOf(text: string, root: string | null, { paths, byName }: Known): Place[] {
  const mayBeBare = BLAMES.test(text);
  return [...text.matchAll(WORD)].flatMap(({ 0: word, index }) => {
    const { path: printed = '', line } = IN_WORD.exec(word)?.groups ?? {};
    if (!/[^.]\.\w+$/.test(printed)) return [];
    const path = repositoryPath(inside(printed, root), byName);
    if (!paths.has(path)) return [];
    const { said, given } = BEHIND.exec(text.slice(index + word.length))?.groups ?? {};
    const number = Number(line ?? said ?? given ?? 0);
    return number > 0 || mayBeBare ? [{ path, line: number > 0 ? number : null }] : [];
  });
}

function inside(printed: string, root: string | null): string {
  const path = printed.replace(/^file:\/\//, '');
  return root !== null && path.startsWith(`${root}/`) ? path.slice(root.length + 1) : path;
}
