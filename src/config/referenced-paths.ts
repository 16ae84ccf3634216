import { posix } from 'node:path';
import { matchesGlob } from '../domain/matches-glob.ts';
import { packageEntries } from '../syntax/package-entries.ts';
import { publishedFiles } from './published-files.ts';
import type { TreeSnapshot } from './tree-snapshot.ts';

/** Configuration that may name other files which decide as much as it does. */
const CONFIGS: readonly string[] = [
  '**/{vitest,vite,jest,babel,eslint,prettier,oxlint,oxfmt,stylelint}.{config,workspace,preset}.*',
  '**/.{eslintrc,babelrc,prettierrc,oxlintrc,oxfmtrc,stylelintrc,c8rc,nycrc,mocharc,swcrc}*',
  '**/{.,}biome.{json,jsonc}',
  '**/{ts,js}config{.*,}.json',
  '**/tsconfig*.json',
];

/** Every name that one of these matches has one of these in it: most paths of a large tree need not be compared with any. */
const MAY_BE_CONFIG = /(?:config|workspace|preset|rc|biome)[^/]*$/;

/** Flags of test runners, linters, compilers and node whose value is a file that decides. */
const FLAG =
  /^(-c|-p|-r|--(config|project|require|import|loader|experimental-loader|test-global-setup|globalSetup|setupFiles\w*|preset))(=|$)/;

/** Keys under which such configuration names further configuration, and programs that run with the tests or the linter. */
const KEYS =
  /['"]?\b(?<key>setupFiles\w*|globalSetup|globalTeardown|extends|preset|presets|transform|reporters?|environment|testEnvironment|runner|testRunner|resolver|plugins|jsPlugins|snapshotSerializers|projects|workspace)['"]?\s*:\s*(?=['"[{])/g;
const IMPORTS = /(?:\bfrom|\bimport|\brequire\(|\bimport\()\s*['"](?<path>[^'"]+)['"]/g;
/** What matters in the text of a value: a comment, a string, a bracket. */
const TOKEN = /\/\/.*|\/\*[^]*?\*\/|'(?<single>[^'\n]*)'|"(?<double>[^"\n]*)"|(?<open>[[{])|(?<close>[\]}])/g;
const ENDINGS = ['', '.js', '.ts', '.mjs', '.mts', '.cjs', '.cts', '.json', '.tsx', '.jsx', '/index.js', '/index.ts'];

/** Programs that are tested, and packages made for them: what their configuration takes from the product judges nothing. */
const TEST_APP = /(^|\/)(tests?|__tests__|e2e|fixtures?|examples?|playgrounds?|demos?)\//;

/** How far imports of a configuration are followed: what it is put together from, not all the code behind it. */
const IMPORT_DEPTH = 2;

/**
 * Files that decide how changes are judged because configuration names them: `--config lint/rules.js` in a script, `extends`,
 * `setupFiles`, an import of vitest.config.ts, by a path or by the name of a package of the tree. Read as text from the base commit and never run; what cannot be recognised is
 * protected by `protectedPaths` of the config.
 */
export async function referencedPaths({
  tree,
  commands,
}: {
  readonly tree: TreeSnapshot;
  readonly commands: readonly string[];
}): Promise<string[]> {
  const all = new Set(tree.paths);
  const entriesOf = await packageEntries(tree);
  const isPublished = await publishedFiles(tree);
  const found = new Set<string>();
  const waiting: { readonly path: string; readonly depth: number }[] = tree.paths
    .filter((path) => MAY_BE_CONFIG.test(path) && !path.includes('node_modules/') && CONFIGS.some((glob) => matchesGlob(path, glob)))
    .map((path) => ({ path, depth: 0 }));
  const take = (path: string | null, depth: number): void => {
    // A manifest is compared key by key.
    if (path === null || found.has(path) || /(^|\/)package\.json$/.test(path)) return;
    found.add(path);
    if (depth <= IMPORT_DEPTH) waiting.push({ path, depth });
  };
  const inPackages = (from: string, named: string) =>
    spellings(named)
      .flatMap((name) => entriesOf(from, name).flatMap((path) => fileAt(all, path) ?? []))
      .filter((path) => !isPublished(path) && !TEST_APP.test(path));
  const add = (from: string, named: string, depth: number): void => {
    const path = resolved(all, posix.dirname(from), named);
    for (const one of path === null ? inPackages(from, named) : [path]) take(one, depth);
  };
  const addImport = (from: string, named: string, depth: number): void => {
    const isOfTests = TEST_APP.test(from);
    if (!named.startsWith('.')) {
      if (!isOfTests) for (const path of inPackages(from, named)) take(path, depth);
      return;
    }
    const path = resolved(all, posix.dirname(from), named);
    if (path !== null && isPublished(path) && (isOfTests || depth > 1)) return;
    take(path, depth);
  };
  // Only a file by its whole name: `cp -r src` names no configuration.
  const addFlags = (from: string, script: string) =>
    filesOfFlags(script)
      .filter((named) => [posix.join(posix.dirname(from), named), posix.join(named)].some((path) => all.has(path)))
      .forEach((named) => add(from, named, 0));
  commands.forEach((command) => addFlags('package.json', command));
  for (const path of tree.paths.filter((one) => /(^|\/)package\.json$/.test(one) && !one.includes('node_modules/'))) {
    const text = (await tree.read(path)) ?? '';
    for (const named of filesOfKeys(text)) add(path, named.path, named.isConfig ? 0 : Infinity);
    for (const [, script = ''] of text.matchAll(/:\s*"((?:[^"\\]|\\.)*)"/g)) addFlags(path, script.replaceAll('\\"', '"'));
  }
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { path, depth } = next;
    const text = (await tree.read(path)) ?? '';
    for (const match of text.matchAll(IMPORTS)) addImport(path, match.groups?.['path'] ?? '', depth + 1);
    for (const named of filesOfKeys(text)) add(path, named.path, named.isConfig ? depth : Infinity);
  }
  return [...found].toSorted();
}

