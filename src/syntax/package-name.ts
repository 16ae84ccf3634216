import { isBuiltin } from 'node:module';

/** Suffixes of what other tools turn into modules, and prefixes of names that no registry has. */
const NOT_A_PACKAGE = /^[~$#]|^@\/|^\/|^\\|^[A-Za-z][A-Za-z0-9+.-]+:|^[.]|[!]|^virtual[:/-]|\s|^%|^$/;
/** What runtimes bring along without a package. */
const HOSTED = new Set([
  'bun',
  'electron',
  'vscode',
  'deno',
  'k6',
  'atom',
  'nova',
  'figma',
  'obsidian',
  'photoshop',
  'uxp',
  'server-only',
  'client-only',
]);

/** The package that an import asks for: `@a/b/c` is of `@a/b`. Null where it is none of a registry. */
export function packageName(specifier: string): string | null {
  if (NOT_A_PACKAGE.test(specifier) || isBuiltin(specifier)) return null;
  const [first = '', second] = specifier.replace(/[?].*$/, '').split('/');
  const name = first.startsWith('@') && second !== undefined ? `${first}/${second}` : first;
  return HOSTED.has(name) ? null : name;
}
