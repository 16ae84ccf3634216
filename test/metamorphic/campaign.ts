/**
 * Ten changes that change nothing, on a clone of any repository with JavaScript or TypeScript: what checkers 4 and 7 call new.
 * `node test/metamorphic/campaign.ts <clone> [files]`; the clone is written to. The linter is the one that ships with Jidoka, with nearly
 * all of its rules, so that there is a lot that has to be found again.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { lintWithOxlint } from '../../src/tools/oxlint/lint-with-oxlint.ts';
import { runProgram } from '../../src/tools/run-program.ts';
import type { Linter } from '../../src/tools/tool.ts';
import { sourceLanguage } from '../../src/syntax/parse-source.ts';
import { judgeChange } from './judge-change.ts';
import { NO_OP_CHANGES, type Sources } from './no-op-changes.ts';

/** Rules about layout, names of files, order and numbers of lines: for them these changes are not nothing. */
const ABOUT_LAYOUT = [
  'max-lines',
  'no-use-before-define',
  'no-useless-concat',
  'max-lines-per-function',
  'max-classes-per-file',
  'no-inline-comments',
  'filename-case',
  'no-tabs',
  'no-useless-backreference',
  'import/no-relative-parent-imports',
  'import/max-dependencies',
];

const SCRIPT = `printf '{}' > "$TMPDIR/none.json" && program="$1" && shift && exec "$0" "$program" --config "$TMPDIR/none.json" "$@"`;
const FLAGS = [
  '--disable-nested-config',
  '--no-ignore',
  ...['correctness', 'suspicious', 'pedantic', 'perf', 'restriction'].flatMap((category) => ['--deny', category]),
  ...ABOUT_LAYOUT.flatMap((rule) => ['--allow', rule]),
  '--format',
  'json',
  '--',
];

const strict: Linter = {
  name: 'oxlint-strict',
  kind: 'linter',
  handles: (path) => sourceLanguage(path) !== null,
  async lint({ checkout, files, signal }) {
    const program = join(dirname(createRequire(import.meta.url).resolve('oxlint/package.json')), 'bin/oxlint');
    const part = await lintWithOxlint({
      files,
      mayIgnore: false,
      run: (batch) =>
        runProgram({
          checkout,
          name: 'oxlint',
          argv: ['/bin/sh', '-c', SCRIPT, process.execPath, program, ...FLAGS, ...batch],
          whenAbsent: 'it ships with the tests',
          signal,
        }),
    });
    return { tool: { name: 'oxlint', version: 'strict' }, ...part, reproduce: '' };
  },
};

const [clone = '', count = '40'] = process.argv.slice(2);
const git = (...args: string[]) =>
  execFileSync('git', ['-C', clone, ...args], { encoding: 'utf8', maxBuffer: 1e9, stdio: ['ignore', 'pipe', 'ignore'] }).trimEnd();

/** What says which they are, and those that are committed: they are a protected path. */
const DEPENDENCIES =
  /(^|\/)(node_modules\/.*|package-lock\.json|npm-shrinkwrap\.json|pnpm-lock\.yaml|yarn\.lock|bun\.lockb?|\.yarnrc(\.yml)?)$/;

/** The linter ships with the tests: nothing is installed, so nothing asks for it. */
function withoutDependencies(): string {
  for (const path of git('ls-files', '-z').split('\0')) {
    if (DEPENDENCIES.test(path)) rmSync(join(clone, path));
    if (!/(^|\/)package\.json$/.test(path) || DEPENDENCIES.test(path)) continue;
    const {
      dependencies: _,
      devDependencies: _dev,
      optionalDependencies: _optional,
      peerDependencies: _peer,
      packageManager: _manager,
      ...rest
    } = JSON.parse(readFileSync(join(clone, path), 'utf8'));
    writeFileSync(join(clone, path), JSON.stringify(rest, null, 2));
  }
  return committed('Take the dependencies away');
}

function committed(message: string): string {
  git('add', '--all', '--', '.', ':(exclude).jidoka/state');
  git('-c', 'user.name=a', '-c', 'user.email=a@b', 'commit', '--quiet', '--no-verify', '--allow-empty', '-m', message);
  return git('rev-parse', 'HEAD');
}

const base = withoutDependencies();
const all: Sources = new Map(
  git('ls-files', '-z')
    .split('\0')
    .filter((path) => sourceLanguage(path) !== null)
    .map((path) => [path, readFileSync(join(clone, path), 'utf8')]),
);
// Evenly through the tree, and none that a rule of its own keeps from being touched.
const eligible = [...all]
  .filter(([path, text]) => !/(^|\/)(\.|[^/]*\.config\.)|fixtures|\.min\./.test(path) && text.length > 400 && text.length < 200_000)
  .map(([path]) => path);
const step = Math.max(1, Math.floor(eligible.length / Number(count)));
const chosen = eligible.filter((_, index) => index % step === 0).slice(0, Number(count));

let total = 0;
for (const change of NO_OP_CHANGES) {
  const after = change.apply(all, chosen);
  for (const path of all.keys()) if (!after.has(path)) rmSync(join(clone, path));
  for (const [path, text] of after) {
    if (all.get(path) === text) continue;
    mkdirSync(dirname(join(clone, path)), { recursive: true });
    writeFileSync(join(clone, path), text);
  }
  const head = committed(change.name);
  const files = git('diff', '--name-only', base, 'HEAD').split('\n').length;
  const { added, unchanged, outcome, reasons } = await judgeChange(clone, { base, head, linters: [strict] });
  total += added.length;
  process.stdout.write(`${change.name}: ${files} files, ${unchanged} old findings, ${added.length} new, ${outcome}\n`);
  for (const line of [...reasons.filter((reason) => !reason.includes('new finding')), ...added.slice(0, 8)])
    process.stdout.write(`    ${line}\n`);
  git('checkout', '--quiet', '--force', '--detach', base);
}
process.stdout.write(`${total} new in all\n`);
