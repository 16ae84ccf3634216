import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseCompilerOutput } from './parse-compiler-output.ts';

const PATHS = [
  'src/a.ts',
  'src/bad.js',
  'src/imp.js',
  'packages/core/lib/deep.ts',
  'bad.mjs',
  'py/a.py',
  'py/b.py',
  'app/(group)/page.tsx',
];

/** What the programs really printed, shortened. */
const OUTPUTS: readonly { readonly name: string; readonly text: string; readonly found: readonly string[] }[] = [
  {
    name: 'tsc',
    text: "src/a.ts(1,14): error TS2322: Type 'string' is not assignable to type 'number'.\n  Detail below.\napp/(group)/page.tsx(2,3): error TS2307: Cannot find module './nope'.\n",
    found: [
      "error src/a.ts 1:14 TS2322 Type 'string' is not assignable to type 'number'.",
      "error app/(group)/page.tsx 2:3 TS2307 Cannot find module './nope'.",
    ],
  },
  {
    name: 'tsc --pretty, with colours',
    text: '\u001B[96msrc/a.ts\u001B[0m:\u001B[93m1\u001B[0m:\u001B[93m14\u001B[0m - \u001B[91merror\u001B[0m\u001B[90m TS2322: \u001B[0mType \'string\' is not assignable.\r\n\r\n\u001B[7m1\u001B[0m export const x: number = "a";\r\n\r\nFound 1 error.\r\n',
    found: ["error src/a.ts 1:14 TS2322 Type 'string' is not assignable."],
  },
  {
    name: 'tsc, and the error of the shell of Bun that says it again',
    text: 'src/a.ts(1,14): error TS2322: No "a".\nShellError: Failed with exit code 2\n exitCode: 2,\n   stdout: "src/a.ts(1,14): error TS2322: No \\"a\\".\\nsrc/bad.js(2,1): error TS1005: expected.\\n",\n   stderr: "",\n',
    found: ['error src/a.ts 1:14 TS2322 No "a".', 'error src/bad.js 2:1 TS1005 expected.'],
  },
  {
    name: 'tsc in the folder of a workspace',
    text: 'lib/deep.ts(3,1): error TS1005: expected.\n',
    found: ['error packages/core/lib/deep.ts 3:1 TS1005 expected.'],
  },
  {
    name: 'esbuild',
    text: '✘ [ERROR] Could not resolve "./nope.js"\n\n    src/imp.js:1:18:\n      1 │ import { q } from "./nope.js";\n        ╵                   ~~~~~~~~~~~\n\n▲ [WARNING] x\n\n1 error\n',
    found: ['error src/imp.js 1:19 null Could not resolve "./nope.js"'],
  },
  {
    name: 'Vite up to 7, transforming by esbuild',
    text: 'error during build:\n[vite:esbuild] Transform failed with 1 error:\n/tmp/gate/head-build/src/bad.js:1:10: ERROR: Unexpected ";"\n',
    found: ['error src/bad.js 1:11 null Unexpected ";"'],
  },
  {
    name: 'Vite 8',
    text: "error during build:\nBuild failed with 1 error:\n\n\u001B[31m[UNRESOLVED_IMPORT] \u001B[0mCould not resolve './nope.js' in src/imp.js\n   \u001B[38;5;246m╭\u001B[0m\u001B[38;5;246m─\u001B[0m\u001B[38;5;246m[\u001B[0m src/imp.js:1:19 \u001B[38;5;246m]\u001B[0m\n",
    found: ["error src/imp.js 1:19 UNRESOLVED_IMPORT Could not resolve './nope.js' in src/imp.js"],
  },
  {
    name: 'Vite 8, transforming TypeScript',
    text: '[builtin:vite-transform] Unexpected token\n   ╭─[ src/a.ts:2:17 ]\n   │\n',
    found: ['error src/a.ts 2:17 builtin:vite-transform Unexpected token'],
  },
  {
    name: 'rollup',
    text: '[!] RollupError: src/bad.js (1:10): Expression expected\nsrc/bad.js (1:10)\n[!] RollupError: Could not resolve "./nope.js" from "src/imp.js"\n',
    found: ['error src/bad.js 1:11 null Expression expected', 'error src/imp.js - null Could not resolve "./nope.js" from "src/imp.js"'],
  },
  {
    name: 'babel',
    text: 'SyntaxError: /tmp/gate/head-build/src/bad.js: Unexpected token (1:10)\n\n> 1 | const x = ;\n',
    found: ['error src/bad.js 1:11 SyntaxError Unexpected token'],
  },
  {
    name: 'swc',
    text: '  x Expression expected\n   ,-[src/bad.js:1:1]\n 1 | const x = ;\n   :           ^\n   `----\n',
    found: ['error src/bad.js 1 null Expression expected'],
  },
  {
    name: 'next build',
    text: "Failed to compile.\n\n./src/a.ts:1:14\nType error: Type 'string' is not assignable to type 'number'.\n",
    found: ["error src/a.ts 1:14 Type error Type 'string' is not assignable to type 'number'."],
  },
  {
    name: 'node, a module',
    text: "file:///tmp/gate/head-build/bad.mjs:2\nconst b = ;\n          ^\n\nSyntaxError: Unexpected token ';'\n    at compileSourceTextModule (node:internal/modules/esm/utils:346:16)\n\nNode.js v24.21.0\n",
    found: ["error bad.mjs 2 SyntaxError Unexpected token ';'"],
  },
  {
    name: 'node, a module that is not there',
    text: "node:internal/modules/esm/resolve:272\n    throw new ERR_MODULE_NOT_FOUND(\n          ^\n\nError [ERR_MODULE_NOT_FOUND]: Cannot find module '/tmp/gate/head-build/src/nope' imported from /tmp/gate/head-build/src/a.ts\n",
    found: ["error src/a.ts - ERR_MODULE_NOT_FOUND Cannot find module 'src/nope' imported from src/a.ts"],
  },
  {
    name: 'cargo',
    text: 'error[E0308]: mismatched types\n --> src/main.rs:1:26\n  |\nwarning: unused variable: `x`\n  --> src/main.rs:3:9\nerror: could not compile `c` (bin "c") due to 1 previous error\n',
    found: ['error src/main.rs 1:26 E0308 mismatched types', 'warning src/main.rs 3:9 null unused variable: `x`'],
  },
  {
    name: 'go build',
    text: '# example.com/a\n./main.go:5:2: undefined: foo\nvet: ./main.go:7:1: expected declaration\n',
    found: ['error main.go 5:2 null undefined: foo', 'error main.go 7:1 null expected declaration'],
  },
  {
    name: 'javac and Maven',
    text: 'A.java:2: error: cannot find symbol\n int g() {\n[ERROR] /tmp/gate/x/src/main/java/B.java:[4,9] cannot find symbol\n',
    found: ['error A.java 2 null cannot find symbol', 'error . - null cannot find symbol'],
  },
  {
    name: 'python -m compileall',
    text: "*** Error compiling 'py/a.py'...\n  File \"py/a.py\", line 1\n    def f(:\n          ^\nSyntaxError: invalid syntax\n\n*** Error compiling 'py/b.py'...\nSorry: IndentationError: unindent does not match any outer indentation level (b.py, line 3)\n",
    found: [
      'error py/a.py 1 SyntaxError invalid syntax',
      'error py/b.py 3 IndentationError unindent does not match any outer indentation level',
    ],
  },
  {
    name: 'mypy',
    text: 'py/a.py:3: error: Incompatible return value type  [return-value]\npy/a.py:4:7: note: See the documentation\n',
    found: ['error py/a.py 3 null Incompatible return value type  [return-value]', 'note py/a.py 4:7 null See the documentation'],
  },
  {
    name: 'gcc',
    text: 'd.c: In function ‘main’:\nd.c:1:24: error: expected ‘,’ or ‘;’ before ‘return’\n/usr/include/x.h:3:1: fatal error: nope.h: No such file or directory\n',
    found: ['error d.c 1:24 null expected ‘,’ or ‘;’ before ‘return’', 'error . - null nope.h: No such file or directory'],
  },
  {
    name: 'a bundler that ends with a trace of its own',
    text: 'file:///tmp/gate/head-build/node_modules/rolldown/dist/error.mjs:48\n\tconst wrapper = new Error(summary);\n\t                ^\n\nError: Build failed with 1 error:\n\n    at build (file:///tmp/gate/head-build/node_modules/rolldown/dist/error.mjs:48:18)\n',
    found: ['error . - Error Build failed with 1 error:'],
  },
  { name: 'a path that leaves the repository', text: '../../etc/passwd(1,1): error TS1: x\n', found: ['error . - TS1 x'] },
  { name: 'the same twice', text: 'src/a.ts(1,1): error TS1: x\nsrc/a.ts(1,1): error TS1: x\n', found: ['error src/a.ts 1:1 TS1 x'] },
  { name: 'nothing it knows', text: 'sh: 1: tsc: not found\nnpm error code 127\n', found: [] },
];

