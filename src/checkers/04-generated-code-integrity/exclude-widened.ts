import { posix } from 'node:path';
import { matchesGlob } from '../../domain/matches-glob.ts';
import type { Tree } from '../../domain/tree.ts';
import { readPython } from '../../syntax/python/read-python.ts';
import { type ConfigValue, configValues } from './config-values.ts';
import type { FilePair, FileVersion } from './file-pair.ts';
import type { Sighting } from './rules.ts';

interface Exclusions {
  readonly files: RegExp;
  /** Does a list under these keys leave files out? */
  readonly excludes: (keys: readonly string[]) => boolean;
  /** Does a list under these keys say which files are looked at? An entry taken away leaves files out. */
  readonly includes?: (keys: readonly string[]) => boolean;
}

const last = (keys: readonly string[]) => keys.at(-1) ?? '';
const JEST_KEYS = new Set(['coveragePathIgnorePatterns', 'testPathIgnorePatterns', 'modulePathIgnorePatterns', 'testIgnore']);

const CONFIGS: readonly Exclusions[] = [
  {
    files: /(^|\/)(ts|js)config[^/]*\.json$/,
    excludes: (keys) => keys.join('.') === 'exclude',
    includes: (keys) => keys.join('.') === 'include',
  },
  {
    files: /(^|\/)(vitest|vite)\.(config|workspace)\.[^/]+$/,
    excludes: (keys) => last(keys) === 'exclude' && keys.some((key) => ['test', 'coverage', 'typecheck'].includes(key)),
    includes: (keys) => last(keys) === 'include' && keys.some((key) => ['test', 'coverage', 'typecheck'].includes(key)),
  },
  { files: /(^|\/)(jest|playwright)\.(config|preset)\.[^/]+$/, excludes: (keys) => JEST_KEYS.has(last(keys)) },
  { files: /(^|\/)eslint\.config\.[^/]+$/, excludes: (keys) => last(keys) === 'ignores' || keys.includes('globalIgnores') },
  {
    files: /(^|\/)(\.eslintrc(\.[^/]+)?|\.?oxlint[^/]*\.(jsonc?|[cm]?[jt]s)|\.oxlintrc[^/]*)$/,
    excludes: (keys) => last(keys) === 'ignorePatterns' || last(keys) === 'excludedFiles',
  },
  { files: /(^|\/)\.?biome\.jsonc?$/, excludes: (keys) => last(keys) === 'ignore' || last(keys) === 'experimentalScannerIgnores' },
  {
    files: /(^|\/)(\.nycrc(\.[^/]+)?|\.c8rc(\.[^/]+)?|nyc\.config\.[^/]+)$/,
    excludes: (keys) => last(keys) === 'exclude',
    includes: (keys) => last(keys) === 'include',
  },
  { files: /(^|\/)\.?codecov\.ya?ml$/, excludes: (keys) => keys.join('.') === 'ignore' },
  {
    files: /(^|\/)package\.json$/,
    excludes: (keys) =>
      (['nyc', 'c8'].includes(keys[0] ?? '') && last(keys) === 'exclude') ||
      (keys[0] === 'jest' && JEST_KEYS.has(last(keys))) ||
      keys.join('.') === 'eslintIgnore' ||
      keys.join('.') === 'eslintConfig.ignorePatterns',
  },
];

const IGNORE_FILE = /(^|\/)\.(eslint|prettier|stylelint|oxlint|semgrep|secretlint|gitleaks|trivy|snyk|markdownlint|test)ignore$/;

/** What pytest does not collect, by the name it has for that. */
const CONFTEST = /(^|\/)conftest\.py$/;
const UNCOLLECTED = /^(collect_ignore(?:_glob)?)\b/;

