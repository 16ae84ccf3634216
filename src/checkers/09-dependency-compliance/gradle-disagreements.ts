import { posix } from 'node:path';
import { compareMaven, mavenVersion } from '../../formats/osv/maven-version.ts';
import type { Dependencies, Lock } from './dependency-files.ts';
import { javaRequests } from './java-requests.ts';
import type { Sighting } from './rules.ts';

/** What is locked where something is asked for under these; of other configurations nobody knows. */
const CLASSPATHS: Readonly<Record<string, string>> = {
  api: 'runtimeClasspath',
  implementation: 'runtimeClasspath',
  runtimeOnly: 'runtimeClasspath',
  compileOnly: 'compileClasspath',
  annotationProcessor: 'annotationProcessor',
  testImplementation: 'testRuntimeClasspath',
  testRuntimeOnly: 'testRuntimeClasspath',
  testCompileOnly: 'testCompileClasspath',
};

/** What Gradle refuses: a module that its lockfile does not hold, or only in an older version than the build asks for. */
export function gradleDisagreements(lock: Lock, side: Dependencies, base: Dependencies): Sighting[] {
  // What a build decides by rules, in any of its scripts, may be another version than it asks for.
  if ([side, base].every(hasRules)) return [];
  const configurations = configurationsIn(lock);
  const before = base.locks.find(({ path }) => path === lock.path);
  const lockedBefore = before === undefined ? configurations : configurationsIn(before);
  const held = Map.groupBy(lock.graph.packages, ({ name }) => name);
  return requestsOf(lock, side).flatMap(({ path, line, configuration, name, version }): Sighting[] => {
    const classpath = Object.hasOwn(CLASSPATHS, configuration) ? (CLASSPATHS[configuration] ?? '') : '';
    if (classpath === '' || !(configurations.has(classpath) || lockedBefore.has(classpath))) return [];
    const say = (said: string): Sighting[] => [
      {
        rule: 'lockfile-disagrees',
        path,
        range: { startLine: line },
        code: `${lock.path} ${name}`,
        message: `${name}: ${lock.path} ${said}`,
      },
    ];
    // Of one that it does not name Gradle takes whatever it finds.
    if (!configurations.has(classpath)) return say(`no longer locks ${classpath}`);
    const there = held.get(name);
    if (there === undefined) return say('does not hold it');
    const asked = /^\d[\w.-]*$/.test(version ?? '') ? mavenVersion(version ?? '') : null;
    const isOlder = (one: string) => {
      const own = mavenVersion(one);
      return own !== null && asked !== null && compareMaven(own, asked) < 0;
    };
    return there.every((one) => isOlder(one.version)) ? say(`holds ${there[0]?.version}, asked for is ${version}`) : [];
  });
}

function configurationsIn({ text }: Lock): ReadonlySet<string> {
  return new Set(text.split(/\r?\n/).flatMap((line) => (/^[^#]*=(.*)$/.exec(line)?.[1] ?? '').split(',')));
}

function hasRules({ java }: Dependencies): boolean {
  return [...java.values()].some((one) => one.kind === 'build' && one.build.hasRules);
}

interface Requested {
  readonly path: string;
  readonly line: number;
  readonly configuration: string;
  readonly name: string;
  readonly version: string | null;
}

/** What the build beside a lockfile asks for, with what the catalog above it calls by another name. */
function requestsOf({ folder }: Lock, side: Dependencies): Requested[] {
  const named = ['build.gradle', 'build.gradle.kts'].map((name) => posix.join(folder, name));
  const plain = javaRequests(side)
    .filter(({ path }) => named.includes(path))
    .map(({ path, line, scope, name, version }) => ({ path, line, configuration: scope, name, version }));
  const catalog = catalogAbove(folder, side);
  const byAlias = named.flatMap((path) => {
    const manifest = side.java.get(path);
    const accessors = manifest?.kind === 'build' ? manifest.build.requests.filter(({ isAccessor }) => isAccessor) : [];
    return accessors.flatMap(({ configuration, name, line }): Requested[] => {
      const meant = catalog.find((one) => one.alias === name && !one.isPlugin);
      return meant === undefined ? [] : [{ path, line, configuration, name: meant.name, version: meant.version }];
    });
  });
  return [...plain, ...byAlias];
}

function catalogAbove(folder: string, { java }: Dependencies) {
  for (let at = folder === '' ? '.' : folder; ; at = posix.dirname(at)) {
    const found = java.get(posix.join(at, 'gradle/libs.versions.toml'));
    if (found?.kind === 'catalog') return found.entries;
    if (at === '.' || at === '/') return [];
  }
}
