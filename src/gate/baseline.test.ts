import { expect, test } from 'vitest';
import { changeBetween } from '../../test/rig/gate.ts';
import { createRepository, type Files } from '../../test/rig/repository.ts';
import type { Rule } from '../checkers/checker.ts';
import { attribute } from './baseline.ts';
import type { RawObservation } from './locate.ts';

const RULES: Record<string, Rule> = {
  bad: { severity: 'error', title: 'Bad', remediation: 'Make it good.' },
  odd: { severity: 'warning', title: 'Odd', remediation: 'Make it even.' },
};

async function attributed(base: Files, head: Files, observations: readonly RawObservation[]) {
  using repo = createRepository(base);
  const commit = repo.git('rev-parse', 'HEAD');
  await using open = await changeBetween(repo, commit, repo.commit(head));
  return await attribute({ checker: 'x', rules: RULES, observations, capabilities: open.capabilities });
}

/** `path:line state` of each finding. */
const places = async (...args: Parameters<typeof attributed>) =>
  (await attributed(...args)).map(({ path, range, baselineState }) => `${path}:${range?.startLine} ${baselineState}`);

const at = (side: 'base' | 'head', path: string, line: number, more: Partial<RawObservation> = {}): RawObservation => ({
  rule: 'bad',
  message: 'bad',
  path,
  range: { startLine: line },
  side,
  ...more,
});

test('what only moved is unchanged, and keeps its fingerprint', async () => {
  const base = { 'a.js': 'bad();\n' };
  const here = await attributed(base, { 'a.js': '\n\n  bad( );\n'.replace('( )', '()') }, [at('base', 'a.js', 1), at('head', 'a.js', 3)]);
  const there = await attributed(base, { 'a.js': '\nbad();\n' }, [at('base', 'a.js', 1), at('head', 'a.js', 2)]);
  expect([here.map(({ baselineState }) => baselineState), here[0]?.fingerprint === there[0]?.fingerprint]).toEqual([['unchanged'], true]);
});

test('a finding follows its file to a new name', async () => {
  const text = `bad();\n${'same();\n'.repeat(50)}`;
  expect(await places({ 'a.js': text }, { 'a.js': null, 'b.js': text }, [at('base', 'a.js', 1), at('head', 'b.js', 1)])).toEqual([
    'b.js:1 unchanged',
  ]);
});

test('a new file in the place of a renamed one is all new', async () => {
  const text = `bad();\n${'same();\n'.repeat(50)}`;
  const seen = [at('base', 'a.js', 1), at('head', 'a.js', 1), at('head', 'b.js', 1)];
  expect(await places({ 'a.js': text }, { 'a.js': 'bad();\n', 'b.js': text }, seen)).toEqual(['a.js:1 unchanged', 'b.js:1 new']);
});

test('of several alike those on changed lines are the new ones', async () => {
  const seen = [at('head', 'a.js', 1), at('head', 'a.js', 3), at('base', 'a.js', 1)];
  expect(await places({ 'a.js': 'bad();\n\n' }, { 'a.js': 'bad();\n\nbad();\n' }, seen)).toEqual(['a.js:1 unchanged', 'a.js:3 new']);
  const before = [at('head', 'a.js', 1), at('head', 'a.js', 3), at('base', 'a.js', 2)];
  expect(await places({ 'a.js': '\nbad();\n' }, { 'a.js': 'bad();\n\nbad();\n' }, before)).toEqual(['a.js:1 new', 'a.js:3 unchanged']);
});

test('what is gone is absent, what is only at head is new', async () => {
  const seen = [at('base', 'a.js', 1), at('head', 'a.js', 1, { rule: 'odd' })];
  expect(await places({ 'a.js': 'bad();\n' }, { 'a.js': 'good();\n' }, seen)).toEqual(['a.js:1 absent', 'a.js:1 new']);
});

test('rule, code and place tell findings apart; a place outside the tree is told by its message', async () => {
  const base = { 'a.js': 'x();\n', 'b.js': 'x();\n' };
  const seen = [
    at('base', 'a.js', 1),
    at('head', 'a.js', 1, { code: 'other' }),
    at('head', 'b.js', 1),
    at('head', '../../etc/passwd', 1),
    { rule: 'bad', message: 'as a whole', path: '.' },
  ];
  const found = await attributed(base, { 'c.js': '' }, seen);
  expect(found.map(({ path, baselineState }) => `${path} ${baselineState}`)).toEqual([
    '. new',
    '../../etc/passwd new',
    'a.js absent',
    'a.js new',
    'b.js new',
  ]);
  expect(new Set(found.map(({ fingerprint }) => fingerprint)).size).toBe(5);
});