describe('what programs printed', () => {
  test.each(OUTPUTS)('$name', ({ text, found }) => {
    const messages = parseCompilerOutput(text, PATHS).map(({ severity, path, range, code, message }) => {
      const column = range?.startColumn === undefined ? '' : `:${range.startColumn}`;
      return `${severity} ${path} ${range === undefined ? '-' : `${range.startLine}${column}`} ${code} ${message}`;
    });
    expect(messages).toEqual(found);
  });
});

describe('for any output', () => {
  const pieces = fc.constantFrom(
    'src/a.ts',
    '(1,2)',
    ': error TS1: ',
    ':1:2',
    ' - error TS1: ',
    '✘ [ERROR] ',
    '\n',
    '\n    ',
    '╭─[ ',
    ' ]',
    '/tmp/x/',
    '../',
    'file://',
    'SyntaxError: ',
    'RollupError: ',
    ' from "',
    '"',
    '\u001B[31m',
    '\r',
    '--> ',
    'error[E1]: ',
    ',-[',
    ']',
    'x ',
    "*** Error compiling '",
    "'...",
  );
  const output = fc.array(fc.oneof(pieces, fc.string({ maxLength: 8 })), { maxLength: 200 }).map((parts) => parts.join(''));

  test('every path stays inside the repository and every line is 1-based', () => {
    fc.assert(
      fc.property(output, (text) => {
        for (const { path, range } of parseCompilerOutput(text, PATHS)) {
          expect(path === '.' || !/^(\/|\.\.?\/|\.\.$)|^$/.test(path)).toEqual(true);
          expect(range === undefined || range.startLine >= 1).toEqual(true);
          expect((range?.startColumn ?? 1) >= 1).toEqual(true);
        }
      }),
    );
  });

  test('a known error is found in whatever stands around it', () => {
    fc.assert(
      fc.property(output, (noise) => {
        const text = `${noise}\n\n\n\n\n\n\nsrc/a.ts(7,8): error TS2322: wrong\n${noise}`;
        expect(parseCompilerOutput(text, PATHS)).toContainEqual({
          path: 'src/a.ts',
          range: { startLine: 7, startColumn: 8 },
          code: 'TS2322',
          severity: 'error',
          message: 'wrong',
        });
      }),
    );
  });

  test('long lines are clipped, and only so many messages kept', () => {
    const text = `src/a.ts(1,1): error TS1: ${'x'.repeat(100_000)}\n${Array.from({ length: 3000 }, (_, line) => `src/a.ts(${line + 2},1): error TS1: x`).join('\n')}`;
    const messages = parseCompilerOutput(text, PATHS);
    expect([messages.length, messages[0]?.message.length]).toEqual([2000, 1000 - 'src/a.ts(1,1): error TS1: '.length]);
  });
});
