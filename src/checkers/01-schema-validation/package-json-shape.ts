import { isObject, type JsonObject } from '../../definitions/json-value.ts';
import { meantBy } from '../../formats/one-edit.ts';
import { parseVersion } from '../../formats/semantic-version.ts';
import type { Say } from './say.ts';
import { ANY, listOr, mapOf, matching, objectOf, type Shape, TEXT, TEXTS, TRUTH } from './shape.ts';

const LISTED = listOr(TEXT, TEXT);
/** Keys that npm, Node, package managers and bundlers read, and what they take. */
const KEYS: Readonly<Record<string, Shape>> = {
  name: matching('a name that npm takes', (value) => typeof value !== 'string' || isPackageName(value)),
  version: matching('a version as "1.2.3"', (value) => typeof value !== 'string' || !/^v?\d/.test(value) || isVersion(value)),
  engines: listOr(TEXT, mapOf(TEXT)),
  workspaces: listOr(TEXT, objectOf({ packages: TEXTS, nohoist: TEXTS, catalog: ANY, catalogs: ANY })),
  packageManager: matching('a name with its version, as "npm@10.2.0"', (value) => typeof value !== 'string' || /^[a-z]+@\S+$/.test(value)),
  os: LISTED,
  cpu: LISTED,
  libc: LISTED,
  keywords: LISTED,
  private: matching('true or false', (value) => typeof value === 'boolean' || value === 'true' || value === 'false'),
  overrides: matching('an object', isObject),
  peerDependenciesMeta: mapOf(objectOf({ optional: TRUTH })),
};
/** Words of which a key of another name is a misspelling; each is long, and nothing else is called so. */
const LONG_KEYS = [
  'dependencies',
  'devDependencies',
  'peerDependencies',
  'peerDependenciesMeta',
  'optionalDependencies',
  'bundledDependencies',
  'bundleDependencies',
  'scripts',
  'workspaces',
  'exports',
  'engines',
  'repository',
  'description',
  'packageManager',
  'overrides',
  'resolutions',
  'publishConfig',
  'sideEffects',
  'keywords',
];
const TABLES = ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies'];

/** What npm, Node and others that read a package.json refuse or pass over, beside what `package-json-faults.ts` says of it. */
export function packageShapeFaults(value: JsonObject, say: Say): void {
  for (const [key, shape] of Object.entries(KEYS)) if (value[key] !== undefined) shape(value[key], [key], say);
  for (const key of Object.keys(value)) {
    const meant = Object.hasOwn(KEYS, key) || key.startsWith('x-') ? undefined : meantBy(key, LONG_KEYS);
    // Both beside each other: the other one is somebody's own.
    if (meant !== undefined && (value[meant] === undefined || TABLES.includes(meant)))
      say('schema-violation', [key], `a package.json has no key ${JSON.stringify(key)}: it is ${JSON.stringify(meant)}`, true);
  }
  for (const key of TABLES) {
    const table = value[key];
    for (const [name, range] of Object.entries(isObject(table) ? table : {}))
      if (typeof range === 'string' && isMisspeltRange(range))
        say('schema-violation', [key, name], `${JSON.stringify(range)} is no range of versions`);
  }
}

/** As npm reads it, which lets the hyphen be left out. */
function isVersion(text: string): boolean {
  return parseVersion(text.replace(/^(v?\d+\.\d+\.\d+)(?=[a-z])/i, '$1-')) !== null;
}

/** As npm has it; old ones may have capitals, templates their signs, and what only says where a part of a package lies a path. */
function isPackageName(name: string): boolean {
  return name === '' || /[{}<>%$[\]]/.test(name) || (name.length <= 214 && /^(?:@[\w~!'()*.-]+\/)?[\w~!'()*-][\w~!'()*./-]*$/i.test(name));
}

/** It begins as a range does and goes on as none: a tag, a folder and an address all begin otherwise. */
function isMisspeltRange(range: string): boolean {
  if (!/^(?:[~^]|[<>]=?|=)\s*v?\d/.test(range) || /[{}$%:/@#]/.test(range)) return false;
  return range
    .split('||')
    .flatMap((one) => one.trim().split(/\s+-\s+|(?<![<>=~^])\s+/))
    .some((one) => one !== '' && !isComparator(one));
}

function isComparator(text: string): boolean {
  const part = String.raw`(?:\d+|[xX*])`;
  return new RegExp(String.raw`^(?:[~^]|~>|[<>]=?|=)?\s*v?=?${part}(?:\.${part}(?:\.${part}(?:-?[\w.-]+)?(?:\+[\w.-]+)?)?)?$`).test(text);
}