function filesOfFlags(script: string): string[] {
  const words = [...script.matchAll(/(?:"[^"]*"|'[^']*'|[^\s;|&])+/g)].map(([word]) => word.replaceAll(/["']/g, ''));
  return words.flatMap((word, index) => {
    if (!FLAG.test(word)) return [];
    const value = word.includes('=') ? word.slice(word.indexOf('=') + 1) : (words[index + 1] ?? '');
    return value === '' || value.startsWith('-') ? [] : [value];
  });
}

function filesOfKeys(text: string): { readonly path: string; readonly isConfig: boolean }[] {
  return [...text.matchAll(KEYS)].flatMap((match) => {
    const isConfig = /^(extends|presets?|projects|workspace)$/.test(match.groups?.['key'] ?? '');
    return namesAt(text, match.index + match[0].length).map((path) => ({ path, isConfig }));
  });
}

/** The strings of a value that begins here: itself, or what is in it but for the options of what it names. */
function namesAt(text: string, start: number): string[] {
  const names: string[] = [];
  const around: string[] = [];
  TOKEN.lastIndex = start;
  for (let token = TOKEN.exec(text); token !== null; token = TOKEN.exec(text)) {
    const { single, double, open, close } = token.groups ?? {};
    const name = single ?? double;
    if (open !== undefined) around.push(open);
    else if (close !== undefined) around.pop();
    else if (name !== undefined && !around.slice(1).includes('{')) names.push(name);
    if (around.length === 0) break;
  }
  return names;
}

/** The file of the tree that a name means, from the folder of who names it or from the root. */
function resolved(all: ReadonlySet<string>, folder: string, named: string): string | null {
  const plain = named.replace(/^<rootDir>\//, '');
  if (plain.startsWith('/') || plain === '') return null;
  for (const from of plain.startsWith('.') ? [folder] : [folder, '.']) {
    const path = posix.join(from, plain);
    const hit = fileAt(all, path);
    if (hit !== null) return hit;
  }
  return null;
}

function fileAt(all: ReadonlySet<string>, path: string): string | null {
  // TypeScript is imported by the name of what it is compiled to.
  const names = [path, ...(/\.[cm]?js$/.test(path) ? [path.replace(/js$/, 'ts')] : [])];
  return names.flatMap((name) => ENDINGS.map((ending) => name + ending)).find((name) => all.has(name)) ?? null;
}

/** eslint and babel find packages by names that leave out what these are: `acme` is `eslint-config-acme`. */
function spellings(named: string): string[] {
  const [, scope = '', name = ''] = /^(@[^/]+\/?)?(.*)$/.exec(named) ?? [];
  const kinds = ['eslint-config', 'eslint-plugin', 'babel-preset', 'babel-plugin'];
  return [named, ...kinds.map((kind) => `${scope.replace(/[^/]$/, '$&/')}${[kind, name].filter((part) => part !== '').join('-')}`)];
}
