import { nameOf, nearNameOf, placeOf } from './judge-new.ts';
import type { NewPackage } from './new-packages.ts';
import type { Sighting } from './rules.ts';

/** Beyond these a lockfile's new packages are counted: nobody reads more. */
const MAX_PAGES = 100;

/** What there is to know about each package whose name is new, as notes. */
export function dependencyPages(packages: readonly NewPackage[]): Sighting[] {
  const fresh = packages.filter(({ before }) => before.length === 0).toSorted((a, b) => Number(b.isDirect) - Number(a.isDirect));
  return [...Map.groupBy(fresh, ({ lock }) => lock.path)].flatMap(([path, all]) => {
    const pages = all.slice(0, MAX_PAGES).map((added): Sighting => ({ rule: 'new-dependency', ...placeOf(added), message: pageOf(added) }));
    const rest = all.length - pages.length;
    const more = `${rest} more new packages in ${path}; its SBOM has them all`;
    return rest > 0 ? [...pages, { rule: 'new-dependency', path, code: 'more', message: more }] : pages;
  });
}

function pageOf({ lock, one, why, isDirect, installedLicence }: NewPackage): string {
  const { kind, url } = one.source;
  const near = nearNameOf(lock.graph.ecosystem, one.name);
  const facts = [
    isDirect ? 'a manifest asks for it' : why === null ? 'the lockfile does not say who uses it' : `comes with ${why.join(' > ')}`,
    `licence ${one.licence ?? installedLicence ?? 'not said'}`,
    `install script ${one.hasInstallScript === null ? 'not said' : one.hasInstallScript ? 'yes' : 'no'}`,
    `from ${kind === 'registry' ? `the registry${url === null ? '' : ` (${url})`}` : `${kind} ${url ?? ''}`}`,
    one.integrity.length === 0 ? 'no hash' : 'locked by hash',
    ...(near === null ? [] : [`name near ${near}`]),
    // Only the registry knows them, and it is not asked.
    'age, size and maintainers unknown',
  ];
  return `New: ${nameOf(one)} (${lock.graph.ecosystem}): ${facts.join('; ')}`;
}
