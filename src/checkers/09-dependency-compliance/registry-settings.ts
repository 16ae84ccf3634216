import type { Tree } from '../../domain/tree.ts';
import { type Dependencies, isRegistrySettings, linesOf } from './dependency-files.ts';
import { isBelow, isPlainHttp } from './judge-new.ts';
import type { Sighting } from './rules.ts';

const REGISTRY = /^\s*"?(?:@[\w.-]+:)?(?:registry|npmRegistryServer|(?:extra-)?index-url)"?(?:\s*[=:]\s*|\s+)["']?([a-z]+:\/\/[^\s"']+)/i;
const UNCHECKED = /^\s*"?(?:strict-ssl"?(?:\s*=\s*|\s+)"?false|enableStrictSsl:\s*false)\b/i;
/** They serve what everybody publishes, or what a scope of theirs does. */
const PUBLIC = new Set([
  'registry.npmjs.org',
  'registry.yarnpkg.com',
  'npm.pkg.github.com',
  'npm.jsr.io',
  'pypi.org',
  'pypi.python.org',
  'localhost',
  '127.0.0.1',
]);

interface Sides {
  readonly touched: readonly string[];
  readonly base: Tree;
  readonly head: Tree;
  readonly before: Dependencies;
  readonly sources: readonly string[];
}

/** Registries that the settings of the change name and nothing of base does: whatever is installed comes from there. */
export async function registrySettings({ touched, base, head, before, sources }: Sides): Promise<Sighting[]> {
  const files = touched.filter(isRegistrySettings);
  if (files.length === 0) return [];
  const old = (await Promise.all(base.paths.filter(isRegistrySettings).map((path) => linesOf(base, path)))).flat();
  const known = new Set([...PUBLIC, ...old.flatMap((line) => hostOf(REGISTRY.exec(line)?.[1])), ...hostsIn(before)]);
  const written = new Set(old.map((line) => line.trim()));
  const found: Sighting[] = [];
  for (const path of files) {
    for (const [index, line] of (await linesOf(head, path)).entries()) {
      if (written.has(line.trim())) continue;
      const at = { path, range: { startLine: index + 1 } };
      const [, url] = REGISTRY.exec(line) ?? [];
      // A name and a password may stand in it.
      const [host] = hostOf(url);
      if (url !== undefined && host !== undefined && !known.has(host) && !sources.some((one) => isBelow(url, one)))
        found.push({
          rule: 'source-not-registry',
          ...at,
          code: host,
          message: `packages would come from ${host}, a registry that nothing of the base commit names`,
        });
      else if (url !== undefined && isPlainHttp(url))
        found.push({ rule: 'source-unencrypted', ...at, code: host ?? '', message: `packages would come over plain HTTP from ${host}` });
      else if (UNCHECKED.test(line))
        found.push({ rule: 'source-unencrypted', ...at, code: 'tls', message: 'nobody would check whose certificate the registry has' });
    }
  }
  return found;
}

function hostOf(url: string | null | undefined): string[] {
  const host = url == null ? undefined : URL.parse(url)?.hostname;
  return host === undefined || host === '' ? [] : [host];
}

function hostsIn({ locks }: Dependencies): string[] {
  return locks.flatMap(({ graph }) =>
    graph.packages.flatMap(({ source: { kind, url } }) => (kind === 'registry' ? (url ?? '').split(' ').flatMap(hostOf) : [])),
  );
}
