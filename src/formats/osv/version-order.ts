import { compareVersions, parseVersion } from '../semantic-version.ts';
import { compareMaven, mavenVersion } from './maven-version.ts';
import { pythonVersion } from './python-version.ts';

/** Kinds of registries, as OSV calls them. */
export type OsvEcosystem = 'npm' | 'PyPI' | 'crates.io' | 'Go' | 'Maven';

/** Below zero where the first is the older one; null where one of them is no version. */
export type VersionOrder = (a: string, b: string) => number | null;

export function versionOrderOf(ecosystem: OsvEcosystem): VersionOrder {
  if (ecosystem === 'PyPI') return (a, b) => compared(pythonVersion(a), pythonVersion(b), compareLists);
  if (ecosystem === 'Maven') return (a, b) => compared(mavenVersion(a), mavenVersion(b), compareMaven);
  return (a, b) => compared(parseVersion(padded(a)), parseVersion(padded(b)), compareVersions);
}

function compared<Version>(a: Version | null, b: Version | null, compare: (a: Version, b: Version) => number): number | null {
  return a === null || b === null ? null : compare(a, b);
}

/** Advisories write `1.2` too. */
function padded(version: string): string {
  const [, numbers = '', rest = ''] = /^v?(\d+(?:\.\d+)?)([-+].*)?$/.exec(version) ?? [];
  return numbers === '' ? version : `${numbers}${'.0'.repeat(3 - numbers.split('.').length)}${rest}`;
}

function compareLists(a: readonly (readonly number[])[], b: readonly (readonly number[])[]): number {
  for (const [place, list] of a.entries()) {
    const other = b[place] ?? [];
    for (let index = 0; index < Math.max(list.length, other.length); index += 1) {
      const order = (list[index] ?? 0) - (other[index] ?? 0);
      if (order !== 0) return order;
    }
  }
  return 0;
}
