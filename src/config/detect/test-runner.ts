import type { TestRunner } from '../../domain/project.ts';
import { simpleCommands } from './simple-commands.ts';
import { NODES, TEST_PROGRAMS } from './test-programs.ts';

/** Programs that run tests and whose reports Jidoka does not read yet. */
const OTHERS: Readonly<Record<string, string>> = {
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
  tox: 'tox',
  nox: 'nox',
};

/** Of these, the ones that cover no lines of the project's own: a unit test runner beside them is still the whole of its kind. */
const BESIDE_UNIT_TESTS = ['playwright', 'cypress', 'testcafe', 'tsd'];

export interface FoundRunners {
  /** Those whose reports Jidoka reads. */
  readonly runners: readonly TestRunner[];
  /** Those it cannot read and that run unit tests: without them a report is not the whole. */
  readonly unread: readonly string[];
  /** Those it cannot read and that stand beside unit tests. */
  readonly beside: readonly string[];
}

/** Follows a script of a package.json, through the scripts it calls, to the programs that run the tests. */
export function findTestRunners({
  script,
  scripts,
}: {
  readonly script: string;
  readonly scripts: Readonly<Record<string, string>>;
}): FoundRunners {
  const runners = new Set<TestRunner>();
  const others = new Set<string>();
  const seen = new Set<string>();
  const follow = (name: string): void => {
    const text = Object.hasOwn(scripts, name) ? scripts[name] : undefined;
    if (text === undefined || seen.has(name)) return;
    seen.add(name);
    for (const called of simpleCommands(text)) {
      const words = withoutManager(called, scripts);
      const runner = RUNNERS.find((one) => TEST_PROGRAMS[one](words));
      const other = OTHERS[words[0] ?? ''] ?? fanOutOf(words) ?? (words[0] === 'bun' && words[1] === 'test' ? 'bun test' : undefined);
      if (runner !== undefined) runners.add(runner);
      else if (other !== undefined) others.add(other);
      else calledScripts({ words, scripts }).forEach(follow);
    }
  };
  follow(script);
  const isBeside = (name: string) => runners.size > 0 && BESIDE_UNIT_TESTS.includes(name);
  return { runners: [...runners], unread: [...others].filter((name) => !isBeside(name)), beside: [...others].filter(isBeside) };
}

const RUNNERS = Object.keys(TEST_PROGRAMS).filter((name): name is TestRunner => Object.hasOwn(TEST_PROGRAMS, name));

/** Where no script has that name, `pnpm vitest` runs the program itself; `npx` and `exec` are gone by now. */
function withoutManager(words: readonly string[], scripts: Readonly<Record<string, string>>): readonly string[] {
  const [manager = '', program = ''] = words;
  const isProgram = [...RUNNERS, ...NODES].includes(program) || Object.hasOwn(OTHERS, program);
  return ['pnpm', 'yarn', 'bun'].includes(manager) && isProgram && !Object.hasOwn(scripts, program) ? words.slice(1) : words;
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
