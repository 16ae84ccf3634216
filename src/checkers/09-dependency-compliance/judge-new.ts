import type { LockedDependency, Source } from '../../formats/dependency-graph/dependency-graph.ts';
import { pythonName } from '../../formats/python-requirement.ts';
import { isLicenceAllowed } from './licence-policy.ts';
import { lineInEntry, lineOf } from './line-of.ts';
import { isNear, isNearCoordinates, isNearModule } from './near-name.ts';
import type { NewPackage } from './new-packages.ts';
import { compareVersions, parseVersion } from '../../formats/semantic-version.ts';
import type { Options } from './options.ts';
import { POPULAR_GO } from './popular-go.ts';
import { POPULAR_MAVEN } from './popular-maven.ts';
import { NEIGHBOURS_NPM, POPULAR_NPM } from './popular-npm.ts';
import { NEIGHBOURS_PYPI, POPULAR_PYPI } from './popular-pypi.ts';
import type { RuleId, Sighting } from './rules.ts';

export interface Policy extends Options {
  /** Names whose install scripts the base commit permits. */
  readonly permitted: ReadonlySet<string>;
  /** Is a path of the judged tree, or a folder of it? */
  readonly isInTree: (path: string, from: string) => boolean;
  /** Does base know these registries? */
  readonly isKnown: (urls: string) => boolean;
}

type Licences = NonNullable<Options['licences']>;

type Judge = (added: NewPackage, policy: Policy) => readonly Found[];

interface Found {
  readonly rule: RuleId;
  readonly said: string;
  readonly severity?: 'warning';
  /** What of the lockfile's entry shows it. */
  readonly shownBy?: string | RegExp;
  /** An address that all packages of the lockfile have in common. */
  readonly ofAll?: string;
}

const JUDGES: readonly Judge[] = [
  source,
  missingIntegrity,
  changedIntegrity,
  installScript,
  licence,
  nearName,
  downgrade,
  otherArchive,
  unencrypted,
];

/** Of one rule in one lockfile no person reads more; the rest is counted. */
const MAX_OF_A_RULE = 20;

/** Everything that is wrong with what the change locks. */
export function judgeNew(packages: readonly NewPackage[], policy: Policy): Sighting[] {
  const sightings = packages.flatMap((added) =>
    JUDGES.flatMap((judge) => judge(added, policy)).map((found): Sighting => {
      const mildest = added.isFirstLock ? 'warning' : found.severity;
      return { rule: found.rule, ...placed(found, added), ...(mildest === undefined ? {} : { severity: mildest }) };
    }),
  );
  const once = new Map(sightings.map((one) => [JSON.stringify(one), one])).values();
  return [...Map.groupBy(once, ({ rule, path, severity }) => `${rule} ${path} ${severity}`).values()].flatMap((alike) => {
    const [first] = alike;
    const rest = alike.length - MAX_OF_A_RULE;
    if (first === undefined || rest <= 0) return alike;
    return [...alike.slice(0, MAX_OF_A_RULE), { ...first, code: 'more', message: `${first.path}: the same of ${rest} more packages` }];
  });
}

export function nameOf({ name, version }: LockedDependency): string {
  return version === '' ? name : `${name}@${version}`;
}

/** What a manifest asked for is wrong there; the rest where the lockfile shows it. */
function placed({ rule, said: words, shownBy, ofAll }: Found, added: NewPackage): Omit<Sighting, 'rule' | 'severity'> {
  const { lock, one, askedAt } = added;
  if (ofAll !== undefined)
    return { message: `${lock.path} ${words}`, path: lock.path, range: { startLine: lineOf(lock.text, ofAll) }, code: ofAll };
  const message = `${nameOf(one)} ${words}`;
  if (askedAt !== null && OF_THE_REQUEST.has(rule))
    return { message, path: askedAt.path, range: { startLine: askedAt.line }, code: nameOf(one) };
  const place = placeOf(added);
  return { message, ...place, ...(shownBy === undefined ? {} : { range: { startLine: lineInEntry(lock.text, one.mark, shownBy) } }) };
}

/** Who asks for something else mends these. */
const OF_THE_REQUEST: ReadonlySet<RuleId> = new Set([
  'source-not-registry',
  'install-script',
  'licence-not-allowed',
  'licence-unknown',
  'name-near-popular',
]);

