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

/** Entries that leave more files out of a check than base does. */
export function widenedExcludes({ file: { path }, base, head }: FilePair): Sighting[] {
  const before = entriesOf(base);
  const now = entriesOf(head);
  const added = now.filter((entry) => entry.isExclude && !before.some((old) => old.key === entry.key && old.value === entry.value));
  // A list that is gone altogether falls back to the tool's own, which looks at more.
  const isLeft = (key: string) => now.some((entry) => entry.key === key);
  const narrowed = before.filter(
    (old) => !old.isExclude && isLeft(old.key) && !now.some((entry) => entry.key === old.key && entry.value === old.value),
  );
  return [
    ...added
      // A negated pattern looks at more; a whole new config comes with what it leaves out.
      .filter(({ value }) => !value.startsWith('!') && (base !== null || IGNORE_FILE.test(path)))
      .map(
        ({ key, value, line }): Sighting => ({
          rule: 'exclude-widened',
          message: `${key} now leaves out ${value}`,
          path,
          code: `${key} ${value}`,
          ...(line === null ? {} : { range: { startLine: line } }),
        }),
      ),
    ...narrowed.map(
      ({ key, value }): Sighting => ({ rule: 'exclude-widened', message: `${key} no longer has ${value}`, path, code: `${key} ${value}` }),
    ),
  ];
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
  const config = CONFIGS.find(({ files }) => files.test(path));
  if (config === undefined) return [];
  return (configValues(path, text) ?? []).flatMap(({ keys, value, line }: ConfigValue): Entry[] => {
    if (typeof value !== 'string') return [];
    const key = keys.filter((one) => one !== 'defineConfig').join('.');
    if (config.excludes(keys)) return [{ key, value, isExclude: true, line }];
    return config.includes?.(keys) === true ? [{ key, value, isExclude: false, line }] : [];
  });
}
