import { mkdirSync, realpathSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { standIns } from '../../../test/rig/stand-ins.ts';
import { temporaryFolder } from '../../../test/rig/temporary.ts';
import { spelledOut } from '../../config/known-tools.ts';
import { configSchema } from '../../config/schema.ts';
import { exec } from '../../platform/exec.ts';
import type { Checkout } from '../../workspace/checkout.ts';
import { reportingTool } from './reporting-tool.ts';

const TOKEN = ['ghp', 'a9Bc2De4Fg6Hi8Jk0Lm1No3Pq5Rs7Tu9VwXy'].join('_');
const STEP = (what: string) => `on: issues\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: ${what}\n`;
const WITH_RULES = { rules: ['.rules'], canary: { path: 'canary.js', text: 'eval(x)' } };

interface Example {
  readonly name: string;
  readonly path: string;
  readonly bad: string;
  readonly found: string;
  readonly config?: object;
}

const EXAMPLES: readonly Example[] = [
  { name: 'semgrep', path: 'a.js', bad: 'eval(a);\n', found: 'error rules.no-eval a.js:1', config: WITH_RULES },
  { name: 'opengrep', path: 'a.js', bad: 'eval(a);\n', found: 'error rules.no-eval a.js:1', config: WITH_RULES },
  // In SARIF they leave out how bad it is.
  { name: 'gitleaks', path: 'a b.py', bad: `a = "${TOKEN}"\n`, found: 'error github-pat a b.py:1' },
  { name: 'betterleaks', path: 'a.py', bad: `a = "${TOKEN}"\n`, found: 'error github-pat a.py:1' },
  { name: 'trivy', path: 'x/Dockerfile', bad: 'FROM a:latest\n', found: 'warning DS001 x/Dockerfile:1' },
  { name: 'hadolint', path: 'x/Dockerfile', bad: 'RUN sudo a\n', found: 'error DL3004 x/Dockerfile:1' },
  {
    name: 'zizmor',
    path: '.github/workflows/a.yml',
    bad: STEP('${{ github.event.issue.title }}'),
    found: 'error zizmor/template-injection .github/workflows/a.yml:6',
  },
  {
    name: 'actionlint',
    path: '.github/workflows/a.yml',
    bad: STEP('${{ github.event.issue.title }}'),
    found: 'error expression .github/workflows/a.yml:6',
  },
  { name: 'shellcheck', path: 'x/a.sh', bad: 'if a; then\n', found: 'error SC1046 x/a.sh:1' },
];

async function judged({ name, path, config = {} }: Example, text: string, mode = '') {
  using folder = temporaryFolder();
  using programs = temporaryFolder();
  standIns(programs.path, [name]);
  const dir = realpathSync(folder.path);
  const write = (file: string, content: string) => {
    mkdirSync(dirname(join(dir, file)), { recursive: true });
    writeFileSync(join(dir, file), content);
  };
  write(path, text);
  write('.stand-in', mode);
  const env = { PATH: `${programs.path}:/bin` };
  const checkout: Checkout = {
    dir,
    exec: ({ command, timeoutMs = 10_000 }) =>
      exec({ argv: typeof command === 'string' ? ['/bin/sh', '-c', command] : command, cwd: dir, env, timeoutMs }),
  };
  const { tools } = configSchema.parse({ tools: { scan: { uses: name, ...config } } });
  if (tools?.['scan'] === undefined) throw new Error('no tool');
  const kept: string[] = [];
  const keep = async (report: string) => `digest ${kept.push(report)}`;
  const tool = reportingTool({ name: 'scan', config: spelledOut(tools['scan']), keep });
  const answer = await tool.judge({ checkout, files: [path], named: [path], signal: new AbortController().signal });
  return { ...answer, kept };
}

test.each(EXAMPLES)('$name answers what it finds, with its version, and never the secret itself', async (example) => {
  const { tool, examined, problems, kept } = await judged(example, example.bad);
  expect(problems.map(({ severity, code, path, range }) => `${severity} ${code} ${path}:${range?.startLine}`)).toEqual([example.found]);
  expect(examined).toEqual([example.path]);
  expect([tool.version, tool.digest]).toEqual([expect.stringMatching(/^\d+\.\d+\.\d+$/), 'digest 1']);
  expect(kept.join('')).not.toContain(TOKEN);
});

test.each(EXAMPLES)('$name passes by its canary alone', async (example) => {
  const { examined, problems } = await judged(example, example.path.endsWith('.yml') ? STEP('true') : 'true\n');
  expect([examined, problems]).toEqual([[example.path], []]);
});

const REASONS = {
  blind: /found nothing in the planted|says by its exit code that it found nothing/,
  fail: /`exitCodes` does not have|left no report|the report is n|its report is empty/,
  silent: /left no report|the report is n/,
  broken: /the report is n/,
} as const;

test.each(EXAMPLES.flatMap((example) => (['blind', 'fail', 'silent', 'broken'] as const).map((mode) => ({ ...example, mode }))))(
  '$name is no answer when it is $mode',
  async ({ mode, ...example }) => {
    await expect(judged(example, example.bad, mode)).rejects.toThrow(REASONS[mode]);
  },
);

test('a scanner that repeats a secret is no answer, and its report is not kept', async () => {
  const [, , gitleaks] = EXAMPLES;
  if (gitleaks === undefined) throw new Error('no example');
  await expect(judged(gitleaks, 'a = 1\n', 'repeat')).rejects.toThrow(/repeats what it finds/);
});
