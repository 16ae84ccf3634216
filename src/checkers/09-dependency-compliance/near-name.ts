import { oneEdit } from '../../formats/one-edit.ts';

/** Below this many characters half of all names are one letter from each other. */
const MIN_CHARACTERS = 5;

/** Could one name be taken for another: by one letter, by its separators, by letters that look alike, or by its scope? */
export function isNear(name: string, popular: string): boolean {
  if (name === popular) return false;
  const [own, known] = [partsOf(name), partsOf(popular)];
  if (own.scope !== known.scope) {
    // `@types/node` as `@type/node`; `@babel/core` as `babel-core`.
    if (own.scope !== '' && known.scope !== '')
      return own.name === known.name && known.scope.length >= MIN_CHARACTERS && isOneEdit(own.scope, known.scope);
    return known.scope !== '' && own.scope === '' && own.name === `${known.scope}-${known.name}`;
  }
  if (known.name.length < MIN_CHARACTERS) return false;
  return isOneEdit(own.name, known.name) || skeleton(own.name) === skeleton(known.name);
}

/**
 * Could `group:artifact` be taken for another one? Who has a group has all of its artifacts, so that only another group is a trap: one
 * letter from it, or under another top-level domain.
 */
export function isNearCoordinates(name: string, popular: string): boolean {
  const [[group = '', artifact = ''], [known = '', meant = '']] = [name.split(':'), popular.split(':')];
  if (group === known || known.length < MIN_CHARACTERS) return false;
  const isNearArtifact = artifact === meant || isOneEdit(artifact, meant);
  const withoutTop = (one: string) => one.replace(/^(?:com|org|io|net|dev)\./, '');
  return isNearArtifact && (isOneEdit(group, known) || skeleton(group) === skeleton(known) || withoutTop(group) === withoutTop(known));
}

/** Could one module of Go be taken for another: by one letter of its host or owner? Who has these has all names below them. */
export function isNearModule(name: string, popular: string): boolean {
  const [own, known] = [name, popular].map((one) =>
    one
      .toLowerCase()
      .replace(/(?:\/v\d+|\.v\d+)$/, '')
      .split('/'),
  );
  if (own === undefined || known === undefined || own.length !== known.length) return false;
  const owned = known[0] === 'github.com' ? 2 : 1;
  if (own.slice(owned).join('/') !== known.slice(owned).join('/')) return false;
  const differing = own.flatMap((one, index) => (one === known[index] ? [] : [[one, known[index] ?? ''] as const]));
  const [[one, other] = ['', '']] = differing;
  return differing.length === 1 && other.length >= MIN_CHARACTERS && (isOneEdit(one, other) || skeleton(one) === skeleton(other));
}

function partsOf(name: string): { readonly scope: string; readonly name: string } {
  const found = /^@([^/]+)\/(.+)$/.exec(name);
  return { scope: found?.[1] ?? '', name: found?.[2] ?? name };
}

/** Without separators, and with one of each set of letters that look alike. */
function skeleton(name: string): string {
  return name.toLowerCase().replace(/[-_.]/g, '').replaceAll('rn', 'm').replaceAll('vv', 'w').replaceAll('0', 'o').replace(/[1i]/g, 'l');
}

function isOneEdit(a: string, b: string): boolean {
  const differing = oneEdit(a, b);
  // `vue2` and `vue3` are two versions, not a slip.
  return differing !== null && (differing[0].length === 2 || !differing.some((one) => /\d/.test(one)));
}
