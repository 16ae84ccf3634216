import { posix } from 'node:path';
import type { Tree } from '../../domain/tree.ts';
import { basePath } from '../../domain/change.ts';
import { isDependencyLock } from '../../formats/dependency-graph/read-dependency-graph.ts';
import { defineChecker, type Observation } from '../checker.ts';
import { cargoDisagreements } from './cargo-disagreements.ts';
import { classicDisagreements } from './classic-disagreements.ts';
import { type Dependencies, decidesDependencies, isDependencyFile, type Lock, readDependencies } from './dependency-files.ts';
import { deletedLockfiles } from './deleted-lockfiles.ts';
import { dependencyPages } from './dependency-pages.ts';
import { goDisagreements } from './go-disagreements.ts';
import { gradleDisagreements } from './gradle-disagreements.ts';
import { withInstalledLicences } from './installed-licences.ts';
import { inChangedLockfile } from './in-changed-lockfile.ts';
import { includedFiles } from './included-requirements.ts';
import { isTestInput } from './is-test-input.ts';
import { judgeJava } from './judge-java.ts';
import { judgeNew, unjudgedLicences } from './judge-new.ts';
import { knownRegistries } from './known-registries.ts';
import { missingPackages } from './missing-packages.ts';
import { newPackages } from './new-packages.ts';
import { npmDisagreements } from './npm-disagreements.ts';
import { options } from './options.ts';
import { askedWithoutLock, permittedScripts } from './permitted-scripts.ts';
import { buildDecided, poetryDisagreements, uvDisagreements } from './python-disagreements.ts';
import { RULES, type Sighting } from './rules.ts';
import { sbomOf } from './sbom.ts';
import { takenFromFolders } from './taken-from-folders.ts';
import { undeclaredImports } from './undeclared-imports.ts';
import { unlockedRequests } from './unlocked-requests.ts';
import { unusedDependencies } from './unused-dependencies.ts';
import { usedOutOfRange } from './used-out-of-range.ts';
import { withdrawnRequests } from './withdrawn-requests.ts';
import { writtenByHand } from './written-by-hand.ts';
import { writtenDisagreements } from './written-disagreements.ts';

export default defineChecker({
  title: 'Every dependency is asked for, locked and allowed',
  kind: 'programmatic',
  on: ['change'],
  needs: ['change', 'base', 'head', 'keepReport', 'workspaces', 'mayRunCode'],
  version: 17,
  cost: 'cheap',
  parses: false,
  options,
  rules: RULES,
  async check({ change, base, head, keepReport, workspaces, mayRunCode, options: own, signal, report, measure, used, ...context }) {
    const { inScope, examined, notApplicable, caveat } = context;
    if (![base, head].some(({ paths }) => paths.some(isDependencyFile)))
      return notApplicable('there is neither a manifest nor a lockfile, in the base tree and in the judged tree');
    const included = new Set([...(await includedFiles(base)), ...(await includedFiles(head))]);
    const decides = (path: string) => decidesDependencies(path) || included.has(path);
    const touched = [...new Set(change.files.flatMap((file) => [file.path, basePath(file)]))].filter(decides);
    const trees = { change, base, head };
    const say = ({ rule, severity, ...observation }: Sighting, side: Observation['side'] = 'head') => {
      const mildest = isTestInput(observation.path) ? 'warning' : severity;
      report(rule, { ...observation, ...(mildest === undefined ? {} : { severity: mildest }), side });
    };
    for (const sighting of await undeclaredImports(trees)) say(sighting);
    if (touched.length === 0) return;
    const [before, after] = [await readDependencies(base, touched), await readDependencies(head, touched)];
    signal.throwIfAborted();
    // What a change writes is new, whatever could not be read there before.
    const isOld = ({ path }: Sighting) => !touched.includes(path);
    const old = disagreements(before, before);
    const disagreed = inChangedLockfile(disagreements(after, before), { touched, after, old });
    for (const sighting of [...old, ...unreadables(before).filter(isOld)]) say(sighting, 'base');
    for (const sighting of [...disagreed, ...unreadables(after), ...deletedLockfiles(before, after), ...takenFromFolders(before, after)])
      say(sighting);
    for (const path of buildDecided(after)) caveat(`${path} leaves to its build what it asks for: that is not held against uv.lock`);
    const fresh = newPackages(before, after);
    const { licences } = own;
    const added = licences === undefined || !mayRunCode ? fresh : await withInstalledLicences(fresh, { workspaces, base, head, licences });
    const unjudged = unjudgedLicences(added, own);
    if (unjudged.length > 0) caveat(`licences that nothing says of these or of base's: not evaluated: ${shortList(unjudged)}`);
    const permitted = new Set([...(await permittedScripts(base)), ...askedWithoutLock(before)]);
    const policy = { ...own, permitted, isInTree: inTree(head), isKnown: await knownRegistries(before) };
    const unlocked = unlockedRequests({ before, after, touched, policy });
    const uses = [...(await unusedDependencies({ ...trees, before, after })), ...(await withdrawnRequests({ ...trees, before, after }))];
    const byHand = await writtenByHand({ ...trees, before, after, touched, sources: own.sources });
    for (const sighting of [
      ...judgeNew(added, policy),
      ...unlocked,
      ...uses,
      ...byHand,
      ...judgeJava({ before, after, policy }),
      ...dependencyPages(added),
    ])
      say(sighting);
    measure('new or changed packages', added.length, 'packages');
    if (own.licences === undefined) measure('packages whose licence no policy judges', added.length, 'packages');
    signal.throwIfAborted();
    const { locks, unread } = await allLocks(after);
    used({ name: 'SBOM (CycloneDX)', version: '1.6', digest: await keepReport(sbomOf(locks, { tree: head.id, unread })) });
    const seen = touched.filter((path) => head.has(path));
    inScope(seen);
    examined(seen);
  },
});

