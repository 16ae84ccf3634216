import { parseSync, Visitor } from 'oxc-parser';
import type { PlantedFault, PlantedTree } from './operator.ts';

/** A stretch of a committed file. */
export interface Place {
  readonly path: string;
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** A test of a JavaScript or TypeScript file: the statement, what calls it, its body, and the assertions in it. */
export interface TestPlace extends Place {
  readonly caller: Place;
  readonly title: Place;
  readonly body: Place;
  readonly assertions: readonly Place[];
}

/** A function of a source file: its body starts and ends at the braces. */
export interface FunctionPlace extends Place {
  readonly name: string;
  readonly body: Place;
  readonly statements: readonly Place[];
  readonly isDeclaration: boolean;
}

const SCRIPT = /\.[cm]?[jt]sx?$/u;
const TEST_FOLDER = /(^|\/)(tests?|__tests__)\//u;
const TEST_NAME = /\.(test|spec)\.[cm]?[jt]sx?$/u;

export const isTest = (path: string) => SCRIPT.test(path) && (TEST_FOLDER.test(path) || TEST_NAME.test(path));
/** Below `src` or `lib`, or at the root what is no configuration. */
const SOURCE = /(^|\/)(src|lib)\/|^(?!bench)[\w-]+\.[cm]?[jt]sx?$/u;
export const isSource = (path: string) => SCRIPT.test(path) && SOURCE.test(path) && !isTest(path) && !/\.(?:bench|d)\.\w+$/u.test(path);
export const isTypeScript = (path: string) => isSource(path) && path.endsWith('.ts');
export const isPythonTest = (path: string) => /(^|\/)test_\w+\.py$/u.test(path);
export const isPythonSource = (path: string) => path.startsWith('src/') && path.endsWith('.py') && !isPythonTest(path);
export const isGoTest = (path: string) => path.endsWith('_test.go');
export const isGoSource = (path: string) => path.endsWith('.go') && !isGoTest(path);

/** Where the pattern matches first, in the order of paths; the whole match, or its first group. */
export function firstMatch(tree: PlantedTree, wanted: (path: string) => boolean, pattern: RegExp): Place | null {
  for (const path of tree.paths.filter(wanted)) {
    const text = tree.read(path);
    const match = new RegExp(pattern.source, 'dmu').exec(text);
    const span = match?.indices?.[1] ?? match?.indices?.[0];
    if (span !== undefined) return { path, text, start: span[0], end: span[1] };
  }
  return null;
}

export function wholeFile(tree: PlantedTree, wanted: (path: string) => boolean): Place | null {
  const path = tree.paths.find(wanted);
  if (path === undefined) return null;
  const text = tree.read(path);
  return { path, text, start: 0, end: text.length };
}

export const textOf = ({ text, start, end }: Place) => text.slice(start, end);
export const atStart = (place: Place): Place => ({ ...place, end: place.start });
export const atEnd = (place: Place): Place => ({ ...place, start: place.end });

/** The place with its indentation and the end of its last line. */
export function wholeLines(place: Place): Place {
  const next = place.text.indexOf('\n', place.end);
  return { ...place, start: place.text.lastIndexOf('\n', place.start - 1) + 1, end: next < 0 ? place.text.length : next + 1 };
}

export const isOneLine = (place: Place) => !textOf(place).includes('\n') && textOf(wholeLines(place)).trim() === textOf(place);

/** Puts new text where the place was, and points at its first line, or at `mark` in it. */
export function put(place: Place, by: string, mark?: string): PlantedFault {
  const { path, text, start, end } = place;
  const content = text.slice(0, start) + by + text.slice(end);
  const offset = start + (mark === undefined ? by.length - by.trimStart().length : by.indexOf(mark));
  return { edits: { [path]: content }, at: { path, line: content.slice(0, offset).split('\n').length } };
}

/** Takes the lines of the place away: nothing is left to point at. */
export function take(place: Place): PlantedFault {
  const { path, text, start, end } = wholeLines(place);
  return { edits: { [path]: text.slice(0, start) + text.slice(end) }, at: { path } };
}

/** A line of its own above the place, indented and written as its file is. */
export function above(place: Place, code: string, mark?: string): PlantedFault {
  const line = wholeLines(place);
  const indent = /^\s*/u.exec(textOf(line))?.[0] ?? '';
  return put(atStart(line), `${inStyle(place.text, code).replaceAll(/^(?=.)/gmu, indent)}\n`, mark);
}

/** Code with semicolons, double quotes and two spaces, as the file writes it. */
export function inStyle(text: string, code: string): string {
  const lines = text.split('\n');
  const isTabbed = lines.filter((line) => line.startsWith('\t')).length > lines.filter((line) => line.startsWith('  ')).length;
  const isBare = lines.filter((line) => line.endsWith(';')).length * 10 < lines.length;
  const isSingle = text.split("'").length > text.split('"').length;
  const quoted = isSingle ? code.replaceAll('"', "'") : code;
  const indented = isTabbed ? quoted.replaceAll(/^(?: {2})+/gmu, (spaces) => '\t'.repeat(spaces.length / 2)) : quoted;
  return isBare ? indented.replaceAll(/;$/gmu, '') : indented;
}

/** A test with this body, called and written as its neighbour is. */
export function testBeside(place: TestPlace, title: string, body: readonly string[]): string {
  const [name = 'it'] = /^\w+/u.exec(textOf(place.caller)) ?? [];
  // A test of tape ends by its own word.
  const isTape = /require\(['"]tape['"]\)/u.test(place.text);
  const head = isTape ? 'function (t) {' : place.text.includes('=>') ? '() => {' : 'function () {';
  return `${name}("${title}", ${head}\n${[...body, ...(isTape ? ['t.end();'] : [])].map((line) => `  ${line}\n`).join('')}});\n`;
}

/** The assertion of a file that two values are the same. */
export function sameBeside(place: TestPlace): string {
  if (/\bexpect\(/u.test(place.text)) return /\bchai\b/u.test(place.text) ? 'expect($1).to.eql($2);' : 'expect($1).toEqual($2);';
  return /require\(['"]tape['"]\)/u.test(place.text) ? 't.deepEqual($1, $2);' : 'assert.deepStrictEqual($1, $2);';
}

/** The tests of every test file, in the order of paths. */
export function testsOf(tree: PlantedTree): readonly TestPlace[] {
  return tree.paths.filter(isTest).flatMap((path) => testsIn(path, tree.read(path)));
}

function testsIn(path: string, text: string): readonly TestPlace[] {
  const at = ({ start, end }: { readonly start: number; readonly end: number }): Place => ({ path, text, start, end });
  const assertions: Place[] = [];
  const tests: Omit<TestPlace, 'assertions'>[] = [];
  const visitor = new Visitor({
    ExpressionStatement(node) {
      if (/^(await )?(assert|expect)\b/u.test(textOf(at(node)))) assertions.push(at(node));
      const { expression: call } = node;
      if (call.type !== 'CallExpression' || call.callee.type !== 'Identifier') return;
      const [title, run] = call.arguments;
      if (!['it', 'test'].includes(call.callee.name) || title === undefined) return;
      if (run?.type !== 'ArrowFunctionExpression' && run?.type !== 'FunctionExpression') return;
      if (run.body?.type === 'BlockStatement') tests.push({ ...at(node), caller: at(call.callee), title: at(title), body: at(run.body) });
    },
  });
  visitor.visit(parseSync(path, text).program);
  return tests.map((one) => ({
    ...one,
    assertions: assertions.filter(({ start, end }) => start > one.body.start && end < one.body.end),
  }));
}

/** The named functions with a body of the source files, in the order of paths. */
export function functionsOf(tree: PlantedTree, wanted: (path: string) => boolean = isSource): readonly FunctionPlace[] {
  return tree.paths.filter(wanted).flatMap((path) => functionsIn(path, tree.read(path)));
}

interface Spanned {
  readonly start: number;
  readonly end: number;
}

function functionsIn(path: string, text: string): readonly FunctionPlace[] {
  const at = ({ start, end }: Spanned): Place => ({ path, text, start, end });
  const found: FunctionPlace[] = [];
  const add = (node: Spanned, body: (Spanned & { readonly body: readonly Spanned[] }) | null, name: string | undefined) => {
    if (body === null || name === undefined) return;
    found.push({
      ...at(node),
      name,
      body: at(body),
      statements: body.body.map(at),
      isDeclaration: text.startsWith('function', node.start),
    });
  };
  const visitor = new Visitor({
    FunctionDeclaration: (node) => add(node, node.body, node.id?.name),
    AssignmentExpression({ left, right }) {
      if (left.type !== 'MemberExpression' || left.property.type !== 'Identifier') return;
      if (right.type !== 'ArrowFunctionExpression' && right.type !== 'FunctionExpression') return;
      if (right.body?.type === 'BlockStatement') add(right, right.body, left.property.name);
    },
    Property({ key, value }) {
      if (key.type === 'Identifier' && value.type === 'FunctionExpression' && value.body !== null) add(value, value.body, key.name);
    },
  });
  visitor.visit(parseSync(path, text).program);
  return found;
}

const stem = (path: string) =>
  path
    .split('/')
    .at(-1)
    ?.replace(/^test[_-]|_test(?=\.)/u, '')
    .split('.')[0];

/** The one test file that must notice what goes wrong in a source file; null where of several nobody knows beforehand which does. */
export function testOf(tree: PlantedTree, source: string): string | null {
  const tests = source.endsWith('.go') ? tree.paths.filter(isGoTest) : [...new Set(testsOf(tree).map(({ path }) => path))];
  const [test, ...others] = tests.length === 1 ? tests : tests.filter((path) => stem(path) === stem(source));
  return test === undefined || others.length > 0 ? null : test;
}

interface Change {
  readonly find: RegExp;
  readonly by: (found: string) => string;
}

/** Changes what code does, where a test of its own must notice: there is where a person sees it. */
export function breakTested(tree: PlantedTree, wanted: (path: string) => boolean, { find, by }: Change): PlantedFault | null {
  for (const source of tree.paths.filter(wanted)) {
    const test = testOf(tree, source);
    const place = firstMatch(tree, (path) => path === source, find);
    if (test !== null && place !== null) return { edits: put(place, by(textOf(place))).edits, at: { path: test } };
  }
  return null;
}

/** Functions that compute: several statements, and the last gives something back. */
export function computingOf(tree: PlantedTree, wanted?: (path: string) => boolean): readonly FunctionPlace[] {
  return functionsOf(tree, wanted).filter(({ statements }) => {
    const last = statements.at(-1);
    return statements.length > 1 && last !== undefined && /^return .*[\w)]\(|^return .* [-+*|&?] /su.test(textOf(last));
  });
}

/** Top-level blocks of a Python or Go file: header and body, by the header's pattern. */
export function blocksOf(tree: PlantedTree, wanted: (path: string) => boolean, header: RegExp): readonly FunctionPlace[] {
  return tree.paths.filter(wanted).flatMap((path) => {
    const text = tree.read(path);
    return [...text.matchAll(new RegExp(header.source, 'dgmu'))].flatMap((match) => {
      const [whole, name] = [match.indices?.[0], match[1]];
      if (whole === undefined || name === undefined) return [];
      const end = path.endsWith('.go') ? text.indexOf('\n}\n', whole[1]) + 2 : whole[1] + pythonBody(text.slice(whole[1]));
      const body = { path, text, start: whole[1], end };
      return [{ path, text, start: whole[0], end, name, body, statements: [], isDeclaration: true }];
    });
  });
}

const pythonBody = (rest: string) => /^(?:[ \t].*\n|\n(?=\n*[ \t]))*/u.exec(rest)?.[0].length ?? 0;

export const PYTHON_TEST = /^def (test_\w+)\(.*\)(?: -> None)?:\n/u;
export const PYTHON_FUNCTION = /^def ([a-z]\w+)\([^)]*\)(?: -> [^:]+)?:\n/u;
export const GO_TEST = /^func (Test\w+)\(t \*testing\.T\) \{\n/u;
export const GO_FUNCTION = /^func ([A-Z]\w+)\(.*\{\n/u;

/** The end of the file that the place is in. */
export const atFileEnd = ({ path, text }: Place): Place => ({ path, text, start: text.length, end: text.length });

/** Puts something else where the pattern matches first. */
export function replaceFirst(tree: PlantedTree, wanted: (path: string) => boolean, { find, by }: Change): PlantedFault | null {
  const place = firstMatch(tree, wanted, find);
  return place === null ? null : put(place, by(textOf(place)));
}

export interface Addition {
  readonly code: string;
  /** Where it stands in the code that is at fault. */
  readonly mark?: string;
  readonly wanted?: (path: string) => boolean;
}

/** Above the last statement of a function that computes. */
export function inFunction(tree: PlantedTree, { code, mark, wanted }: Addition): PlantedFault | null {
  const place = computingOf(tree, wanted)
    .find(({ text }) => /^(import|export|const) /mu.test(text))
    ?.statements.at(-1);
  return place === undefined ? null : above(place, code, mark);
}

/** At the end of a module: of the last that computes, else of the first. */
export function append(tree: PlantedTree, { code, mark, wanted = isSource }: Addition): PlantedFault | null {
  const place = computingOf(tree, wanted).at(-1) ?? wholeFile(tree, wanted);
  return place === null ? null : put(atFileEnd(place), inStyle(place.text, `\n${code}\n`), mark);
}

/** A test beside the last one, in its style. */
export function addTest(tree: PlantedTree, title: string, { body, mark }: { readonly body: readonly string[]; readonly mark: string }) {
  const place = testsOf(tree).at(-1);
  return place === undefined ? null : above(place, testBeside(place, title, body), mark);
}

export const isManifest = (path: string) => path === 'package.json';
export const isWorkflow = (path: string) => /^\.github\/workflows\/.*\.ya?ml$/u.test(path);
export const isReadme = (path: string) => /^readme\.md$/iu.test(path);
