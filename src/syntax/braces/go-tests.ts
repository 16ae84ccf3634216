import { strongest } from '../test-call.ts';
import type { Skip } from '../test-options.ts';
import type { TestCase } from '../tests.ts';
import { assertionCounter, type BraceFunction, statementsOf, testCaseOf } from './functions.ts';
import { skipByConstraint } from './go-constraint.ts';
import { type BraceSource, readBraces } from './read-braces.ts';

const FUNCTION = /^func\s+(?:\([^)]*?\*?(?<owner>\w+)(?:\[[^\]]*\])?\)\s*)?(?<name>\w+)/gm;
const IS_TEST = /^(Test|Fuzz|Example)(?![a-z])/;
/** Errors that are made or asked for their text, and logs, have functions of the same names as a test. */
const ASSERTION =
  /\b(?!(?:\w*errors|fmt|err|log|logger|status)\.)\w+\.(?:Error|Errorf|Fatal|Fatalf|Fail|FailNow)\(|\b(?:assert|require|check|must|expect|is|qt|then|golden|autogold)\.\w+\(|\bExpect\w*\(|\bpanic\(|\blog\.Fatal\w*\(/g;
const SKIP = /^\w+\.(Skip|Skipf|SkipNow)\(/;

/** Functions that `go test` runs, and methods of suites. */
export function goTestsOf(text: string): TestCase[] {
  const source = readBraces(text, 'go');
  const functions = functionsOf(source);
  const count = assertionCounter({ source, helpers: functions, assertion: ASSERTION });
  // Somebody may name the tag: what else skips a test of such a file still counts.
  const ofFile = skipByConstraint(text);
  return testsIn(functions).map((one) => {
    // What an example prints is compared with this comment.
    const output = /^\s*\/\/\s*(unordered )?output:/im.test(text.slice(one.open, one.end)) ? 1 : 0;
    const left = leftAt(source, one);
    return testCaseOf(source, {
      ...one,
      skip: strongest([ofFile === 'no' ? 'no' : 'conditional', skipOf(source, one)]),
      isOpaque: ofFile === 'yes',
      isRetried: false,
      assertions: count(one) + output,
      ...(left === null ? {} : { certain: count({ ...one, end: left }) + output }),
    });
  });
}

/** As a report may name the tests of a file: a subtest's name may be made up when it runs. */
export function goTitlesOf(text: string): readonly string[] {
  const source = readBraces(text, 'go');
  return testsIn(functionsOf(source)).flatMap((one) => {
    const top = one.owners.length === 0 ? one.name : `(computed) > ${one.name}`;
    return [top, ...subtests(source, one).map((name) => `${top} > ${name}`)];
  });
}

function testsIn(functions: readonly BraceFunction[]): BraceFunction[] {
  return functions.filter(
    ({ name, owners }) => name !== 'TestMain' && IS_TEST.test(name) && (owners.length === 0 || name.startsWith('Test')),
  );
}

function functionsOf(source: BraceSource): BraceFunction[] {
  return [...source.plain.matchAll(FUNCTION)].flatMap((found) => {
    const { owner, name = '' } = found.groups ?? {};
    // Its parameters may hold braces, as `interface{}` does.
    const parameters = source.plain.indexOf('(', found.index + found[0].length);
    if (parameters === -1) return [];
    const open = source.plain.indexOf('{', source.endOf(parameters));
    if (open === -1) return [];
    // A function of a fuzzer or of another tool may be called like a test.
    const isTest = owner !== undefined || /^\(\s*\)|\*testing\.[TFB]\b/.test(source.plain.slice(parameters, open));
    if (IS_TEST.test(name) && !isTest) return [];
    return [{ name, owners: owner === undefined ? [] : [owner], start: found.index, open, end: source.endOf(open) }];
  });
}

function skipOf(source: BraceSource, one: BraceFunction): Skip {
  if (statementsOf(source.plain, one).some(({ text }) => SKIP.test(text))) return 'yes';
  return /\b\w+\.(Skip|Skipf|SkipNow)\(/.test(source.plain.slice(one.open, one.end)) ? 'conditional' : 'no';
}

/** Where the test may end before it has asserted what comes below: `if …{ return }` among its own statements. */
function leftAt(source: BraceSource, one: BraceFunction): number | null {
  const guard = statementsOf(source.plain, one).find(({ start, text }) => {
    const open = source.plain.indexOf('{', start);
    return /^if\b/.test(text) && open !== -1 && /^\{\s*return\s*\}$/.test(source.plain.slice(open, source.endOf(open)));
  });
  return guard?.start ?? null;
}

function subtests(source: BraceSource, { open, end }: BraceFunction): string[] {
  const runs = [...source.code.slice(open, end).matchAll(/\.Run\(\s*(?:"((?:\\.|[^"\\])*)"|`([^`]*)`)?/g)].map((found) => {
    const start = open + found.index + 4;
    // Go writes a space as an underscore, and a slash makes no level of its own here.
    return { start, end: source.endOf(start), name: (found[1] ?? found[2])?.replaceAll(/\s/g, '_').replaceAll('/', ' > ') ?? '(computed)' };
  });
  return runs.map((run) =>
    [...runs.filter((around) => around.start < run.start && run.end < around.end), run].map(({ name }) => name).join(' > '),
  );
}
