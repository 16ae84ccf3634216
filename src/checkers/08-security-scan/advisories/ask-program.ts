import { posix } from 'node:path';
import { AdapterError } from '../../../domain/error.ts';
import type { Tree } from '../../../domain/tree.ts';
import { comparedName } from '../../../formats/osv/osv-record.ts';
import type { AdvisorAnswer, AdvisorName, Advisors, AskedLock, KnownVulnerability } from '../../../tools/tool.ts';
import type { Sighting } from '../rules.ts';
import { type Lock, packagesOf, sightingOf } from './find-vulnerable.ts';

export interface ProgramRequest {
  readonly source: AdvisorName;
  readonly advise: Advisors;
  readonly locks: readonly Lock[];
  readonly base: Tree;
  readonly head: Tree;
  readonly signal: AbortSignal;
}

export interface ProgramAnswer extends Pick<AdvisorAnswer, 'tool'> {
  readonly sightings: readonly Sighting[];
  readonly caveat: string | null;
}

/** Of the side's own tree. */
const MANIFESTS = ['package.json', 'go.mod', 'pyproject.toml', 'Cargo.toml'];
/** Of base: what says whom to ask is nothing that a change decides. */
const SETTINGS = ['.npmrc'];

/** What a program says of lockfiles on both sides. AdapterError where it says nothing that can be believed. */
export async function askProgram({ source, advise, locks, base, head, signal }: ProgramRequest): Promise<ProgramAnswer> {
  const sightings: Sighting[] = [];
  let answered: AdvisorAnswer | null = null;
  for (const side of ['base', 'head'] as const) {
    const asked = locks.filter((lock) => lock.side === side && packagesOf([lock]).length > 0);
    if (asked.length === 0) continue;
    const tree = side === 'base' ? base : head;
    const answer = await advise(source, { locks: await Promise.all(asked.map((lock) => askedLock(lock, { tree, base }))), signal });
    if (side === 'head') answered = answer;
    sightings.push(...asked.flatMap((lock) => sightingsOf(lock, answer.vulnerabilities)));
  }
  if (answered === null) return { tool: { name: source, version: 'not asked' }, sightings, caveat: null };
  const { tool, ...looked } = answered;
  const caveats = locks.filter(({ side }) => side === 'head').flatMap((lock) => unlisted(lock, { source, ...looked }));
  return { tool, sightings, caveat: caveats.length === 0 ? null : caveats.join('; ') };
}

async function askedLock({ path, text, graph }: Lock, { tree, base }: { readonly tree: Tree; readonly base: Tree }): Promise<AskedLock> {
  const folder = posix.dirname(path);
  const beside: Record<string, string> = {};
  for (const name of MANIFESTS) {
    const found = await tree.read(posix.join(folder, name));
    if (found !== null) beside[name] = found;
  }
  for (const name of SETTINGS) {
    const found = (await base.read(posix.join(folder, name))) ?? (await base.read(name));
    if (found !== null) beside[name] = found;
  }
  return { path, text, ecosystem: graph.ecosystem, beside };
}

/** Of several that are the same one, the first. */
function sightingsOf(lock: Lock, vulnerabilities: readonly KnownVulnerability[]): Sighting[] {
  const own = vulnerabilities.filter((one) => one.lock === lock.path);
  const byPackage = Map.groupBy(own, ({ name, version }) => `${name}@${version}`);
  return [...byPackage.values()].flatMap((found) => {
    const said = new Set<string>();
    return found
      .toSorted((a, b) => (a.id < b.id ? -1 : 1))
      .flatMap((one) => {
        const names = [one.id, ...one.aliases];
        if (names.some((name) => said.has(name))) return [];
        for (const name of names) said.add(name);
        return [sightingOf(lock, one)];
      });
  });
}

const MAX_NAMED = 5;

/** What a program did not look up of what a lockfile holds: none of it is no answer. */
function unlisted(
  lock: Lock,
  { source, listed, leftOut }: Pick<AdvisorAnswer, 'listed' | 'leftOut'> & { readonly source: string },
): string[] {
  const packages = packagesOf([lock]);
  const of = (names: ReadonlySet<string> | undefined) => new Set([...(names ?? [])].map((one) => plain(lock, one)));
  const [seen, unasked] = [listed === null ? null : of(listed.get(lock.path)), of(leftOut.get(lock.path))];
  const missing = packages.filter((one) => {
    const name = plain(lock, named(one));
    return unasked.has(name) || seen?.has(name) === false;
  });
  if (packages.length === 0 || missing.length === 0) return [];
  if (missing.length === packages.length)
    throw new AdapterError('ADVISORIES_UNREACHABLE', `${source} looked up none of the ${packages.length} packages of ${lock.path}`, {
      hint: 'name another source of checkers.security-scan.advisories, which reads this lockfile',
    });
  const some = missing.slice(0, MAX_NAMED).map(named);
  return [`${source} did not look up ${missing.length} of ${packages.length} packages of ${lock.path}: ${some.join(', ')}`];
}

function named({ name, version }: { readonly name: string; readonly version: string }): string {
  return `${name}@${version}`;
}

function plain({ graph }: Lock, text: string): string {
  const at = text.lastIndexOf('@');
  const version = text.slice(at + 1).replace(/^v(?=\d)/, '');
  return `${comparedName(graph.ecosystem === 'pypi' ? 'PyPI' : 'npm', text.slice(0, at))}@${version}`;
}