/** Entries that leave more files out of a check than base does. */
export function widenedExcludes({ file: { path }, base, head }: FilePair, tree: Tree): Sighting[] {
  const before = entriesOf(base);
  const now = entriesOf(head);
  const judged = tree.paths.filter((one) => one !== path);
  const folder = posix.dirname(path);
  const named = ({ value }: Entry) => judged.filter((one) => isNamedBy(value, one, folder));
  const added = now.filter((entry) => entry.isExclude && !before.some((old) => old.key === entry.key && old.value === entry.value));
  // A list that is gone altogether falls back to the tool's own, which looks at more.
  const left = (key: string) => now.filter((entry) => entry.key === key);
  const narrowed = before
    .filter((old) => !old.isExclude && left(old.key).length > 0 && !left(old.key).some(({ value }) => value === old.value))
    .filter((old) => named(old).some((one) => !left(old.key).some(({ value }) => isNamedBy(value, one, folder))));
  return [
    ...added
      // A negated pattern looks at more; a whole new config comes with what it leaves out.
      .filter(({ value }) => !value.startsWith('!') && (base !== null || IGNORE_FILE.test(path) || CONFTEST.test(path)))
      .map((entry): Sighting => {
        const { key, value, line } = entry;
        const isIdle = named(entry).length === 0;
        const message = `${key} now leaves out ${value}${isIdle ? ', which no file of the tree is yet' : ''}`;
        const place = line === null ? {} : { range: { startLine: line } };
        return { rule: 'exclude-widened', message, path, code: `${key} ${value}`, ...place, ...(isIdle ? { severity: 'warning' } : {}) };
      }),
    ...narrowed.map(
      ({ key, value }): Sighting => ({ rule: 'exclude-widened', message: `${key} no longer has ${value}`, path, code: `${key} ${value}` }),
    ),
  ];
}

/** What is no simple glob, and what would take long to match: the pattern is untrusted and never run as a regular expression. */
const NOT_PLAIN = /[\\^$|]|(\*[^*]*){8}/;

/** Could a pattern of a config in this folder mean a path? As a glob, a folder or a bare name; a doubt is a yes. */
function isNamedBy(pattern: string, path: string, folder: string): boolean {
  const bare = pattern.replace(/<rootDir>\/?/, '').replace(/\/$/, '');
  if (bare.length > 200 || NOT_PLAIN.test(bare)) return true;
  const placed = posix.join(folder, bare.replace(/^\//, ''));
  const globs = [placed, `${placed}/**`, ...(bare.startsWith('/') || bare.startsWith('.') ? [] : [`**/${bare}`, `**/${bare}/**`])];
  return globs.some((glob) => matchesGlob(path, glob));
}

interface Entry {
  readonly key: string;
  readonly value: string;
  readonly isExclude: boolean;
  readonly line: number | null;
}

function entriesOf(version: FileVersion | null): Entry[] {
  if (version === null) return [];
  const { path, text } = version;
  if (IGNORE_FILE.test(path)) {
    return text.split('\n').flatMap((line, index) => {
      const value = line.trim();
      return value === '' || value.startsWith('#')
        ? []
        : [{ key: path.split('/').at(-1) ?? path, value, isExclude: true, line: index + 1 }];
    });
  }
  if (CONFTEST.test(path)) return uncollected(text);
  const config = CONFIGS.find(({ files }) => files.test(path));
  if (config === undefined) return [];
  return (configValues(path, text) ?? []).flatMap(({ keys, value, line }: ConfigValue): Entry[] => {
    if (typeof value !== 'string') return [];
    const key = keys.filter((one) => one !== 'defineConfig').join('.');
    if (config.excludes(keys)) return [{ key, value, isExclude: true, line }];
    return config.includes?.(keys) === true ? [{ key, value, isExclude: false, line }] : [];
  });
}

function uncollected(source: string): Entry[] {
  return readPython(source).statements.flatMap(({ code, text, line }) => {
    const [, key] = UNCOLLECTED.exec(code) ?? [];
    if (key === undefined) return [];
    return [...text.matchAll(/"([^"\n]+)"|'([^'\n]+)'/g)].map(([, one, other]) => ({
      key,
      value: one ?? other ?? '',
      isExclude: true,
      line,
    }));
  });
}
