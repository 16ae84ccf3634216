import type { TestRunner } from '../../domain/project.ts';
import { simpleCommands } from './simple-commands.ts';
import { NODES, TEST_PROGRAMS } from './test-programs.ts';

/** Programs that run tests and whose reports Jidoka does not read yet. */
const OTHERS: Readonly<Record<string, string>> = {
  karma: 'karma',
  qunit: 'QUnit',
  lab: 'lab',
  borp: 'borp',
  wtr: 'web-test-runner',
  'web-test-runner': 'web-test-runner',
  cypress: 'cypress',
  testcafe: 'testcafe',
  tsd: 'tsd',
  deno: 'deno test',
  tox: 'tox',
  nox: 'nox',
};

/** Of these, the ones that cover no lines of the project's own: a unit test runner beside them is still the whole of its kind. */
const BESIDE_UNIT_TESTS = ['cypress', 'testcafe', 'tsd'];

/** The same of those it reads: where they drive a browser nothing counts lines, and then the rest would not be measured either. */
const READ_ALONE: readonly TestRunner[] = ['playwright'];

export interface FoundRunners {
  /** Those whose reports Jidoka reads. */
  readonly runners: readonly TestRunner[];
  /** It starts scripts of other packages, or none of the above was found: what else runs tests there is to be heard too. */
  readonly startsOthers: boolean;
  /** Those it cannot read and that run unit tests: without them a report is not the whole. */
  readonly unread: readonly string[];
  /** Those it cannot read, or reads only alone, and that stand beside unit tests. */
  readonly beside: readonly string[];
  /** The programs it starts, where every one of them is a linter or checks types; else none. */
  readonly linters: readonly string[];
}

/** Programs that look at sources and run none of them. */
const LINTERS: ReadonlySet<string> = new Set(
  'eslint xo standard ts-standard semistandard prettier biome oxlint stylelint tslint jshint tsc tsgo vue-tsc'.split(' '),
);

type Scripts = Readonly<Record<string, string>>;

export interface TestScript {
  readonly script: string;
  readonly scripts: Scripts;
  /** Scripts of the packages in the workspaces. */
  readonly packages?: readonly Scripts[];
}

/** Follows a script of a package.json, through the scripts it calls, also in the workspaces, to the programs that run the tests. */
export function findTestRunners({ script, scripts: own, packages = [] }: TestScript): FoundRunners {
  const runners = new Set<TestRunner>();
  const others = new Set<string>();
  const started = new Set<string>();
  let startsOthers = false;
  // A package may start the scripts of all packages as well.
  const followed = new Map<Scripts, Set<string>>();
  const followIn = (scripts: Scripts): ((name: string) => void) => {
    const seen = followed.get(scripts) ?? new Set<string>();
    followed.set(scripts, seen);
    return function follow(name) {
      const text = Object.hasOwn(scripts, name) ? scripts[name] : undefined;
      if (text === undefined || seen.has(name)) return;
      seen.add(name);
      for (const called of simpleCommands(text)) {
        const words = withoutManager(called, scripts);
        const runner = RUNNERS.find((one) => TEST_PROGRAMS[one](words));
        const other = OTHERS[words[0] ?? ''] ?? (words[0] === 'bun' && words[1] === 'test' ? 'bun test' : undefined);
        const fanOut = fanOutOf(words);
        if (runner !== undefined) runners.add(runner);
        else if (other !== undefined) others.add(other);
        else if (fanOut === null) {
          const names = calledScripts({ words, scripts });
          if (names.length === 0 || names.some((one) => !Object.hasOwn(scripts, one) || isHooked(one, scripts)))
            started.add(words[0] ?? '');
          names.forEach(follow);
        } else {
          startsOthers = true;
          const before = new Set(runners);
          packages.forEach((inPackage) => fanOut.names.forEach(followIn(inPackage)));
          // In some packages only: nobody knows which of these runners are to leave a report.
          if (fanOut.isFiltered) [...runners].filter((one) => !before.has(one)).forEach((one) => runners.delete(one));
        }
      }
    };
  };
  followIn(own)(script);
  const isLinting = runners.size === 0 && others.size === 0 && !startsOthers && [...started].every((one) => LINTERS.has(one));
  const unit = [...runners].filter((name) => !READ_ALONE.includes(name));
  const isBeside = (name: string) => unit.length > 0 && BESIDE_UNIT_TESTS.includes(name);
  return {
    runners: unit.length > 0 ? unit : [...runners],
    startsOthers: startsOthers || (runners.size === 0 && others.size === 0),
    unread: [...others].filter((name) => !isBeside(name)),
    beside: [...(unit.length > 0 ? runners.difference(new Set(unit)) : []), ...[...others].filter(isBeside)],
    linters: isLinting && !isHooked(script, own) ? [...started] : [],
  };
}

/** npm starts scripts of such names before and after it, which nothing follows. */
const isHooked = (name: string, scripts: Scripts): boolean => ['pre', 'post'].some((word) => Object.hasOwn(scripts, `${word}${name}`));

const RUNNERS = Object.keys(TEST_PROGRAMS).filter((name): name is TestRunner => Object.hasOwn(TEST_PROGRAMS, name));

/** Where no script has that name, `pnpm vitest` runs the program itself; `npx` and `exec` are gone by now. */
function withoutManager(words: readonly string[], scripts: Readonly<Record<string, string>>): readonly string[] {
  const [manager = '', program = ''] = words;
  const isProgram = [...RUNNERS, ...NODES].includes(program) || Object.hasOwn(OTHERS, program);
  return ['pnpm', 'yarn', 'bun'].includes(manager) && isProgram && !Object.hasOwn(scripts, program) ? words.slice(1) : words;
}

interface FanOut {
  /** What is started in the packages, with words that are no script's name beside it. */
  readonly names: readonly string[];
  readonly isFiltered: boolean;
}

/** Scripts started in every workspace, or in some. */
function fanOutOf(words: readonly string[]): FanOut | null {
  const [program = '', ...args] = words;
  const names = args.flatMap((arg) => (arg.startsWith('-') ? targetOf(arg) : arg.split(',')));
  const has = (pattern: RegExp) => args.some((arg) => pattern.test(arg));
  switch (program) {
    case 'npm':
      if (has(/^(--workspace(=|$)|-w$)/)) return { names, isFiltered: true };
      return has(/^(--workspaces(=|$)|-ws$)/) ? { names, isFiltered: false } : null;
    case 'pnpm':
    case 'bun':
      if (has(/^(--filter(=.*)?|-F)$/)) return { names, isFiltered: true };
      return has(/^(-r|--recursive|--workspaces)$/) ? { names, isFiltered: false } : null;
    case 'yarn':
      if (args[0] === 'workspace') return { names, isFiltered: true };
      return args[0] === 'workspaces' ? { names, isFiltered: has(/^(--include|--from|--since|--no-private)/) } : null;
    case 'turbo':
    case 'nx':
    case 'lerna':
      return { names, isFiltered: has(/^(--filter|--projects?|-p$|--scope|--since|--affected)/) || args[0] === 'affected' };
    default:
      return null;
  }
}

/** `nx run-many --targets=test,lint` */
function targetOf(flag: string): string[] {
  return /^--?t(?:argets?)?=(.*)$/.exec(flag)?.[1]?.split(',') ?? [];
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
