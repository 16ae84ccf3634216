import type { AskedFor } from '../../formats/manifest/manifest.ts';
import type { PackageJson } from '../../formats/manifest/package-json.ts';
import type { Sighting } from './rules.ts';
import type { Sides } from './unlocked-requests.ts';

/** A package.json that comes to ask for a package in two ranges: a package manager takes the one of `dependencies` and says nothing. */
export function contradictingRequests({ before, after, touched }: Omit<Sides, 'policy'>): Sighting[] {
  return touched.flatMap((path): Sighting[] => {
    const old = before.packages.get(path);
    const known = new Set(pairsIn(old).map(([{ name }]) => name));
    return pairsIn(after.packages.get(path))
      .filter(([{ name }]) => !known.has(name))
      .map(([runtime, development]) => {
        const isOld = old?.asked.some(({ name, group }) => name === development.name && group === 'development') === true;
        const { name, line } = isOld ? runtime : development;
        const message = `${path} asks for ${name} ${runtime.range} and, for development, ${development.range}`;
        return { rule: 'request-contradicts', path, range: { startLine: line }, code: name, message };
      });
  });
}

function pairsIn(manifest: PackageJson | undefined): (readonly [AskedFor, AskedFor])[] {
  const asked = manifest?.asked ?? [];
  return asked.flatMap((one) => {
    const other = one.group === 'runtime' ? asked.find(({ name, group }) => group === 'development' && name === one.name) : undefined;
    return other === undefined || other.range.trim() === one.range.trim() ? [] : [[one, other] as const];
  });
}