export function placeOf({ lock, one }: NewPackage): Pick<Sighting, 'path' | 'range' | 'code'> {
  return { path: lock.path, range: { startLine: lineOf(lock.text, one.mark) }, code: nameOf(one) };
}

function source({ one, before, lock }: NewPackage, { sources, isInTree, isKnown }: Policy): Found[] {
  const { kind, url } = one.source;
  if (url === null || sources.some((prefix) => isBelow(url, prefix))) return [];
  if (kind === 'registry') {
    // Of npm's registries checker 4 says so.
    if (lock.graph.ecosystem === 'npm' || isKnown(url) || isFolderOfTree(url, lock, isInTree)) return [];
    if (lock.path.endsWith('.txt'))
      return url
        .split(' ')
        .filter((index) => !isKnown(index) && !sources.some((prefix) => isBelow(index, prefix)))
        .map((index) => ({
          rule: 'source-not-registry',
          said: `fetches from ${index}, a registry that nothing of the base commit names`,
          ofAll: index,
        }));
    return [{ rule: 'source-not-registry', said: `comes from ${url}, a registry that nothing of the base commit names`, shownBy: url }];
  }
  if (kind === 'file' && isInTree(url, lock.folder)) return [];
  const plain = repositoryOf(one.source);
  if (before.some((old) => repositoryOf(old.source) === plain)) return [];
  return [{ rule: 'source-not-registry', said: `comes from no registry but from ${url}`, shownBy: url }];
}

/** A folder of archives may be a registry too. */
function isFolderOfTree(url: string, { folder }: NewPackage['lock'], isInTree: Policy['isInTree']): boolean {
  return !URL.canParse(url) && isInTree(url, folder);
}

