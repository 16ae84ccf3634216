import { AdapterError } from '../../domain/error.ts';
import { readDependencyGraph } from '../../formats/dependency-graph/read-dependency-graph.ts';
import type { AskedLock } from '../tool.ts';
import type { Canary } from './canaries.ts';

const NAME = /^(?:@[\w.~-]+\/)?[\w.~-]+$/;
const VERSION = /^\d+\.\d+\.\d+[\w.+-]*$/;

/**
 * What the lockfile of yarn or bun holds, as one of npm, whose audit sends names and versions alone. Yarn 1 asks one fixed address whatever the settings say, and
 * yarn 2 and later ask only about folders whose manifests are there: neither would be told of everything that is locked.
 */
export function npmTwin({ path, text }: AskedLock): Canary {
  const read = readDependencyGraph(path, text);
  if (!read.ok) throw new AdapterError('LOCKFILE_UNREADABLE', `${path} cannot be asked about: ${read.reason}`);
  const places: Record<string, object> = { '': { name: 'asked', version: '1.0.0' } };
  const asked = read.graph.packages.filter(({ source }) => source.kind !== 'file');
  for (const { name, version } of asked) {
    if (!NAME.test(name) || !VERSION.test(version))
      throw new AdapterError('LOCKFILE_UNREADABLE', `${path} names a package that no registry has: ${`${name}@${version}`.slice(0, 80)}`);
    // Each version in a folder of its own, without a version: of these nobody is asked.
    places[`node_modules/of-${version}`] = {};
    places[`node_modules/of-${version}/node_modules/${name}`] = { version };
  }
  return [
    ['package-lock.json', JSON.stringify({ name: 'asked', version: '1.0.0', lockfileVersion: 3, requires: true, packages: places })],
    ['package.json', '{"name":"asked","version":"1.0.0"}\n'],
  ];
}