test('a finding may be milder than its rule, never harsher, and carries what a person needs', async () => {
  const found = await attributed({ 'a.js': 'x();\n' }, { 'a.js': 'y();\n' }, [
    at('head', 'a.js', 1, { severity: 'note', reproduce: 'npx x', remediation: 'Do y.' }),
    at('head', 'a.js', 1, { rule: 'odd', severity: 'error' }),
  ]);
  expect(found.map(({ fingerprint: _, ...rest }) => rest)).toEqual([
    {
      rule: 'bad',
      severity: 'note',
      message: 'bad',
      path: 'a.js',
      range: { startLine: 1 },
      baselineState: 'new',
      reproduce: 'npx x',
      remediation: 'Do y.',
    },
    {
      rule: 'odd',
      severity: 'warning',
      message: 'bad',
      path: 'a.js',
      range: { startLine: 1 },
      baselineState: 'new',
      remediation: 'Make it even.',
    },
  ]);
});

/** What a linter that knows two rules would say of a tree: each `debugger`, and each variable whose value is 'unused'. */
function lint(side: 'base' | 'head', files: Files): RawObservation[] {
  return Object.entries(files).flatMap(([path, text]) =>
    String(text)
      .split('\n')
      .flatMap((line, index) =>
        [...line.matchAll(/debugger|\w+(?= = ["']unused["'])/g)].map(({ 0: found, index: before }) => ({
          rule: 'bad',
          message: found === 'debugger' ? 'no debugger' : `'${found}' is unused`,
          code: found === 'debugger' ? 'debugger' : 'unused',
          path,
          range: { startLine: index + 1, startColumn: before + 1, endLine: index + 1, endColumn: before + 1 + found.length },
          side,
        })),
      ),
  );
}

const ONE = `export function one(list) {\n  debugger;\n  let count = 'unused';\n  return list.map((item) => item.one);\n}\n`;
const TWO = `export function two(list) {\n  for (const item of list) {\n    debugger;\n    send(item, list.length);\n  }\n}\n`;
const FILE = `import { send } from './send.js';\n\n${ONE}\n${TWO}`;

const OLD = ['debugger unchanged', 'debugger unchanged', 'unused unchanged'];

test.each<[name: string, head: Files, expected: readonly string[]]>([
  ['shifted lines', { 'a.js': `// A comment.\n\n${FILE}` }, OLD],
  ['other line ends', { 'a.js': FILE.replaceAll('\n', '\r\n') }, OLD],
  ['functions in another order', { 'a.js': `import { send } from './send.js';\n\n${TWO}\n${ONE}` }, OLD],
  ['another indentation', { 'a.js': FILE.replaceAll('  ', '\t') }, OLD],
  ['other quotes and no semicolons', { 'a.js': FILE.replaceAll("'", '"').replaceAll(';', '') }, OLD],
  [
    'lines joined by a formatter',
    { 'a.js': FILE.replaceAll('{\n  debugger;\n  let', '{ debugger; let').replace('{\n    debugger;\n', '{ debugger;\n') },
    OLD,
  ],
  ['lines parted by a formatter', { 'a.js': FILE.replace('one(list) {', 'one(\n  list,\n) {') }, OLD],
  ['a variable of another name', { 'a.js': FILE.replaceAll('count', 'total') }, OLD],
  ['a function of another name', { 'a.js': FILE.replaceAll('one(', 'first(') }, OLD],
  ['another folder, and edited', { 'a.js': null, 'lib/deep/a.js': `// Moved.\n${FILE}` }, OLD],
  ['split in two', { 'a.js': null, 'one.js': ONE, 'two.js': `import { send } from './send.js';\n\n${TWO}` }, OLD],
  ['one function moved to a file of its own', { 'a.js': FILE.replace(ONE, ''), 'one.js': ONE }, OLD],
  ['a function written beside it', { 'a.js': FILE.replace('  debugger;\n  let', '  debugger;\n  const more = () => list;\n  let') }, OLD],
  [
    'one that a formatter makes look like another',
    { 'a.js': FILE.replaceAll('  ', '\t').replace('{\n\tdebugger;', '{ debugger;').replace('{\n\t\tdebugger;', '{\n\t\tdebugger;\n') },
    OLD,
  ],
  ['a copy', { 'b.js': ONE }, [...OLD.slice(0, 2), 'debugger new', 'unused unchanged', 'unused new']],
  [
    'one more in the same function',
    { 'a.js': FILE.replace('  debugger;\n  let', '  debugger;\n  debugger;\n  let') },
    ['debugger new', ...OLD],
  ],
  [
    'one taken away and one put into another function',
    { 'a.js': FILE.replace('  debugger;\n  let', '  let').replace('import', 'export const three = () => {\n  debugger;\n};\nimport') },
    ['debugger absent', 'debugger new', 'debugger unchanged', 'unused unchanged'],
  ],
  [
    'another variable in its place',
    { 'a.js': `${FILE.replace('let count', 'let list2')}export const count = 1;\n` },
    [...OLD.slice(0, 2), 'unused absent', 'unused new'],
  ],
  [
    'one taken away in one file and one written in another',
    { 'a.js': FILE.replace('  debugger;\n  let', '  let'), 'b.js': 'start();\ndebugger;\n' },
    ['debugger absent', 'debugger new', 'debugger unchanged', 'unused unchanged'],
  ],
])('%s', async (_, head, expected) => {
  const base: Files = { 'a.js': FILE };
  const present = Object.fromEntries(Object.entries({ ...base, ...head }).filter(([, text]) => text !== null));
  const found = await attributed(base, head, [...lint('base', base), ...lint('head', present)]);
  expect(
    found.map(({ message, baselineState }) => `${message.includes('debugger') ? 'debugger' : 'unused'} ${baselineState}`).toSorted(),
  ).toEqual([...expected].toSorted());
});

test('functions that are nearly alike change places, and each has what it had', async () => {
  const check = `function check(all) {\n${'  all.use();\n'.repeat(8)}}\n`;
  const body = (where: string) => `  const apis = keys.map((k) => ${where}.get(k)?.api);\n  check(apis);\n  return apis;\n}\n`;
  const [named, unnamed] = [
    `function getNamed<K extends (string | undefined)[]>(\n  ...keys: K\n) {\n${body('named')}`,
    `function getUnnamed<K extends string[]>(...keys: K) {\n${body('unnamed')}`,
  ];
  // As a linter says it that names no end: the place is the one word `function`.
  const seen = (side: 'base' | 'head', text: string) =>
    ['getNamed', 'getUnnamed'].map((name) => {
      const startLine = text.slice(0, text.indexOf(`function ${name}`)).split('\n').length;
      return at(side, 'a.ts', startLine, { range: { startLine, startColumn: 1 } });
    });
  const between = 'function subscribers(list) {\n  return list.map(({ subscriber }) => subscriber);\n}\n';
  const [base, head] = [check + named + between + unnamed, named + check + unnamed + between];
  const found = await attributed({ 'a.ts': base }, { 'a.ts': head }, [...seen('base', base), ...seen('head', head)]);
  expect(found.map(({ baselineState }) => baselineState)).toEqual(['unchanged', 'unchanged']);
});

test('of what is counted more is worsened, and less or as much is not', async () => {
  const text = (extra: string) => `function long(a) {\n  if (a) return 1;\n${extra}  return 2;\n}\n`;
  const counted = (side: 'base' | 'head', count: number) =>
    at(side, 'a.js', side === 'base' ? 1 : 2, { code: 'complexity', message: `is ${count}`, count });
  const states = await Promise.all(
    [3, 4, 5].map(async (now) =>
      (
        await attributed({ 'a.js': text('') }, { 'a.js': `// Moved.\n${text('  // More.\n')}` }, [counted('base', 4), counted('head', now)])
      ).map(({ baselineState }) => baselineState),
    ),
  );
  expect(states).toEqual([['unchanged'], ['unchanged'], ['worsened']]);
});

test('what is said of a whole file is the same wherever it shows, and without a place', async () => {
  const whole = { code: 'format', message: 'is not formatted', isOfFile: true };
  const files = [{ 'a.js': ' one;\ntwo;\n' }, { 'a.js': ' two;\n one;\n' }] as const;
  const [found] = await attributed(...files, [at('base', 'a.js', 1, whole), at('head', 'a.js', 2, whole)]);
  const { range: _, ...unplaced } = at('head', 'a.js', 1, whole);
  const [other] = await attributed(...files, [unplaced]);
  expect([found?.baselineState, found?.range, found?.fingerprint]).toEqual(['unchanged', { startLine: 2 }, other?.fingerprint]);
});

test('a file split in two is as unformatted as it was, and one with code of its own is not', async () => {
  const unformatted = (side: 'base' | 'head', path: string): RawObservation => ({
    rule: 'bad',
    code: 'format',
    message: 'is not formatted',
    path,
    side,
  });
  const say = [unformatted('base', 'a.js'), unformatted('head', 'a.js'), unformatted('head', 'one.js'), unformatted('head', 'own.js')];
  const found = await attributed(
    { 'a.js': FILE },
    { 'a.js': FILE.replace(ONE, ''), 'one.js': ONE, 'own.js': 'let one =1;\n  debugger;\n' },
    say,
  );
  expect(found.map(({ path, baselineState }) => `${path} ${baselineState}`)).toEqual(['a.js unchanged', 'one.js unchanged', 'own.js new']);
});
