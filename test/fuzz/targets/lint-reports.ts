import { readBiomeJson } from '../../../src/tools/biome/read-biome-json.ts';
import { readEslintJson } from '../../../src/tools/read-eslint-json.ts';
import { readOxlintJson } from '../../../src/tools/oxlint/read-oxlint-json.ts';
import { readPrettierOutput } from '../../../src/tools/prettier/read-prettier-output.ts';
import { readRuffJson } from '../../../src/tools/ruff/read-ruff-json.ts';
import type { LintProblem } from '../../../src/tools/tool.ts';
import type { Chance } from '../chance.ts';
import { mutateJson } from '../mutate-json.ts';
import { mutateText } from '../mutate-text.ts';
import { type FuzzTarget, must } from '../target.ts';

interface Reader {
  readonly name: string;
  readonly report: unknown;
  /** Null: it is none of that tool's. */
  readonly read: (text: string) => readonly LintProblem[] | null;
  /** Code of the error that must stay, and the words it stands in. */
  readonly code: string;
  readonly isKept: (value: unknown) => boolean;
}

const has = (key: string, wanted: string) => (value: unknown) =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, key) && Reflect.get(value, key) === wanted;

const ESLINT = [
  {
    filePath: '/c/src/a.js',
    messages: [
      { ruleId: 'no-unused-vars', severity: 1, message: "'a' is never used.", line: 1, column: 7, endLine: 1, endColumn: 8 },
      { ruleId: 'no-debugger', severity: 2, message: "Unexpected 'debugger' statement.", line: 2, column: 1, endLine: 2, endColumn: 10 },
    ],
  },
  {
    filePath: '/c/ign.js',
    messages: [{ ruleId: null, fatal: false, severity: 1, message: 'File ignored because of a matching ignore pattern.' }],
  },
  {
    filePath: '/c/src/bad.js',
    messages: [{ ruleId: null, fatal: true, severity: 2, message: 'Parsing error: Unexpected token ;', line: 1, column: 11 }],
  },
];

const OXLINT = {
  diagnostics: [
    {
      message: '`debugger` is not allowed.',
      code: 'eslint(no-debugger)',
      severity: 'error',
      help: 'Remove it',
      filename: 'src/a.js',
      labels: [{ span: { offset: 3, length: 9, line: 2, column: 1 } }],
    },
    { message: 'Unused variable.', code: 'eslint(no-unused-vars)', severity: 'warning', filename: 'src/a.js', labels: [] },
  ],
  number_of_files: 2,
};

const BIOME = {
  summary: { changed: 0, unchanged: 2, errors: 1, warnings: 1, diagnosticsNotPrinted: 0 },
  diagnostics: [
    {
      severity: 'error',
      message: 'This is an unexpected use of the debugger statement.',
      category: 'lint/suspicious/noDebugger',
      location: { path: 'src/ä.js', start: { line: 2, column: 1 }, end: { line: 2, column: 10 } },
    },
    {
      severity: 'warning',
      description: 'This variable is unused.',
      message: [],
      category: 'lint/correctness/noUnusedVariables',
      location: { path: { file: 'src/ä.js' }, span: [0, 5], sourceCode: 'const ä = 1;\n' },
    },
  ],
};

const RUFF = [
  {
    code: 'F401',
    message: '`os` imported but unused',
    filename: '/c/a.py',
    location: { column: 8, row: 1 },
    end_location: { column: 10, row: 1 },
    severity: 'error',
  },
  { code: null, message: 'SyntaxError: Expected a parameter', filename: '/c/bad.py', location: { column: 7, row: 1 } },
];

const READERS: readonly Reader[] = [
  {
    name: 'eslint',
    report: ESLINT,
    read: (text) => readEslintJson(text, '/c')?.flatMap(({ problems }) => problems) ?? null,
    code: 'no-debugger',
    isKept: has('ruleId', 'no-debugger'),
  },
  {
    name: 'oxlint',
    report: OXLINT,
    read: (text) => readOxlintJson(text)?.problems ?? null,
    code: 'eslint(no-debugger)',
    isKept: has('code', 'eslint(no-debugger)'),
  },
  {
    name: 'biome',
    report: BIOME,
    read: (text) => readBiomeJson(text, '/c')?.problems ?? null,
    code: 'lint/suspicious/noDebugger',
    isKept: has('category', 'lint/suspicious/noDebugger'),
  },
  { name: 'ruff', report: RUFF, read: (text) => readRuffJson(text, '/c'), code: 'F401', isKept: has('code', 'F401') },
];

/** An error that a linter found is read as an error, or its whole report is refused: unless its own words are changed. */
export const lintReports: FuzzTarget = {
  refusals: [],
  open: () => ({ attempt: (chance) => (chance.oneIn(4) ? prettier(chance) : linter(chance.oneOf(READERS), chance)) }),
};

function linter({ name, report, read, code, isKept }: Reader, chance: Chance): string {
  const isFree = chance.oneIn(3);
  const text = isFree ? mutateText(JSON.stringify(report), chance) : JSON.stringify(mutateJson(report, chance, isKept));
  const problems = read(text);
  if (problems === null) return `no report of ${name}`;
  must(isFree || problems.some((one) => one.code === code && one.severity === 'error'), 'an error is gone', name, text);
  for (const { range } of problems) must(range === undefined || range.startLine >= 1, 'a place that is none', name, range);
  return `report of ${name}`;
}

const FILES = ['src/a.js', 'src/with space.js', 'src/[error].js'];
const STDERR =
  "[debug] resolve config from '/c/src/a.js'\n[debug] resolve config from '/c/src/with space.js'\n[error] src/a.js: SyntaxError: Unexpected token (1:11)\n[error] > 1 | const a = ;\n[error]     |           ^\n";

function prettier(chance: Chance): string {
  const printed = (text: string) => (chance.oneIn(2) ? mutateText(text, chance, [text]) : text);
  const [stdout, stderr] = [printed('src/with space.js\n'), printed(STDERR)];
  const result = { end: 'exited', exitCode: 2, signal: null, stdout, stderr, truncated: false, durationMs: 1 } as const;
  const { problems, unexplained, seen } = readPrettierOutput(result, { files: FILES, root: '/c' });
  must(
    problems.every(({ path, severity }) => FILES.includes(path) && severity === 'error'),
    'a problem of no file that was asked for',
    problems,
  );
  // What is not about a file is a line nobody can explain: then the answer is none.
  const said = stdout.split(/\r?\n/).filter((line) => line !== '');
  must(unexplained !== null || said.every((line) => problems.some(({ path }) => path === line)), 'a line is passed over', stdout);
  return unexplained === null ? `prettier, ${seen.size} files seen` : 'prettier, not explained';
}
