import { AdapterError } from '../../../domain/error.ts';
import { basePath, type Change } from '../../../domain/change.ts';
import type { Tree } from '../../../domain/tree.ts';
import type { DependencyGraph, Ecosystem, LockedDependency } from '../../../formats/dependency-graph/dependency-graph.ts';
import { isDependencyLock, readDependencyGraph } from '../../../formats/dependency-graph/read-dependency-graph.ts';
import { affectedBy, fixedIn, type OsvRecord, type PackageVersion, severityOf } from '../../../formats/osv/osv-record.ts';
import type { KnownVulnerability } from '../../../tools/tool.ts';
import { placeOf } from '../place.ts';
import type { Sighting } from '../rules.ts';
import { lineCounter } from '../secrets/lines.ts';

/** A lockfile that the change writes, on one side; or a `pom.xml`, with what is known of it without one. */
export interface Lock {
  readonly path: string;
  readonly side: 'base' | 'head';
  readonly text: string;
  readonly graph: DependencyGraph;
}

/** Both sides of every lockfile that the change writes. AdapterError where one of head cannot be read. */
export async function changedLocks({
  change,
  base,
  head,
}: {
  readonly change: Change;
  readonly base: Tree;
  readonly head: Tree;
}): Promise<Lock[]> {
  const locks: Lock[] = [];
  for (const file of change.files) {
    if (file.status === 'deleted' || !isDependencyLock(file.path) || placeOf(file.path) === 'test' || isInstalled(file.path)) continue;
    const text = (await head.read(file.path)) ?? '';
    const read = readDependencyGraph(file.path, text);
    if (!read.ok)
      throw new AdapterError(
        'LOCKFILE_UNREADABLE',
        `${file.path} cannot be read (${read.reason}): nobody knows whether what it locks is vulnerable`,
      );
    locks.push({ path: file.path, side: 'head', text, graph: read.graph });
    const before = await base.read(basePath(file));
    const old = before === null ? null : readDependencyGraph(basePath(file), before);
    // What could not be read before has nothing old: all of it is new.
    if (before !== null && old?.ok === true) locks.push({ path: basePath(file), side: 'base', text: before, graph: old.graph });
  }
  return locks;
}

function isInstalled(path: string): boolean {
  return /(^|\/)node_modules\//.test(path);
}

const OSV: Readonly<Record<Ecosystem, PackageVersion['ecosystem']>> = {
  npm: 'npm',
  pypi: 'PyPI',
  cargo: 'crates.io',
  go: 'Go',
  maven: 'Maven',
};

export function packagesOf(locks: readonly Lock[]): (PackageVersion & LockedDependency)[] {
  return locks.flatMap(({ graph: { ecosystem, packages } }) =>
    packages.filter(isUsed(ecosystem)).map((one) => ({ ...one, ecosystem: OSV[ecosystem] })),
  );
}

/** Of modules that are only asked what they need nothing is compiled; what is a folder here is nobody's release. */
function isUsed(ecosystem: string): (one: LockedDependency) => boolean {
  return ({ source, integrity }) => source.kind !== 'file' && (ecosystem !== 'go' || integrity.some((hash) => hash.startsWith('zip#')));
}

/** What the advisories say of a lockfile's packages: of several that are the same one, the first. */
export function vulnerableIn(lock: Lock, records: readonly OsvRecord[]): Sighting[] {
  const ordered = records.filter(({ withdrawn }) => withdrawn == null).toSorted((a, b) => rank(a) - rank(b) || (a.id < b.id ? -1 : 1));
  const found: Sighting[] = [];
  for (const one of packagesOf([lock])) {
    const said = new Set<string>();
    for (const record of ordered) {
      const names = [record.id, ...(record.aliases ?? [])];
      const affected = names.some((name) => said.has(name)) ? null : affectedBy(record, one);
      if (affected === null) continue;
      for (const name of names) said.add(name);
      const { aliases, summary, details } = record;
      found.push(
        sightingOf(lock, {
          ...one,
          id: record.id,
          aliases: aliases ?? [],
          summary: `${affected.is === 'unknown' ? 'its version cannot be compared with those that are named: ' : ''}${summary ?? details ?? ''}`,
          severity: severityOf(record, affected.part),
          fixed: fixedIn(affected.part),
        }),
      );
    }
  }
  return found;
}

function rank({ id }: OsvRecord): number {
  return id.startsWith('MAL-') ? 0 : id.startsWith('GHSA-') ? 1 : 2;
}

const MILD = /^(LOW|MODERATE|MEDIUM|INFORMATIONAL|INFO|NEGLIGIBLE)$/i;

/** A package of a lockfile that an advisory names, whoever says so. */
export function sightingOf(lock: Lock, found: Omit<KnownVulnerability, 'lock'>): Sighting {
  const { name, version, id, severity } = found;
  const own = lock.graph.packages.find((one) => one.name === name && one.version === version);
  const at = own === undefined ? -1 : lock.text.indexOf(own.mark);
  return {
    rule: 'vulnerable-dependency',
    path: lock.path,
    range: { startLine: own?.line ?? (at === -1 ? 1 : lineCounter(lock.text)(at)) },
    // Another version that it says as much of is no news.
    isOfFile: true,
    side: lock.side,
    code: `${id} ${name}`,
    message: `${name}: ${titleOf(found)}`,
    remediation: remediationOf(found),
    ...(MILD.test(severity ?? '') ? { severity: 'warning' as const } : {}),
  };
}

const LONGEST = 160;

function titleOf({ id, aliases, summary }: Omit<KnownVulnerability, 'lock'>): string {
  const cve = aliases.find((one) => one.startsWith('CVE-'));
  const words = summary.replace(/\s+/g, ' ').trim();
  return `${id}${cve === undefined ? '' : ` (${cve})`}${words === '' ? '' : `, ${words.slice(0, LONGEST)}`}`;
}

function remediationOf({ name, version, fixed }: Omit<KnownVulnerability, 'lock'>): string {
  const ways =
    fixed.length === 0 ? 'No version is named that mends it: use something else' : `Use ${name} ${fixed.slice(0, 5).join(' or ')} or later`;
  return `${ways}; ${version} is locked. What is harmless here is a person’s to waive.`;
}
