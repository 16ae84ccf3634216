import { posix } from 'node:path';
import type { Dependencies } from './dependency-files.ts';
import { lineOf } from './line-of.ts';
import { lockedBeside } from './locked-manifests.ts';
import { satisfiesRange } from './npm-range.ts';
import type { Sighting } from './rules.ts';
import type { Sides } from './unlocked-requests.ts';

/** What base held to a version, or below one, and nothing holds any more: neither the manifest nor a lockfile. Tomorrow it is another program. */
export function unboundedRequests({ before, after, touched }: Omit<Sides, 'policy'>): Sighting[] {
  return touched.flatMap((path) => [...ofPackageJson(path, before, after), ...ofRequirements(path, before, after)]);
}

const ANY_NPM = /^\s*(?:|\*|x|latest|>=?\s*0(?:\.0){0,2})\s*$/i;
/** No version satisfies these that has not been published yet. */
const FAR = '99999.0.0';

function ofPackageJson(path: string, before: Dependencies, after: Dependencies): Sighting[] {
  const own = new Set([...after.packages.values()].flatMap(({ name }) => name ?? []));
  const old = before.packages.get(path)?.asked ?? [];
  // What a lockfile holds that cannot be read, nobody knows.
  const isUnread = lockedBeside({ ...after, locks: [] }).some(({ manifest }) => posix.basename(manifest) === 'package.json');
  const isHeld = (name: string) =>
    isUnread || after.locks.some(({ graph }) => graph.ecosystem === 'npm' && graph.packages.some(({ as }) => as === name));
  return (after.packages.get(path)?.asked ?? [])
    .filter(({ name, range, group }) => group === 'runtime' && ANY_NPM.test(range) && !own.has(name) && !isHeld(name))
    .filter(({ name }) => old.some((one) => one.name === name && one.group === 'runtime' && satisfiesRange(FAR, one.range) === false))
    .map(({ name, range, line }) => sighting({ path, line, name, range }));
}

/** Names of files that only those who work on the repository install. */
const OWN_USE = /(dev|test|doc|lint|ci)/i;

function ofRequirements(path: string, before: Dependencies, after: Dependencies): Sighting[] {
  const [old, now] = [before, after].map(({ locks }) => locks.find((one) => one.path === path && path.endsWith('.txt')));
  // Constraints hold what the requirements leave open.
  if (old === undefined || now === undefined || OWN_USE.test(posix.basename(path)) || /^\s*(-c|--constraint)\b/m.test(now.text)) return [];
  const isPinned = (lock: { readonly graph: (typeof now)['graph'] }, name: string) =>
    lock.graph.packages.some((one) => one.name === name && one.version !== '');
  return now.graph.packages
    .filter(({ version, source, mark }) => version === '' && source.kind === 'registry' && !/[<>=~!]/.test(mark))
    .filter(({ name }) => isPinned(old, name) && !after.locks.some((one) => one.graph.ecosystem === 'pypi' && isPinned(one, name)))
    .map(({ name, mark }) => {
      const escaped = mark.replace(/[.*+?^$()|[\]{}\\]/g, '\\$&');
      return sighting({ path, line: lineOf(now.text, new RegExp(`^\\s*${escaped}\\s*(?:#.*|;.*)?\\r?$`, 'm')), name, range: '' });
    });
}

interface Unbounded {
  readonly path: string;
  readonly line: number;
  readonly name: string;
  readonly range: string;
}

function sighting({ path, line, name, range }: Unbounded): Sighting {
  const message = `${name} may come in any version${range === '' ? '' : ` (${range})`}, and no lockfile holds one; at the base commit it was bounded`;
  return { rule: 'version-unbounded', path, range: { startLine: line }, code: name, message };
}
