import { posix } from 'node:path';
import { compareMaven, mavenVersion } from '../../formats/osv/maven-version.ts';
import type { Dependencies } from './dependency-files.ts';
import { type JavaRequest, javaRequests, ownJava } from './java-requests.ts';
import { isAllowed, nearNameOf } from './judge-new.ts';
import type { Options } from './options.ts';
import type { Sighting } from './rules.ts';

interface Sides {
  readonly before: Dependencies;
  readonly after: Dependencies;
  readonly policy: Pick<Options, 'licences' | 'names'> & { readonly isInTree: (path: string, from: string) => boolean };
}

interface Asked {
  readonly one: JavaRequest;
  /** What base asks for under the same name, anywhere. */
  readonly before: readonly JavaRequest[];
  readonly isLocked: boolean;
}

/** What the change comes to ask for in Maven's and Gradle's manifests, which need no lockfile: names, versions and files are there to judge. */
export function judgeJava({ before, after, policy }: Sides): Sighting[] {
  const old = javaRequests(before);
  const known = new Set(old.map(keyOf));
  const byName = Map.groupBy(old, ({ name }) => name);
  const lockedBefore = lockedIn(before);
  const locked = lockedIn(after);
  const own = new Set([...ownJava(before), ...ownJava(after)]);
  const fresh = javaRequests(after).filter((one) => !known.has(keyOf(one)) && !own.has(one.name));
  const paged = new Set<string>();
  return fresh.flatMap((one): Sighting[] => {
    const asked: Asked = { one, before: byName.get(one.name) ?? [], isLocked: locked.has(one.name) };
    // What a lockfile holds is judged there.
    const isNew = asked.before.length === 0 && !lockedBefore.has(one.name) && !asked.isLocked && !paged.has(one.name);
    if (isNew) paged.add(one.name);
    return [...ofVersion(asked), ...ofFile(one, policy), ...(isNew ? ofName(one, policy) : [])];
  });
}

function lockedIn({ locks }: Dependencies): ReadonlySet<string> {
  return new Set(locks.flatMap(({ graph }) => (graph.ecosystem === 'maven' ? graph.packages.map(({ name }) => name) : [])));
}

function keyOf({ path, name, version, scope, file }: JavaRequest): string {
  return [path, name, version, scope, file].join('\n');
}

const ANY = /^(?:LATEST|RELEASE|latest\..*|\+|[[(].*,\s*[\])])$/;
/** Whatever is published next that begins so, or lies below a bound. */
const NEXT = /\+$|^[[(].*,.*[\])[]$/;
const SNAPSHOT = /-SNAPSHOT$/;

function ofVersion({ one, before, isLocked }: Asked): Sighting[] {
  const { path, name, version, versionLine } = one;
  if (version === null || version.includes('$')) return [];
  const at = { path, range: { startLine: versionLine }, code: name };
  const isFloating = ANY.test(version) || NEXT.test(version) || SNAPSHOT.test(version);
  if (!isFloating) return ofOrder(one, before);
  if (isLocked || before.some((old) => old.version === version)) return [];
  const message = `${name} may come in another version tomorrow (${version}), and no lockfile holds one`;
  return [{ rule: 'version-unbounded', ...at, message, ...(ANY.test(version) ? {} : { severity: 'warning' as const }) }];
}

function ofOrder({ path, name, version, versionLine }: JavaRequest, before: readonly JavaRequest[]): Sighting[] {
  const now = mavenVersion(version ?? '');
  const held = before.flatMap((old) => {
    const read = old.path === path ? mavenVersion(old.version ?? '') : null;
    return read === null ? [] : [read];
  });
  if (now === null || held.length === 0 || held.some((old) => compareMaven(now, old) >= 0)) return [];
  const message = `${name}@${version} is older than at the base commit`;
  return [{ rule: 'version-downgraded', path, range: { startLine: versionLine }, code: name, message }];
}

/** Of Maven's scope `system`. */
function ofFile({ path, name, file, line }: JavaRequest, { isInTree }: Sides['policy']): Sighting[] {
  if (file === null) return [];
  const inside = file.replace(/^\$\{(?:project\.|pom\.)?basedir\}\//, './');
  if (!posix.isAbsolute(inside) && !inside.includes('$') && isInTree(inside, posix.dirname(path))) return [];
  const message = `${name} comes from no repository but from ${file}`;
  return [{ rule: 'source-not-registry', path, range: { startLine: line }, code: name, message }];
}

function ofName(one: JavaRequest, { licences, names }: Sides['policy']): Sighting[] {
  const { path, name, version, scope, line } = one;
  const at = { path, range: { startLine: line }, code: name };
  const near = names.includes(name) ? null : nearNameOf('maven', name);
  const licence = licences !== undefined && Object.hasOwn(licences.known, name) ? (licences.known[name] ?? null) : null;
  const facts = [
    `a manifest asks for it (${scope})`,
    version === null ? 'its version is decided elsewhere' : `version ${version}`,
    `licence ${licence ?? 'unknown: nothing of the repository says it'}`,
    'no hash',
    ...(near === null ? [] : [`name near ${near}`]),
    'age, size and maintainers unknown',
  ];
  const found: Sighting[] = [{ rule: 'new-dependency', ...at, message: `New: ${name} (maven): ${facts.join('; ')}` }];
  if (near !== null) found.push({ rule: 'name-near-popular', ...at, message: `${name} is easily taken for ${near}` });
  if (licences === undefined) return found;
  if (licence === null) {
    const message = `${name} has a licence that nothing of the repository says`;
    found.push({ rule: 'licence-unknown', ...at, message, ...(licences.unknown === 'warning' ? { severity: 'warning' as const } : {}) });
  } else if (isAllowed(licence, licences) !== true)
    found.push({ rule: 'licence-not-allowed', ...at, message: `${name} is licensed as ${licence}` });
  return found;
}