const MOST_NAMED = 10;

function shortList(names: readonly string[]): string {
  const rest = names.length - MOST_NAMED;
  return `${names.slice(0, MOST_NAMED).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}

/** Beside those that the change may have touched all others, those of tests left out. */
async function allLocks({ tree, locks, unreadable }: Dependencies): Promise<{ readonly locks: Lock[]; readonly unread: string[] }> {
  const known = new Set([...locks, ...unreadable].map(({ path }) => path));
  const others = tree.paths.filter((path) => isDependencyFile(path) && isDependencyLock(path) && !known.has(path) && !isTestInput(path));
  const read = others.length === 0 ? { locks: [], unreadable: [] } : await readDependencies(tree, others, new Set(others));
  return {
    locks: [...locks, ...read.locks].filter(({ path }) => !isTestInput(path)).toSorted((a, b) => (a.path < b.path ? -1 : 1)),
    unread: [...unreadable, ...read.unreadable].map(({ path }) => path).filter(isDependencyLock),
  };
}

/** Does a path relative to a lockfile's folder lead to something of the tree? */
function inTree({ paths }: Tree): (path: string, from: string) => boolean {
  return (path, from) => {
    const meant = posix.join(from, path).replace(/\/$/, '');
    return meant === '.' || (!meant.startsWith('..') && paths.some((one) => one === meant || one.startsWith(`${meant}/`)));
  };
}

function unreadables({ unreadable }: Dependencies): Sighting[] {
  return unreadable.map(({ path, reason, line }) => ({
    rule: isDependencyLock(path) ? 'lockfile-unreadable' : 'manifest-unreadable',
    path,
    range: { startLine: line },
    code: path,
    message: `${path} cannot be read: ${reason}`,
  }));
}

/** What excuses a lockfile counts where base has it too: else a change would excuse itself. */
function disagreements(side: Dependencies, base: Dependencies): Sighting[] {
  return side.locks.flatMap((lock) => {
    const said = COMPARISONS[posix.basename(lock.path)]?.(lock, side, base) ?? [];
    return [...said, ...missingPackages(lock, said)];
  });
}

type Comparison = (lock: Lock, side: Dependencies, base: Dependencies) => Sighting[];

const COMPARISONS: Readonly<Record<string, Comparison>> = {
  'package-lock.json': ofNpm,
  'npm-shrinkwrap.json': ofNpm,
  'pnpm-lock.yaml': writtenDisagreements,
  'bun.lock': writtenDisagreements,
  'yarn.lock': ofYarn,
  'Cargo.lock': cargoDisagreements,
  'gradle.lockfile': gradleDisagreements,
  'go.sum': goDisagreements,
  'uv.lock': uvDisagreements,
  'poetry.lock': poetryDisagreements,
};

function ofNpm(lock: Lock, side: Dependencies, base: Dependencies): Sighting[] {
  const said = npmDisagreements(lock, side, base);
  return [...said, ...usedOutOfRange(lock, side, said)];
}

function ofYarn(lock: Lock, side: Dependencies, base: Dependencies): Sighting[] {
  const isClassic = lock.graph.importers.length === 0;
  const said = (isClassic ? classicDisagreements : writtenDisagreements)(lock, side, base);
  return [...said, ...usedOutOfRange(lock, side, said)];
}
