import type { TestRunner } from '../../domain/project.ts';

/** Is this how that runner is started? Given the words of one simple command, without what only wraps it. */
type Recognise = (words: readonly string[]) => boolean;

const called =
  (...programs: readonly string[]): Recognise =>
  ([program = '']) =>
    programs.includes(program);

/** The runners whose reports Jidoka reads, each with how it is recognised in a command. */
export const TEST_PROGRAMS: Readonly<Record<TestRunner, Recognise>> = {
  'node:test': (words) => argumentsOfNode(words)?.flags.includes('--test') === true,
  mocha: (words) => called('mocha', '_mocha')(words) || startsByPath(words, 'mocha'),
  vitest: (words) => called('vitest')(words) || startsByPath(words, 'vitest'),
  'cargo test': ([program = '', ...args]) => program === 'cargo' && ['test', 't'].includes(args.find((arg) => !/^[+-]/.test(arg)) ?? ''),
  'go test': ([program = '', ...args]) => program === 'gotestsum' || (program === 'go' && args[0] === 'test'),
  jest: (words) =>
    called('jest')(words) || startsByPath(words, 'jest') || (called('react-scripts', 'kcd-scripts')(words) && words[1] === 'test'),
  ava: (words) => (called('ava')(words) || startsByPath(words, 'ava')) && words[1] !== 'reset-cache',
  tap: (words) => called('tap')(words) || startsByPath(words, 'tap'),
  tape: (words) => called('tape')(words) || startsByPath(words, 'tape'),
  jasmine: (words) => (called('jasmine')(words) || startsByPath(words, 'jasmine')) && words[1] !== 'init',
  playwright: (words) => words.includes('test') && (called('playwright')(words) || PLAYWRIGHT.some((name) => startsByPath(words, name))),
  uvu: (words) => called('uvu')(words) || startsByPath(words, 'uvu'),
  pytest: (words) => called('pytest', 'py.test')(words) || pythonModules(words).includes('pytest'),
  unittest: (words) => pythonModules(words).includes('unittest'),
  junit: (words) => buildsAndTestsJava(words) || (words[0] === 'java' && words.some((word) => JUNIT_CONSOLE.test(word))),
};

/** Since 1.38 the program is a package of its own. */
const PLAYWRIGHT = ['playwright', '@playwright'];

/** JUnit 4's own `JUnitCore` writes no report. */
const JUNIT_CONSOLE = /(^|\/)junit-platform-console-standalone[^/]*\.jar$|^org\.junit\.platform\.console\.ConsoleLauncher$/;

/** Phases of Maven and tasks of Gradle that come to the tests. */
function buildsAndTestsJava([program = '', ...args]: readonly string[]): boolean {
  const asks = (pattern: RegExp) => args.some((arg) => pattern.test(arg));
  if (/^(.*\/)?mvnw?$/.test(program))
    return (
      asks(/^(test|package|verify|install|integration-test|deploy|(surefire|failsafe):.+)$/) &&
      !asks(/^-D(skipTests|maven\.test\.skip)(=true)?$/)
    );
  return (
    /^(.*\/)?gradlew?$/.test(program) &&
    asks(/^(:?[\w-]+:)*(\w*[tT]est|check|build)$/) &&
    !args.some((arg, i) => arg === 'test' && args[i - 1] === '-x')
  );
}

/** Of `python -m pytest`; `coverage` is a module that starts another one. */
function pythonModules(words: readonly string[]): readonly string[] {
  return /^(.*\/)?(python(3(\.\d+)?)?|coverage)$/.test(words[0] ?? '') ? words.filter((_, i) => words[i - 1] === '-m') : [];
}

/** Node's own program and those that take its flags. */
export const NODES = ['node', 'nodejs', 'tsx'];
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

/** What comes after the script's name are the script's own arguments. */
function argumentsOfNode([program = '', ...args]: readonly string[]): {
  readonly flags: readonly string[];
  readonly script: string;
} | null {
  if (!NODES.includes(program)) return null;
  const first = args.findIndex((arg, i) => !arg.startsWith('-') && !VALUED_FLAGS.includes(args[i - 1] ?? ''));
  return { flags: first === -1 ? args : args.slice(0, first), script: args[first] ?? '' };
}

function startsByPath(words: readonly string[], name: string): boolean {
  const started = argumentsOfNode(words)?.script ?? '';
  return /(?:^|\/)node_modules\/(?:\.bin\/)?([^/]+)(?:\/|$)/.exec(started)?.[1] === name;
}
