import type { Tree } from '../../domain/tree.ts';
import { type Dependencies, linesOf } from './dependency-files.ts';
import { isWrapperSettings } from './java-manifests.ts';
import { fillPom } from './java-requests.ts';
import { isBelow, isPlainHttp } from './judge-new.ts';
import type { Sighting } from './rules.ts';

interface Sides {
  readonly touched: readonly string[];
  readonly base: Tree;
  readonly head: Tree;
  readonly before: Dependencies;
  readonly after: Dependencies;
  readonly sources: readonly string[];
}

interface Place {
  readonly path: string;
  readonly url: string;
  readonly line: number;
}

/** They serve what everybody publishes, or what their owners alone do. */
const PUBLIC = new Set([
  'repo.maven.apache.org',
  'repo1.maven.org',
  'repository.apache.org',
  'central.sonatype.com',
  'oss.sonatype.org',
  's01.oss.sonatype.org',
  'plugins.gradle.org',
  'services.gradle.org',
  'downloads.gradle.org',
  'dl.google.com',
  'maven.google.com',
  'repo.spring.io',
  'localhost',
  '127.0.0.1',
]);

/** Repositories that manifests of Maven and Gradle come to name, and addresses that their wrappers come to fetch the build tool from. */
export async function javaRepositories({ touched, base, head, before, after, sources }: Sides): Promise<Sighting[]> {
  const wrappers = touched.filter(isWrapperSettings);
  const old = [...placesIn(before), ...(await Promise.all(wrappers.map((path) => wrapperPlaces(base, path)))).flat()];
  const now = [...placesIn(after), ...(await Promise.all(wrappers.map((path) => wrapperPlaces(head, path)))).flat()];
  const written = new Set(old.map(({ url }) => url));
  const hosts = new Set([...PUBLIC, ...old.map(({ url }) => hostOf(url))]);
  const found: Sighting[] = [];
  for (const { path, url, line } of now) {
    // One that is a folder of the repository.
    if (written.has(url) || /^file:\/*\$\{?(?:project\.|pom\.)?(?:basedir|projectDir|rootDir)\b/.test(url)) continue;
    const host = hostOf(url);
    // A name and a password may stand in an address.
    const at = { path, range: { startLine: line }, code: host };
    if (!hosts.has(host) && !sources.some((one) => isBelow(url, one)))
      found.push({
        rule: 'source-not-registry',
        ...at,
        message: `what is built with would come from ${host}, which nothing of the base commit names`,
      });
    else if (isPlainHttp(url))
      found.push({ rule: 'source-unencrypted', ...at, message: `what is built with would come over plain HTTP from ${host}` });
  }
  return [...found, ...(await Promise.all(wrappers.map((path) => withoutHash(path, base, head)))).flat()];
}

function placesIn(side: Dependencies): Place[] {
  return [...side.java].flatMap(([path, manifest]): Place[] => {
    if (manifest.kind === 'catalog') return [];
    if (manifest.kind === 'build') return manifest.build.repositories.map((one) => ({ path, ...one }));
    return manifest.pom.repositories.map(({ url, line }) => ({ path, url: fillPom(url, path, side), line }));
  });
}

const FETCHED = /^\s*(?:distributionUrl|wrapperUrl)\s*[=:]\s*(\S+)/;
const HASH = /^\s*(?:distributionSha256Sum|wrapperSha256Sum)\s*[=:]\s*\S/;

async function wrapperPlaces(tree: Tree, path: string): Promise<Place[]> {
  return (await linesOf(tree, path)).flatMap((text, index): Place[] => {
    const url = FETCHED.exec(text)?.[1]?.replaceAll('\\', '');
    return url === undefined ? [] : [{ path, url, line: index + 1 }];
  });
}

async function withoutHash(path: string, base: Tree, head: Tree): Promise<Sighting[]> {
  const [old, now] = [await linesOf(base, path), await linesOf(head, path)];
  if (!head.has(path) || !old.some((line) => HASH.test(line)) || now.some((line) => HASH.test(line))) return [];
  const line = now.findIndex((one) => FETCHED.test(one)) + 1 || 1;
  const message = 'the build tool was fetched with a hash, and has none any more';
  return [{ rule: 'integrity-missing', path, range: { startLine: line }, code: path, message }];
}

/** What names no host is known by all of it. */
function hostOf(url: string): string {
  return URL.parse(url)?.hostname || url.slice(0, 100);
}