/** As it is fetched, without `..`; `https://a.b/ours` is not above `https://a.b/ours-not`, nor `https://a.b` above `https://a.b@c.d`. */
export function isBelow(url: string, prefix: string): boolean {
  const plain = url.replace(/^(git|registry|sparse)\+/, '');
  const resolved = URL.parse(plain)?.href ?? plain;
  const isWhole = prefix.endsWith('/') || /^(?:$|[/#?]|\.git\b)/.test(resolved.slice(prefix.length));
  return resolved.startsWith(prefix) && isWhole;
}

/** GitHub serves what belongs to a repository under an address for each version. */
const OF_GITHUB =
  /^https:\/\/(?:codeload\.)?github\.com\/([^/]+\/[^/]+)\/(?:tar\.gz|legacy\.tar\.gz|zip|archive|tarball|releases\/download)\/.*$/;

const CLONED_FROM_GITHUB = /^(?:git\+)?(?:https|ssh):\/\/(?:git@)?github\.com\/([^/]+\/[^/]+?)(?:\.git)?\/?$/;

/** Without what says which version of it. */
function repositoryOf({ kind, url }: Source): string {
  const plain = (url ?? '')
    .replace(/#.*$/, '')
    .replace(OF_GITHUB, 'github:$1')
    .replace(CLONED_FROM_GITHUB, 'github:$1')
    .replace(/@[^/]*$/, '');
  return `${kind} ${kind === 'git' ? plain.replace(/\?.*$/, '') : plain}`;
}

/** Beside these lockfiles have it. */
const WHERE_A_HASH_STANDS = /"resolved":|resolution:|^  resolved /m;

function missingIntegrity({ one, before, isHashed, lock, isDirect }: NewPackage): Found[] {
  if (lock.graph.ecosystem === 'go') return withoutArchiveHash(one, before, isDirect);
  if (one.source.kind !== 'registry' || one.integrity.length > 0 || one.needsNoIntegrity) return [];
  if (before.some(({ version, integrity }) => version === one.version && integrity.length === 0)) return [];
  if (!isHashed) return [];
  return [
    {
      rule: 'integrity-missing',
      said: 'has no hash, so whatever is served under its name would be installed',
      shownBy: WHERE_A_HASH_STANDS,
    },
  ];
}

/** What is only asked what it needs has no hash of its archive; what `go.mod` names directly is compiled. */
function withoutArchiveHash({ version, integrity }: LockedDependency, before: readonly LockedDependency[], isDirect: boolean): Found[] {
  const hasArchive = (hashes: readonly string[]) => hashes.some((hash) => hash.startsWith('zip#'));
  if (!isDirect || hasArchive(integrity) || !before.some((old) => old.version === version && hasArchive(old.integrity))) return [];
  return [{ rule: 'integrity-missing', said: 'has lost the hash of its archive' }];
}

/** Of packages of npm checker 4 says so. */
function changedIntegrity({ one, before, lock }: NewPackage): Found[] {
  if (lock.graph.ecosystem === 'npm' || one.version === '') return [];
  const now = hashesOf(one);
  for (const old of before) {
    if (old.version !== one.version || repositoryOf(old.source) !== repositoryOf(one.source)) continue;
    for (const [file, hashes] of hashesOf(old)) {
      const others = now.get(file);
      // One file has one content; of hashes that name no file each may be another one's.
      if (others === undefined || (file === '' ? !hashes.isDisjointFrom(others) : others.isSubsetOf(hashes))) continue;
      const what = hashes.isDisjointFrom(others) ? 'another hash than' : 'one more hash than';
      return [{ rule: 'integrity-changed', said: `has ${what} at the base commit${file === '' ? '' : ` for ${file}`}` }];
    }
  }
  return [];
}

/** By file; a hash that names none may be any file's. */
function hashesOf({ integrity }: LockedDependency): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const entry of integrity) {
    const at = entry.lastIndexOf('#');
    const file = at === -1 ? '' : entry.slice(0, at);
    found.set(file, (found.get(file) ?? new Set()).add(entry.slice(at + 1)));
  }
  return found;
}

function installScript({ one, before }: NewPackage, { permitted, scripts }: Policy): Found[] {
  if (one.hasInstallScript !== true || before.some((old) => old.hasInstallScript === true)) return [];
  if (permitted.has(one.name) || scripts.includes(one.name)) return [];
  return [{ rule: 'install-script', said: 'runs commands when it is installed, which nothing of the base commit permits' }];
}

function licence(added: NewPackage, { licences }: Policy): Found[] {
  if (licences === undefined || isUnjudged(added, licences)) return [];
  const { one, before, installedLicence, installedBefore, whyNotInstalled } = added;
  const written = licenceOf(one, licences.known);
  const said = written ?? installedLicence;
  if (said !== null && [...before.map((old) => licenceOf(old, licences.known)), ...installedBefore].includes(said)) return [];
  const answer = said === null ? null : isAllowed(said, licences);
  if (answer === true) return [];
  if (answer === false) return [{ rule: 'licence-not-allowed', said: `is licensed as ${said}` }];
  const what =
    said === null
      ? `has a licence that the lockfile does not say${whyNotInstalled === null ? '' : `, and the packages cannot be installed: ${whyNotInstalled}`}`
      : `says ${JSON.stringify(said)} for a licence, which is no SPDX expression`;
  return [{ rule: 'licence-unknown', said: what, ...(licences.unknown === 'warning' ? { severity: 'warning' } : {}) }];
}

/** Null for what is no SPDX expression. */
export function isAllowed(said: string, { allow }: Licences): boolean | null {
  return isLicenceAllowed(said, new Set(allow.map((id) => id.toLowerCase())));
}

/** Packages whose licence a policy does not judge: base has the name, and nothing says under which licence either version is. */
export function unjudgedLicences(packages: readonly NewPackage[], { licences }: Pick<Options, 'licences'>): string[] {
  return licences === undefined ? [] : packages.filter((added) => isUnjudged(added, licences)).map(({ one }) => nameOf(one));
}

function isUnjudged({ one, before, installedLicence }: NewPackage, { known }: Licences): boolean {
  return licenceOf(one, known) === null && installedLicence === null && before.some((old) => licenceOf(old, known) === null);
}

function licenceOf({ name, licence: locked }: LockedDependency, known: Readonly<Record<string, string>>): string | null {
  return (Object.hasOwn(known, name) ? known[name] : null) ?? locked;
}

const KNOWN_NAMES = {
  npm: { popular: POPULAR_NPM, all: new Set([...POPULAR_NPM, ...NEIGHBOURS_NPM]) },
  pypi: { popular: POPULAR_PYPI, all: new Set([...POPULAR_PYPI, ...NEIGHBOURS_PYPI]) },
} as const;

/** The popular name that one could be taken for. */
export function nearNameOf(ecosystem: string, name: string): string | null {
  if (ecosystem === 'maven')
    return POPULAR_MAVEN.includes(name) ? null : (POPULAR_MAVEN.find((known) => isNearCoordinates(name, known)) ?? null);
  if (ecosystem === 'go') return POPULAR_GO.find((known) => isNearModule(name, known)) ?? null;
  if (ecosystem !== 'npm' && ecosystem !== 'pypi') return null;
  const { popular, all } = KNOWN_NAMES[ecosystem];
  return all.has(name) || name.startsWith('@types/') ? null : (popular.find((known) => isNear(name, known)) ?? null);
}

function nearName({ one, before, lock, isDirect }: NewPackage, { names }: Policy): Found[] {
  if (before.length > 0 || one.source.kind !== 'registry' || names.includes(one.name)) return [];
  const popular = nearNameOf(lock.graph.ecosystem, one.name);
  if (popular === null) return [];
  return [{ rule: 'name-near-popular', said: `is easily taken for ${popular}`, ...(isDirect ? {} : { severity: 'warning' }) }];
}

function downgrade({ one, before, lock, isDirect }: NewPackage): Found[] {
  const now = parseVersion(one.version);
  const held = before.map(({ version }) => parseVersion(version));
  if (!isDirect || now === null || held.length === 0) return [];
  const isOlder = held.every((old) => old !== null && compareVersions(now, old) < 0);
  const isBeside = lock.graph.packages.some((other) => other.name === one.name && other.version !== one.version);
  if (!isOlder || isBeside) return [];
  return [
    {
      rule: 'version-downgraded',
      said: `is older than at the base commit, which has ${[...new Set(before.map(({ version }) => version))].join(' and ')}`,
    },
  ];
}

/** Of packages of npm, whose archives are called after name and version. */
function otherArchive({ one, before, lock }: NewPackage): Found[] {
  if (lock.graph.ecosystem === 'pypi') return otherWheel(one, before);
  const url = one.source.kind === 'registry' ? one.source.url : null;
  const [, name, version] = /\/-\/([^/]*?)-(\d+\.\d+\.\d+(?:-[^/]*)?)\.tgz(?:[?#].*)?$/.exec(url ?? '') ?? [];
  if (url === null || version === undefined || one.version === '') return [];
  if (before.some((old) => old.version === one.version && old.source.url === url)) return [];
  // Of another name checker 4 says so too.
  if (name !== one.name.replace(/^.*\//, ''))
    return [{ rule: 'lockfile-disagrees', said: `is fetched from ${url}, another package`, shownBy: url }];
  return version === one.version.replace(/\+.*$/, '')
    ? []
    : [{ rule: 'lockfile-disagrees', said: `is fetched from ${url}, another version` }];
}

/** Wheels are called after name and version too. */
function otherWheel({ name, integrity }: LockedDependency, before: readonly LockedDependency[]): Found[] {
  const other = integrity.find((entry) => {
    const meant = /^(?:.*\/)?([\w.]+)-[^/]*\.whl#/.exec(entry)?.[1];
    return meant !== undefined && pythonName(meant) !== name && !before.some((old) => old.integrity.includes(entry));
  });
  const file = other?.replace(/#[^#]*$/, '').replace(/^.*\//, '');
  return file === undefined ? [] : [{ rule: 'lockfile-disagrees', said: `is fetched as ${file}, another package`, shownBy: file }];
}

/** With a hash nobody on the way can exchange it, only read along. */
function unencrypted({ one, before }: NewPackage): Found[] {
  const { kind, url } = one.source;
  if (kind !== 'registry' || url === null || !isPlainHttp(url) || before.some((old) => isPlainHttp(old.source.url ?? ''))) return [];
  const severity = one.integrity.length === 0 ? {} : { severity: 'warning' as const };
  return [{ rule: 'source-unencrypted', said: `is fetched over plain HTTP from ${url}`, shownBy: url, ...severity }];
}

export function isPlainHttp(url: string): boolean {
  return /^http:\/\/(?!localhost\b|127\.|\[::1\])/.test(url);
}
