import { posix } from 'node:path';
import { isList, isObject, type Json, type JsonObject } from '../../definitions/json-value.ts';
import { packageShapeFaults } from './package-json-shape.ts';
import type { Sighting } from './rules.ts';
import { type Say, sayInto } from './say.ts';
import type { Judged } from './side.ts';

const DEPENDENCIES = ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies'];
/** Objects of texts. */
const TABLES = [...DEPENDENCIES, 'scripts'];
const TEXTS = ['name', 'version', 'description', 'main', 'module', 'types', 'typings', 'packageManager'];
/** So far go conditions in conditions. */
const MAX_DEPTH = 20;

/** What npm or Node refuses a package.json for. */
export function packageJsonFaults(judged: Judged): Sighting[] {
  const sightings: Sighting[] = [];
  if (posix.basename(judged.path) !== 'package.json') return sightings;
  const say = sayInto(sightings, judged);
  const { value } = judged.document;
  if (!isObject(value)) {
    say('schema-violation', [], 'a package.json is an object');
    return sightings;
  }
  packageShapeFaults(value, say);
  for (const key of TEXTS) textFault(value, key, say);
  for (const key of TABLES) if (value[key] !== undefined) tableFaults(value[key], key, say);
  const { type, bin, files, exports, imports } = value;
  if (type !== undefined && type !== 'module' && type !== 'commonjs')
    say('schema-violation', ['type'], `"type" is "module" or "commonjs", and not ${JSON.stringify(type)}`);
  if (bin !== undefined && typeof bin !== 'string') tableFaults(bin, 'bin', say);
  if (files !== undefined && !(isList(files) && files.every((one) => typeof one === 'string')))
    say('schema-violation', ['files'], '"files" is a list of texts');
  if (exports !== undefined) exportFaults(exports, say);
  if (imports !== undefined && imports !== null) importFaults(imports, say);
  return sightings;
}

function textFault(value: JsonObject, key: string, say: Say): void {
  const held = value[key];
  if (held === undefined || typeof held === 'string') return;
  // Some say so that there is none.
  if (held === null || (held === false && key !== 'name' && key !== 'version')) return;
  say('schema-violation', [key], `${JSON.stringify(key)} is a text`);
}

function tableFaults(table: Json | undefined, key: string, say: Say): void {
  if (!isObject(table)) return say('schema-violation', [key], `${JSON.stringify(key)} is an object of texts`);
  for (const [name, held] of Object.entries(table))
    if (typeof held !== 'string') say('schema-violation', [key, name], `${JSON.stringify(name)} in ${JSON.stringify(key)} is a text`);
}

function exportFaults(exports: Json, say: Say): void {
  if (isObject(exports)) {
    const keys = Object.keys(exports);
    const other = keys.find((key) => key.startsWith('.') !== keys[0]?.startsWith('.'));
    if (other !== undefined)
      say(
        'schema-violation',
        ['exports', other],
        'the keys of "exports" are either all paths, which begin with ".", or all conditions',
        true,
      );
  }
  targetFaults(exports, { steps: ['exports'], isOther: false }, say);
}

function importFaults(imports: Json, say: Say): void {
  if (!isObject(imports)) return say('schema-violation', ['imports'], '"imports" is an object');
  for (const key of Object.keys(imports))
    if (!key.startsWith('#'))
      say('schema-violation', ['imports', key], `a key of "imports" begins with "#", and not as ${JSON.stringify(key)}`, true);
  targetFaults(imports, { steps: ['imports'], isOther: true }, say);
}

/** Where it leads: to a file of the package, or, of `imports`, to another package. */
function targetFaults(target: Json, { steps, isOther }: { readonly steps: readonly string[]; readonly isOther: boolean }, say: Say): void {
  if (target === null || steps.length > MAX_DEPTH) return;
  if (isList(target)) return target.forEach((one, index) => targetFaults(one, { steps: [...steps, String(index)], isOther }, say));
  if (isObject(target)) return Object.entries(target).forEach(([key, one]) => targetFaults(one, { steps: [...steps, key], isOther }, say));
  // Of a list the first that can be used is taken, and what is not one is passed over.
  const isInList = steps.some((step) => /^\d+$/.test(step));
  if (typeof target !== 'string')
    say('schema-violation', steps, `${steps.join('.')} is a path, conditions or null, and not ${JSON.stringify(target)}`);
  else if (!isOther && !isInList && !target.startsWith('./'))
    say('schema-violation', steps, `${steps.join('.')} begins with "./", and not as ${JSON.stringify(target)}`);
}
