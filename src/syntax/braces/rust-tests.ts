import type { Skip } from '../test-options.ts';
import type { TestCase } from '../tests.ts';
import { assertionCounter, type BraceFunction, ownersIn, testCaseOf } from './functions.ts';
import { type BraceSource, readBraces } from './read-braces.ts';

const ATTRIBUTES = /(?:#\[(?:[^[\]]|\[[^[\]]*\])*\]\s*)*/.source;
const FUNCTION = new RegExp(
  `(?<attributes>${ATTRIBUTES})(?:pub(?:\\([^)]*\\))?\\s+)?(?:(?:async|const|unsafe|extern(?:\\s+"[^"]*")?)\\s+)*\\bfn\\s+(?<name>\\w+)`,
  'g',
);
const MODULE = new RegExp(`(?<attributes>${ATTRIBUTES})(?:pub(?:\\([^)]*\\))?\\s+)?\\bmod\\s+(?<name>\\w+)\\s*\\{`, 'g');
const IS_TEST = /#\[\s*(\w+::)*(test|rstest|test_case|quickcheck|wasm_bindgen_test)\s*[\](]/;
const ASSERTION = /\b(?:\w+_)?assert\w*!\s*[([{]|\.(?:unwrap|expect)_err\(/g;
/** What a test without assertions fails by. */
const PANIC = /\b(?:panic|unreachable)!\s*[([{]/g;

interface RustFunction extends BraceFunction {
  readonly attributes: string;
}

/** Functions that a test attribute marks, inside the modules of their file. */
export function rustTestsOf(text: string): TestCase[] {
  const source = readBraces(text, 'rust');
  const functions = functionsOf(source);
  const tests = functions.filter(({ attributes }) => IS_TEST.test(attributes));
  // Beside the tests: what the modules of tests declare, or all of a file that is none of the tested code.
  const isMixed = tests.some(({ owners }) => owners.length > 0);
  const helpers = functions.filter(({ attributes }) => !isMixed || /#\[\s*cfg\([^\]]*\btest\b/.test(attributes));
  const asserts = assertionCounter({ source, helpers, assertion: ASSERTION });
  const panics = assertionCounter({ source, helpers, assertion: PANIC });
  const count = (one: RustFunction) => asserts(one) || Math.min(panics(one), 1);
  return tests.map((one) => testCaseOf(source, { ...one, skip: skipOf(one.attributes), isRetried: false, assertions: count(one) }));
}

function functionsOf(source: BraceSource): RustFunction[] {
  const modules = ownersIn(source, MODULE);
  return [...source.plain.matchAll(FUNCTION)].flatMap((found): RustFunction[] => {
    const { attributes = '', name = '' } = found.groups ?? {};
    const behind = found.index + found[0].length;
    // One of a trait ends without a body.
    const open = behind + source.plain.slice(behind).search(/[{;]/);
    if (source.plain[open] !== '{') return [];
    const around = modules(found.index);
    const all = [...around.map(({ start }) => attributesAt(source, start)), attributes].join('\n');
    return [{ name, owners: around.map((one) => one.name), start: found.index, open, end: source.endOf(open), attributes: all }];
  });
}

function attributesAt({ plain }: BraceSource, start: number): string {
  return new RegExp(`^${ATTRIBUTES}`).exec(plain.slice(start, start + 2000))?.[0] ?? '';
}

function skipOf(attributes: string): Skip {
  // Passes whenever it fails, so to speak.
  if (/#\[\s*(ignore|should_panic)\b|#\[\s*cfg\(\s*(any\(\s*\)|FALSE|false)\s*\)/.test(attributes)) return 'yes';
  return /#\[\s*cfg_attr\([^\]]*\bignore\b|#\[\s*cfg\((?!\s*(all\()?\s*test\s*\)?\s*\))/.test(attributes) ? 'conditional' : 'no';
}

/** An example in the documentation of a file, whatever it is of. */
const EXAMPLE = 'documentation example of (computed)';

/** As a report names the tests of a file. */
export function rustTitlesOf(text: string): readonly string[] {
  let isOpen = false;
  const examples = text.split('\n').flatMap((line) => {
    if (!/^\s*\/\/[/!]\s*(```|~~~)/.test(line)) return [];
    isOpen = !isOpen;
    return isOpen ? [EXAMPLE] : [];
  });
  return [...rustTestsOf(text).map(({ title }) => title), ...examples];
}
