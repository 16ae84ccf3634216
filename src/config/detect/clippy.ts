import type { LinterConfig } from '../../domain/project.ts';
import type { TreeSnapshot } from '../tree-snapshot.ts';
import { textsOfCi } from './asked-in-ci.ts';

const CONFIGS = ['clippy.toml', '.clippy.toml'];
const CRATE_ROOTS = ['src/lib.rs', 'src/main.rs'];
/** Not in a comment, and not the name of a step. */
const COMMAND = /^(?![^\n]*\bname:)[^#\n]*?\bcargo[ \t]+(?:\+\S+[ \t]+)?clippy\b(?![ \t]+(?:-V|--version))(?<args>[^\n]*)/gm;
/** Of the action that runs Cargo. */
const ACTION = /^[^#\n]*\bcommand:[ \t]*clippy[ \t]*(?:\n[ \t]*args:(?<args>[^\n]*))?/gm;

const FLAG = /^--(workspace|all|all-targets|all-features|no-default-features|tests|benches|examples|bins|lib)$/;
const VALUED = /^(--features|-F|--package|-p|--exclude)$/;
const VALUE = /^\w[\w,/.@+-]*$/;
const LEVEL = /^(-[DWAF]|--(deny|warn|allow|forbid))$/;
const LINT = /^\w[\w:-]*$/;

/** Clippy, where the tree configures it at its root or its CI runs it; null elsewhere. */
export async function clippyOf(tree: TreeSnapshot): Promise<LinterConfig | null> {
  if (!tree.paths.includes('Cargo.toml')) return null;
  const commands = (await textsOfCi(tree)).flatMap(commandsIn);
  // The one that says most: a CI has more than one where features, or crates, differ.
  const [args] = commands.toSorted((a, b) => b.length - a.length);
  const config = await configOf(tree);
  return args === undefined && config === null ? null : { name: 'clippy', config, ...(args === undefined ? {} : { args }) };
}

async function configOf(tree: TreeSnapshot): Promise<string | null> {
  const file = CONFIGS.find((path) => tree.paths.includes(path));
  if (file !== undefined) return file;
  if (hasLints((await tree.read('Cargo.toml')) ?? '')) return 'Cargo.toml';
  for (const path of CRATE_ROOTS) if (asksInCode((await tree.read(path)) ?? '')) return path;
  return null;
}

/** `[lints.clippy]`, or `clippy` in `[lints]`; of a workspace as well. */
function hasLints(manifest: string): boolean {
  let isOfLints = false;
  return manifest.split('\n').some((line) => {
    const section = /^\s*\[+([^\]]*)\]/.exec(line)?.[1]?.trim();
    if (section !== undefined) isOfLints = /^(workspace\.)?lints$/.test(section);
    return section === undefined ? isOfLints && /^\s*clippy\b/.test(line) : /^(workspace\.)?lints\.clippy\b/.test(section);
  });
}

/** To allow a lint is to quieten a clippy that may or may not be run; to deny, warn of or forbid one is to ask for it. */
function asksInCode(text: string): boolean {
  const [, ...attributes] = `\n${text}`.split('\n#![');
  return attributes.some((rest) => /^\s*(deny|warn|forbid)\(/.test(rest) && rest.slice(0, rest.indexOf(')')).includes('clippy::'));
}

function commandsIn(text: string): string[][] {
  const lines = text.replaceAll(/\\\r?\n/g, ' ');
  const found = [...lines.matchAll(COMMAND), ...lines.matchAll(ACTION)].map(({ groups }) => argumentsIn(groups?.['args'] ?? ''));
  if (!lines.split('\n').some((line) => line.includes('RUSTFLAGS') && /-D ?warnings\b/.test(line))) return found;
  return found.map((args) => (args.includes('warnings') ? args : [...args, ...(args.includes('--') ? [] : ['--']), '-D', 'warnings']));
}

/** Those that decide what is looked at and for; others, and what only the CI's shell could fill in, are left out. */
function argumentsIn(text: string): string[] {
  const [command = ''] = text.split(/&&|\|\||[;|#]/);
  const words = command
    .split(/\s+/)
    .map((word) => word.replaceAll(/^["']|["']$/g, ''))
    // `-Dwarnings`, `--features=a`.
    .flatMap((word) => (/^-[DWAF]\w/.test(word) ? [word.slice(0, 2), word.slice(2)] : word.split(/(?<=^--[a-z-]+)=/)));
  const end = words.indexOf('--');
  const own = end === -1 ? words : words.slice(0, end);
  const lints = end === -1 ? [] : pairs(words.slice(end + 1), LEVEL, LINT);
  return [...own.filter((word) => FLAG.test(word)), ...pairs(own, VALUED, VALUE), ...(lints.length === 0 ? [] : ['--', ...lints])];
}

function pairs(words: readonly string[], name: RegExp, value: RegExp): string[] {
  return words.flatMap((word, index) => {
    const next = words[index + 1] ?? '';
    return name.test(word) && value.test(next) ? [word, next] : [];
  });
}
