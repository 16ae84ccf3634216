import { compareVersions, parseVersion, type Version } from '../../formats/semantic-version.ts';

interface Comparator {
  readonly operator: '<' | '<=' | '>' | '>=' | '=';
  readonly version: Version;
}

const PARTIAL =
  /^(?<operator>[<>]=?|=|\^|~>?)?[v=\s]*(?<major>\d{1,15}|[xX*])(?:\.(?<minor>\d{1,15}|[xX*])(?:\.(?<patch>\d{1,15}|[xX*])(?:-(?<pre>[0-9A-Za-z.-]+))?(?:\+[0-9A-Za-z.-]+)?)?)?$/;
/** Longer ones are nothing that a person wrote. */
const MAX_CHARACTERS = 256;

/**
 * Is a version in a range as npm reads one? Null where the range is none (a tag, an address, an alias) or the version is none:
 * then nobody can say. Prereleases only where the range names one of the same three numbers.
 */
export function satisfiesRange(version: string, range: string): boolean | null {
  const judged = parseVersion(version);
  if (judged === null || range.length > MAX_CHARACTERS) return null;
  const sets = range.split('||').map((part) => comparatorsOf(part.trim()));
  if (sets.some((set) => set === null)) return null;
  return sets.some((set) => set !== null && isInSet(judged, set));
}

function isInSet(version: Version, set: readonly Comparator[]): boolean {
  if (!set.every((one) => holds(version, one))) return false;
  if (version.prerelease.length === 0) return true;
  return set.some(
    ({ version: named }) => named.prerelease.length > 0 && named.numbers.every((number, index) => number === version.numbers[index]),
  );
}

function holds(version: Version, { operator, version: named }: Comparator): boolean {
  const order = compareVersions(version, named);
  switch (operator) {
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '>=':
      return order >= 0;
    case '=':
      return order === 0;
  }
}

function comparatorsOf(part: string): readonly Comparator[] | null {
  const hyphen = /^(\S+)\s+-\s+(\S+)$/.exec(part);
  if (hyphen !== null) {
    const [from, to] = [partialOf(hyphen[1] ?? ''), partialOf(hyphen[2] ?? '')];
    if (from === null || to === null || from.operator !== '' || to.operator !== '') return null;
    return [...expand({ ...from, operator: '>=' }), ...expand({ ...to, operator: '<=' })];
  }
  const found: Comparator[] = [];
  for (const token of part.replace(/([<>]=?|=|\^|~>?)\s+/g, '$1').split(/\s+/)) {
    const partial = token === '' ? { operator: '', numbers: [], prerelease: [] } : partialOf(token);
    if (partial === null) return null;
    found.push(...expand(partial));
  }
  return found;
}

interface Partial {
  readonly operator: string;
  /** As many as are named before the first `x`. */
  readonly numbers: readonly number[];
  readonly prerelease: readonly string[];
}

function partialOf(token: string): Partial | null {
  const groups = PARTIAL.exec(token)?.groups;
  if (groups === undefined) return null;
  const named = [groups['major'], groups['minor'], groups['patch']];
  const first = named.findIndex((one) => one === undefined || !/^\d/.test(one));
  const numbers = (first === -1 ? named : named.slice(0, first)).map(Number);
  return { operator: groups['operator'] ?? '', numbers, prerelease: numbers.length < 3 ? [] : (groups['pre']?.split('.') ?? []) };
}

/** What one operator and partial version ask for. */
function expand({ operator, numbers, prerelease }: Partial): Comparator[] {
  const [major, minor = 0, patch = 0] = numbers;
  if (major === undefined) return /^[<>]$/.test(operator) ? [bound('<', [0, 0, 0], ['0'])] : [];
  const from = { numbers: [major, minor, patch] as const, prerelease };
  const isWhole = numbers.length === 3;
  // The first version that is no longer meant, without its own prereleases.
  const next = numbers.length === 1 ? ([major + 1, 0, 0] as const) : ([major, minor + 1, 0] as const);
  switch (operator) {
    case '>':
      return isWhole ? [{ operator: '>', version: from }] : [bound('>=', next)];
    case '<=':
      return isWhole ? [{ operator: '<=', version: from }] : [bound('<', next, ['0'])];
    case '>=':
      return [{ operator: '>=', version: from }];
    case '<':
      return [isWhole ? { operator: '<', version: from } : bound('<', from.numbers, ['0'])];
    case '^':
      return [{ operator: '>=', version: from }, bound('<', afterCaret(numbers), ['0'])];
    case '~':
    case '~>':
      return [{ operator: '>=', version: from }, bound('<', next, ['0'])];
    default:
      return isWhole ? [{ operator: '=', version: from }] : [{ operator: '>=', version: from }, bound('<', next, ['0'])];
  }
}

/** The first number that is not zero may not grow. */
function afterCaret(numbers: readonly number[]): readonly [number, number, number] {
  const [major = 0, minor = 0, patch = 0] = numbers;
  if (major > 0 || numbers.length === 1) return [major + 1, 0, 0];
  if (minor > 0 || numbers.length === 2) return [0, minor + 1, 0];
  return [0, 0, patch + 1];
}

function bound(
  operator: Comparator['operator'],
  numbers: readonly [number, number, number],
  prerelease: readonly string[] = [],
): Comparator {
  return { operator, version: { numbers, prerelease } };
}
