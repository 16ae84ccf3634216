import { isLockfile, readLockfile } from '../formats/lockfile/read-lockfile.ts';
import type { Tree } from '../domain/tree.ts';

/** Yarn 2 and later fetch from there unless told otherwise; their lockfile names no address. */
const YARN_HOST = 'registry.yarnpkg.com';

/** Hosts that managers write by themselves, and replace by the registry of the settings. */
export const PUBLIC_HOSTS: readonly string[] = ['registry.npmjs.org', YARN_HOST];

/** GitHub serves the archives of its repositories under another name. */
const ARCHIVES: Readonly<Record<string, string>> = { 'github.com:443': 'codeload.github.com:443' };

/** Settings of a tree that name registries. */
export const SETTINGS: readonly string[] = ['.npmrc', '.yarnrc', '.yarnrc.yml', 'bunfig.toml'];

/**
 * `host:port` of everything that an installation may reach: what the base commit's lockfiles and settings name. A change
 * that names another host is a finding, and its installation does not reach it.
 */
export async function registryEndpoints(base: Tree): Promise<readonly string[]> {
  const lockfiles = base.paths.filter(isLockfile);
  const locked = await Promise.all(lockfiles.map(async (path) => readLockfile(path, (await base.read(path)) ?? '') ?? []));
  const settings = await Promise.all(SETTINGS.map(async (path) => (await base.read(path)) ?? ''));
  const named = [...locked.flat().map(({ resolved }) => resolved ?? ''), ...settings].flatMap(endpointsIn);
  const usesYarn = lockfiles.some((path) => path.endsWith('yarn.lock'));
  return [...new Set([...named, ...named.flatMap((endpoint) => ARCHIVES[endpoint] ?? []), ...(usesYarn ? [`${YARN_HOST}:443`] : [])])];
}

/** `host:port` of the addresses in a text. */
export function endpointsIn(text: string): string[] {
  return [...text.matchAll(/\b(?:git\+)?(https?|ssh):\/\/[^\s"'<>]+/g)].flatMap(([address, scheme]) => {
    const url = URL.parse(address.replace(/^git\+/, ''));
    if (url === null || url.hostname === '') return [];
    // What is named by ssh is fetched by https where it can be.
    return [`${url.hostname}:${url.port || (scheme === 'http' ? 80 : 443)}`];
  });
}
