import { AdapterError } from '../../domain/error.ts';
import type { LockedDependency } from '../../formats/dependency-graph/dependency-graph.ts';
import { readDependencyGraph } from '../../formats/dependency-graph/read-dependency-graph.ts';
import type { AskedLock } from '../tool.ts';
import type { Canary } from './canaries.ts';

const NAME = /^(?:@[\w.~-]+\/)?[\w.~-]+$/;
const VERSION = /^\d+\.\d+\.\d+[\w.+-]*$/;

/**
 * What the lockfile of yarn or bun holds, as one of npm, whose audit sends names and versions alone. Yarn 1 asks one fixed address whatever the settings say, and
 * yarn 2 and later ask only about folders whose manifests are there: neither would be told of everything that is locked.
 */
export function npmTwin(lock: AskedLock): Canary {
  const places: Record<string, object> = { '': { name: 'asked', version: '1.0.0' } };
  const packages = fetchedBy(lock);
  const asked = packages.filter((one) => !isOfNoRegistry(one));
  const [first] = packages;
  if (asked.length === 0 && first !== undefined)
    throw new AdapterError('ADVISORIES_UNREACHABLE', `no registry has any package of ${lock.path}: ${named(first)}`, {
      hint: 'name another source of checkers.security-scan.advisories',
    });
  for (const one of asked) {
    const { name, version } = one;
    if (!NAME.test(name) || !VERSION.test(version))
      throw new AdapterError('LOCKFILE_UNREADABLE', `${lock.path} names a package that no registry has: ${named(one)}`);
    // Each version in a folder of its own, without a version: of these nobody is asked.
    places[`node_modules/of-${version}`] = {};
    places[`node_modules/of-${version}/node_modules/${name}`] = { version };
  }
  return [
    ['package-lock.json', JSON.stringify({ name: 'asked', version: '1.0.0', lockfileVersion: 3, requires: true, packages: places })],
    ['package.json', '{"name":"asked","version":"1.0.0"}\n'],
  ];
}

/** `name@version` of what the twin leaves out: it comes from a repository or an address, and has no version that a registry could know. */
export function leftOutOfTwin(lock: AskedLock): Set<string> {
  return new Set(
    fetchedBy(lock)
      .filter(isOfNoRegistry)
      .map(({ name, version }) => `${name}@${version}`),
  );
}

function isOfNoRegistry({ source: { kind }, version }: LockedDependency): boolean {
  return (kind === 'git' || kind === 'url') && !VERSION.test(version);
}

function fetchedBy({ path, text }: AskedLock): LockedDependency[] {
  const read = readDependencyGraph(path, text);
  if (!read.ok) throw new AdapterError('LOCKFILE_UNREADABLE', `${path} cannot be asked about: ${read.reason}`);
  return read.graph.packages.filter(({ source }) => source.kind !== 'file');
}

function named({ name, version }: LockedDependency): string {
  return `${name}@${version}`.slice(0, 80);
}
