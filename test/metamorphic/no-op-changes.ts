import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { createRequire } from 'node:module';
import { parseSource } from '../../src/syntax/parse-source.ts';
import { temporaryFolder } from '../rig/temporary.ts';

/** Source files by path. */
export type Sources = ReadonlyMap<string, string>;

/** A change after which the program is what it was. */
export interface NoOpChange {
  readonly name: string;
  /** All source files of the tree, and of them those to change; answers the tree's source files after it. */
  apply(all: Sources, chosen: readonly string[]): Sources;
}

/** Changes the texts of the chosen files. */
function byText(name: string, change: (text: string, path: string) => string): NoOpChange {
  return {
    name,
    apply: (all, chosen) => new Map([...all].map(([path, text]) => [path, chosen.includes(path) ? change(text, path) : text])),
  };
}

/** Gives the chosen files other paths, and all imports between files of the tree the new ones. */
function byPath(name: string, rename: (path: string) => string): NoOpChange {
  return {
    name,
    apply(all, chosen) {
      const paths = new Map([...all.keys()].map((path) => [path, chosen.includes(path) ? rename(path) : path]));
      return new Map([...all].map(([path, text]) => [paths.get(path) ?? path, withImports(path, text, { all, paths })]));
    },
  };
}

const SPECIFIER = /(?<=(?:\bfrom|\bimport|\brequire\(|\bimport\()\s*)(['"])(\.{1,2}(?:\/[^'"\n]*)?)\1/g;

function withImports(
  path: string,
  text: string,
  { all, paths }: { readonly all: Sources; readonly paths: ReadonlyMap<string, string> },
): string {
  const folder = posix.dirname(paths.get(path) ?? path);
  return text.replace(SPECIFIER, (whole, quote: string, specifier: string) => {
    const asked = posix.join(posix.dirname(path), specifier);
    const suffixes = ['', '.js', '.ts', '.tsx', '.jsx', '.mjs', '.cjs', '/index.js', '/index.ts', '/index.tsx'];
    const suffix = suffixes.find((one) => all.has(asked + one)) ?? (all.has(asked.replace(/\.js$/, '.ts')) ? '.js→.ts' : null);
    // A file that is no source, or none that is known: it stays where it is.
    if (suffix === null) return whole.replace(specifier, asked.startsWith('..') ? specifier : fromFolder(folder, asked));
    const target = suffix === '.js→.ts' ? asked.replace(/\.js$/, '.ts') : asked + suffix;
    const moved = paths.get(target) ?? target;
    const named =
      suffix.startsWith('/') && moved !== target
        ? moved
        : suffix === '.js→.ts'
          ? moved.replace(/\.ts$/, '.js')
          : moved.slice(0, moved.length - suffix.length);
    return `${quote}${fromFolder(folder, named)}${quote}`;
  });
}

function fromFolder(folder: string, path: string): string {
  const relative = posix.relative(folder, path);
  return relative.startsWith('.') ? relative : `./${relative}`;
}

/** Formats the chosen files by the formatter that ships with the tests, in another style than they are in. */
function byFormatter(name: string, style: object): NoOpChange {
  return {
    name,
    apply(all, any) {
      // Where a line is parted, a comment that speaks of the next line speaks of less than before.
      const chosen = any.filter((path) => !/next-line|@ts-(ignore|expect-error)/.test(all.get(path) ?? ''));
      using folder = temporaryFolder();
      writeFileSync(join(folder.path, '.oxfmtrc.json'), JSON.stringify(style));
      for (const path of chosen) {
        mkdirSync(dirname(join(folder.path, path)), { recursive: true });
        writeFileSync(join(folder.path, path), all.get(path) ?? '');
      }
      const program = join(dirname(createRequire(import.meta.url).resolve('oxfmt/package.json')), 'bin/oxfmt');
      execFileSync(process.execPath, [program, '--threads=1', '.'], { cwd: folder.path, stdio: 'ignore' });
      return new Map([...all].map(([path, text]) => [path, chosen.includes(path) ? readFileSync(join(folder.path, path), 'utf8') : text]));
    },
  };
}

interface Piece {
  readonly start: number;
  readonly end: number;
}

/** Function declarations beside each other: they are hoisted, so their order says nothing. */
function reordered(text: string, path: string): string {
  const parsed = parseSource(path, text);
  if (parsed === null || parsed.problem !== null) return text;
  const { body } = parsed.program;
  let result = text;
  for (let index = body.length - 2; index >= 0; index--) {
    const [one, other] = [body[index], body[index + 1]];
    if (one?.type !== 'FunctionDeclaration' || other?.type !== 'FunctionDeclaration') continue;
    // From where a linter is silenced to where it is not, or back, is no change of nothing.
    if (text.slice(one.end, other.start).includes('eslint-')) continue;
    result = swapped(result, one, other);
    index--;
  }
  return result;
}

function swapped(text: string, one: Piece, other: Piece): string {
  const [first, between, second] = [text.slice(one.start, one.end), text.slice(one.end, other.start), text.slice(other.start, other.end)];
  return text.slice(0, one.start) + second + between + first + text.slice(other.end);
}

/** One variable of a function under another name, where every occurrence of its name is plainly the variable. */
function renamed(text: string, path: string): string {
  const named = text.matchAll(/^[ \t]+(?:const|let|var) ([a-z]\w{2,}) = /gm).map(([, name = '']) => name);
  for (const name of new Set(named)) {
    const all = [...text.matchAll(new RegExp(`\\b${name}\\b`, 'g'))].length;
    const plain = [...text.matchAll(new RegExp(`(?<![.'"\`$/{,-][ ]?)\\b${name}\\b(?!\\s*[:'"\`}/,-])`, 'g'))].length;
    const changed = text.replace(new RegExp(`\\b${name}\\b`, 'g'), `${name}Again`);
    if (all === plain && all > 1 && parseSource(path, changed)?.problem === null) return changed;
  }
  return text;
}

function betweenStatements(text: string, path: string, inserted: string): string {
  const parsed = parseSource(path, text);
  if (parsed === null || parsed.problem !== null) return text;
  // A directive comment speaks of the next line: nothing comes between them.
  const starts = parsed.program.body
    .filter(({ type }) => type === 'FunctionDeclaration' || type === 'ClassDeclaration')
    .map(({ start }) => start);
  return starts.toReversed().reduce((all, start) => {
    const before = all.slice(0, start);
    return /(^|\n)\s*\n$/.test(before) ? `${before}${inserted}${all.slice(start)}` : all;
  }, text);
}

const afterShebang = (text: string, inserted: string) => (text.startsWith('#!') ? text : inserted + text);

export const NO_OP_CHANGES: readonly NoOpChange[] = [
  byText('lines are shifted', (text) => afterShebang(text, '// Shifted.\n//\n// By four.\n\n')),
  byText('line ends are those of Windows', (text) => text.replace(/\r?\n/g, '\r\n')),
  byText('comments are added', (text, path) => betweenStatements(text, path, '// Said once more.\n')),
  byText('blank lines are added', (text, path) => betweenStatements(text, path, '\n\n')),
  byText('functions are in another order', reordered),
  byText('a variable has another name', renamed),
  byPath('files are renamed', (path) => path.replace(/(\.[^./]+)$/, '-renamed$1').replace(/(\.(?:test|spec|d))(-renamed)/, '$2$1')),
  byPath('a folder is moved', (path) => `moved/${path}`),
  byFormatter('everything is formatted: tabs, double quotes', { useTabs: true, singleQuote: false, printWidth: 60 }),
  byFormatter('everything is formatted: no semicolons, single quotes, wide', {
    semi: false,
    singleQuote: true,
    printWidth: 160,
    arrowParens: 'avoid',
  }),
];
