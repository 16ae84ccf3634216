import type { TestRunner } from '../../domain/project.ts';
import { simpleCommands } from './simple-commands.ts';

/** Programs that run tests and whose reports Jidoka does not read yet. */
const OTHERS: Readonly<Record<string, string>> = {
  mocha: 'mocha',
  _mocha: 'mocha',
  ava: 'ava',
  tap: 'tap',
  tape: 'tape',
  uvu: 'uvu',
  jasmine: 'jasmine',
  karma: 'karma',
  qunit: 'QUnit',
  lab: 'lab',
  borp: 'borp',
  wtr: 'web-test-runner',
  'web-test-runner': 'web-test-runner',
  playwright: 'playwright',
  cypress: 'cypress',
  testcafe: 'testcafe',
  tsd: 'tsd',
  turbo: 'turbo',
  nx: 'nx',
  lerna: 'lerna',
  wireit: 'wireit',
  deno: 'deno test',
};

/** Of these, the ones that cover no lines of the project's own: a unit test runner beside them is still the whole of its kind. */
const BESIDE_UNIT_TESTS = ['playwright', 'cypress', 'testcafe', 'tsd'];

/** Node's own program and those that take its flags. */
const NODES = ['node', 'nodejs', 'tsx'];
/** Flags of node whose value is a word of its own. */
const VALUED_FLAGS = [
  '--import',
  '--require',
  '-r',
  '--loader',
  '--experimental-loader',
  '--env-file',
  '--conditions',
  '-C',
  '--test-reporter',
];

export interface FoundRunner {
  /** Null when the tests are run by something Jidoka cannot read, or by more than one thing it can. */
  readonly runner: TestRunner | null;
  /** Everything that was recognised, in words. */
  readonly names: readonly string[];
  /** Several run parts of the tests, of which Jidoka could read one or more: one report would pass for all of them. */
  readonly isSeveral: boolean;
}

/** Follows a script of a package.json, through the scripts it calls, to the program that runs the tests. */
export function findTestRunner({
  script,
  scripts,
}: {
  readonly script: string;
  readonly scripts: Readonly<Record<string, string>>;
}): FoundRunner {
  const runners = new Set<TestRunner>();
  const others = new Set<string>();
  const seen = new Set<string>();
  const follow = (name: string): void => {
    const text = Object.hasOwn(scripts, name) ? scripts[name] : undefined;
    if (text === undefined || seen.has(name)) return;
    seen.add(name);
    for (const called of simpleCommands(text)) {
      const words = withoutManager(called, scripts);
      const runner = runnerOf(words);
      const other = OTHERS[words[0] ?? ''] ?? fanOutOf(words) ?? (words[0] === 'bun' && words[1] === 'test' ? 'bun test' : undefined);
      if (runner !== null) runners.add(runner);
      else if (other !== undefined) others.add(other);
      else calledScripts({ words, scripts }).forEach(follow);
    }
  };
  follow(script);
  const [runner, ...more] = runners;
  const isSeveral = runner !== undefined && (more.length > 0 || [...others].some((name) => !BESIDE_UNIT_TESTS.includes(name)));
  return { runner: runner === undefined || isSeveral ? null : runner, names: [...runners, ...others], isSeveral };
}

/** Where no script has that name, `pnpm vitest` runs the program itself; `npx` and `exec` are gone by now. */
function withoutManager(words: readonly string[], scripts: Readonly<Record<string, string>>): readonly string[] {
  const [manager = '', program = ''] = words;
  const isProgram = ['vitest', 'jest', ...NODES].includes(program) || Object.hasOwn(OTHERS, program);
  return ['pnpm', 'yarn', 'bun'].includes(manager) && isProgram && !Object.hasOwn(scripts, program) ? words.slice(1) : words;
}

function runnerOf(words: readonly string[]): TestRunner | null {
  const [program = '', ...args] = words;
  if (program === 'vitest' || program === 'jest') return program;
  if (program === 'react-scripts' && args[0] === 'test') return 'jest';
  if (!NODES.includes(program)) return null;
  // What comes after the script's name are the script's own arguments.
  const first = args.findIndex((arg, i) => !arg.startsWith('-') && !VALUED_FLAGS.includes(args[i - 1] ?? ''));
  const flags = first === -1 ? args : args.slice(0, first);
  if (flags.includes('--test')) return 'node:test';
  const started = args[first] ?? '';
  const name = /(?:^|\/)node_modules\/(?:\.bin\/)?(jest|vitest)(?:\/|$)/.exec(started)?.[1];
  return name === 'jest' || name === 'vitest' ? name : null;
}

/** Tests started once in every workspace: one report would hide the others. */
function fanOutOf(words: readonly string[]): string | undefined {
  const [program = '', ...args] = words;
  const fansOut =
    (program === 'npm' && args.some((arg) => /^(--workspaces?(=|$)|-ws$|-w$)/.test(arg))) ||
    (program === 'pnpm' && args.some((arg) => /^(-r|--recursive|--filter(=.*)?|-F)$/.test(arg))) ||
    (program === 'yarn' && args[0] === 'workspaces') ||
    (program === 'yarn' && args[0] === 'workspace') ||
    (program === 'bun' && args.some((arg) => arg.startsWith('--filter')));
  return fansOut ? `${program} in several workspaces` : undefined;
}

function calledScripts({
  words,
  scripts,
}: {
  readonly words: readonly string[];
  readonly scripts: Readonly<Record<string, string>>;
}): string[] {
  const [program = '', ...args] = words;
  const plain = args.slice(0, args.includes('--') ? args.indexOf('--') : undefined).filter((arg) => !arg.startsWith('-'));
  if (['run-s', 'run-p', 'npm-run-all', 'npm-run-all2'].includes(program)) return plain.flatMap((pattern) => matching(pattern, scripts));
  if (!['npm', 'pnpm', 'yarn', 'bun'].includes(program)) return [];
  const [verb = '', name] = plain;
  if (verb === 'run' || verb === 'run-script') return name === undefined ? [] : [name];
  if (['test', 't', 'tst'].includes(verb) && program !== 'bun') return ['test'];
  // pnpm, yarn and bun take a script's name as a command of their own.
  return program === 'npm' ? [] : [verb];
}

/** run-s takes `test:*` for every script of that form. */
function matching(pattern: string, scripts: Readonly<Record<string, string>>): string[] {
  if (!pattern.includes('*')) return [pattern];
  const prefix = pattern.slice(0, pattern.indexOf('*'));
  return Object.keys(scripts).filter((name) => name.startsWith(prefix));
}
