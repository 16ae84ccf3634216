import { executableLines } from '../../../src/formats/v8-coverage/executable-lines.ts';
import { importsOf } from '../../../src/syntax/imports.ts';
import { parseSource } from '../../../src/syntax/parse-source.ts';
import { pythonTestsOf } from '../../../src/syntax/python-tests.ts';
import { testsOf } from '../../../src/syntax/tests.ts';
import type { Chance } from '../chance.ts';
import { mutateText } from '../mutate-text.ts';
import { type FuzzTarget, must } from '../target.ts';

const TESTS = `import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { sign } from '../src/sign.ts';

describe('sign', () => {
  test('positive', () => assert.equal(sign(2), 1));
  test.skip('later', async () => {
    if (process.env.SLOW) return;
    await assert.rejects(sign('x'));
  });
});
`;

const SOURCES: readonly (readonly [string, string])[] = [
  ['a.test.ts', TESTS],
  [
    'a.js',
    'const a = require("./a.js");\nmodule.exports = { ...a, b: `x${a}`, get c() { return <a b={1} />; } };\nlabel: for (const x of a) break label;\n',
  ],
  [
    'a.tsx',
    'type A<T> = T extends B ? C : never;\nexport class D<T> extends E<A<T>> { static #x = 1; @dec() m?(): void; }\nexport default function F() { return <a.b {...c}>{d}</a.b>; }\n',
  ],
  ['a.mjs', 'export * as ns from "node:fs";\nconst x = await import("./y.js");\nswitch (x) { case 1: throw x; default: debugger; }\n'],
];

const PYTHON =
  'import pytest\n\n@pytest.mark.skip(reason="x")\ndef test_a():\n    assert 1 == 1\n\nclass TestB:\n    def test_c(self):\n        """doc"""\n        self.assertEqual(1, 1)\n';

/** A file of a change is read or said to be none, whatever is in it; a native parser that gives up ends all of this. */
export const sources: FuzzTarget = {
  refusals: ['UNPARSABLE_SOURCE'],
  open: () => ({
    attempt(chance) {
      if (chance.oneIn(6)) return `${pythonTestsOf(mutateText(PYTHON, chance, [PYTHON])).length > 0 ? '' : 'no '}tests of Python`;
      const [path, original] = chance.oneOf(SOURCES);
      const text = mutated(original, chance);
      const source = parseSource(path, text);
      if (source === null) return 'no source';
      const { tests } = testsOf(source);
      importsOf(source);
      const last = text.split('\n').length;
      must(
        tests.every(({ line, endLine, certain, assertions }) => line >= 1 && endLine <= last + 1 && certain <= assertions),
        'a test that is nowhere',
        tests,
      );
      for (const line of executableLines(path, text)) must(line >= 1 && line <= last, 'a line that is not there', line, last);
      return source.problem === null ? 'a program' : 'no program';
    },
  }),
};

const NESTING = [
  '(',
  '[',
  '{',
  'class extends ',
  'if (a) ',
  'for (;;) ',
  'a => ',
  'A<',
  '!',
  'a + ',
  '`${',
  '<a>',
  'new ',
  'typeof\n',
  '.a',
  '()',
  'else ',
  'x:',
  '@a ',
  '=',
  '?',
  ',',
  ';\n',
];

function mutated(text: string, chance: Chance): string {
  const changed = mutateText(
    text,
    chance,
    SOURCES.map(([, other]) => other),
  );
  if (!chance.oneIn(5)) return changed;
  // Two kinds of nesting mixed, as deep as the bound allows and deeper.
  const piece = chance.oneOf(NESTING) + (chance.oneIn(2) ? chance.oneOf(NESTING) : '');
  return `${changed.slice(0, chance.integer(0, 400))}\n;${piece.repeat(chance.oneOf([100, 900, 2400, 20_000]))}`;
}
