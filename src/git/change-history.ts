import { type ChangeHistory, NO_HISTORY } from '../domain/change-history.ts';
import { git } from './git.ts';
import type { Repository } from './repository.ts';

/** More than anybody reviews as one change. */
const MOST_COMMITS = 1000;
const MOST_VERSIONS = 5000;

interface Ends {
  /** Base commit. */
  readonly base: string;
  /** The last commit of the change. */
  readonly head: string;
  /** The judged tree, which may hold more than the last commit. */
  readonly tree: string;
}

const FLAGS = ['--no-ext-diff', '--no-textconv', '--no-renames', '--no-color', '--raw', '-z', '--no-abbrev'];

/** What the commits from base to head wrote and the judged tree does not have; of a merge what none of its sides has. */
export async function changeHistory(repository: Repository, { base, head, tree }: Ends): Promise<ChangeHistory> {
  if (base === head) return NO_HISTORY;
  const range = ['-c', `--max-count=${MOST_COMMITS + 1}`, '--format=%x01%H %P', `${base}..${head}`, '--'];
  const [log, difference] = await Promise.all([
    // Theirs: only there is it known where a shallow clone ends.
    git(repository.theirs, 'log', '--no-show-signature', ...FLAGS, ...range),
    git(repository.ours, 'diff-tree', '-r', ...FLAGS, base, tree),
  ]);
  const [, ...commits] = readRaw(log.stdout.toString());
  const atHead = new Set(readRaw(difference.stdout.toString()).flatMap(({ writes }) => writes.map(keyOf)));
  // Where nothing is known before a commit, all that it has would seem to be its own.
  const read = commits.slice(0, MOST_COMMITS).filter(({ isFirst }) => !isFirst);
  const written = read.toReversed().flatMap(({ commit, writes }) => writes.map((write) => ({ ...write, commit })));
  const own = new Set(written.map(keyOf));
  const passed = once(written.filter((write) => write.mode.startsWith('100') && !atHead.has(keyOf(write))));
  const found = once(written.flatMap(({ path, before }) => before.map((objectId) => ({ path, objectId }))));
  return {
    passed: passed.slice(0, MOST_VERSIONS).map(({ commit, path, objectId }) => ({ commit, path, objectId })),
    found: found.filter((one) => !own.has(keyOf(one))),
    left: leftOf({ commits: commits.length, read: read.length, versions: passed.length }),
  };
}

function leftOf({
  commits,
  read,
  versions,
}: {
  readonly commits: number;
  readonly read: number;
  readonly versions: number;
}): string | null {
  if (commits > MOST_COMMITS) return `commits before the last ${MOST_COMMITS}`;
  if (versions > MOST_VERSIONS) return `${versions - MOST_VERSIONS} of ${versions} earlier versions of files`;
  return read < commits ? 'a commit before which nothing is known' : null;
}

interface Version {
  readonly path: string;
  readonly objectId: string;
}

function keyOf({ path, objectId }: Version): string {
  return `${objectId}\0${path}`;
}

function once<One extends Version>(versions: readonly One[]): One[] {
  const first = new Map<string, One>();
  for (const version of versions) if (!first.has(keyOf(version))) first.set(keyOf(version), version);
  return [...first.values()];
}

interface Write extends Version {
  readonly mode: string;
  /** What stood there on each side that it came from. */
  readonly before: readonly string[];
}

interface Commit {
  readonly commit: string;
  /** It has no commit before it, or none in a shallow clone. */
  readonly isFirst: boolean;
  readonly writes: Write[];
}

/** Entries as `git diff-tree --raw -z` prints them, under the headings of `git log`; the first has what stands before any heading. */
function readRaw(text: string): Commit[] {
  const commits: Commit[] = [{ commit: '', isFirst: false, writes: [] }];
  const fields = text.split('\0').values();
  for (const field of fields) {
    const entry = field.replace(/^\n/, '');
    if (entry.startsWith('\x01')) {
      const [commit = '', ...parents] = entry.slice(1).split(' ');
      commits.push({ commit, isFirst: parents.join('') === '', writes: [] });
    } else if (entry.startsWith(':')) commits.at(-1)?.writes.push(readEntry(entry, fields.next().value ?? ''));
  }
  return commits;
}

/** `:100644 100755 <id> <id> M`, of a merge with a colon, a mode and an id for each of its sides. */
function readEntry(entry: string, path: string): Write {
  const sides = entry.lastIndexOf(':') + 1;
  const words = entry.slice(sides).split(' ');
  const before = words.slice(sides + 1, 2 * sides + 1).filter((id) => !/^0+$/.test(id));
  return { path, mode: words[sides] ?? '', objectId: words[2 * sides + 1] ?? '', before };
}
