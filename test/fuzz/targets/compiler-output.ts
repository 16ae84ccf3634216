import { parseCompilerOutput } from '../../../src/formats/compiler-output/parse-compiler-output.ts';
import { mutateText } from '../mutate-text.ts';
import { type FuzzTarget, must } from '../target.ts';

const PATHS = ['src/a.ts', 'src/bad.js', 'packages/core/lib/deep.ts', 'py/a.py', 'main.go', 'A.java'];

/** What compilers and bundlers printed, of many kinds. */
const OUTPUTS: readonly string[] = [
  "src/a.ts(1,14): error TS2322: Type 'string' is not assignable to type 'number'.\n  Detail below.\n",
  '\u001B[96msrc/a.ts\u001B[0m:\u001B[93m1\u001B[0m:\u001B[93m14\u001B[0m - \u001B[91merror\u001B[0m\u001B[90m TS2322: \u001B[0mNo.\r\n\r\nFound 1 error.\r\n',
  '✘ [ERROR] Could not resolve "./nope.js"\n\n    src/bad.js:1:18:\n      1 │ import { q } from "./nope.js";\n        ╵                   ~~~~~~~~~~~\n\n1 error\n',
  "\u001B[31m[UNRESOLVED_IMPORT] \u001B[0mCould not resolve './nope.js' in src/bad.js\n   ╭─[ src/bad.js:1:19 ]\n",
  '[!] RollupError: src/bad.js (1:10): Expression expected\nsrc/bad.js (1:10)\n',
  'SyntaxError: /tmp/gate/head-build/src/bad.js: Unexpected token (1:10)\n\n> 1 | const x = ;\n',
  "file:///tmp/gate/head-build/src/bad.js:2\nconst b = ;\n          ^\n\nSyntaxError: Unexpected token ';'\n    at compileSourceTextModule (node:internal/modules/esm/utils:346:16)\n",
  'error[E0308]: mismatched types\n --> src/main.rs:1:26\n',
  './main.go:5:2: undefined: foo\n',
  'A.java:2: error: cannot find symbol\n[ERROR] /tmp/gate/x/A.java:[4,9] cannot find symbol\n',
  '*** Error compiling \'py/a.py\'...\n  File "py/a.py", line 1\n    def f(:\n          ^\nSyntaxError: invalid syntax\n',
];

const KNOWN = 'src/a.ts(7,8): error TS2322: wrong';

/** A known error on a line of its own is found in whatever is printed around it, as far as anybody looks. */
export const compilerOutput: FuzzTarget = {
  refusals: [],
  open: () => ({
    attempt(chance) {
      const noise = () => mutateText(chance.oneOf(OUTPUTS), chance, OUTPUTS);
      const [before, after] = [noise(), noise()];
      const messages = parseCompilerOutput(`${before}\n\n\n\n\n\n\n${KNOWN}\n${after}`, PATHS);
      const isFound = messages.some(({ path, code, range }) => path === 'src/a.ts' && code === 'TS2322' && range?.startLine === 7);
      // It stops at 50,000 lines and 2,000 messages, and says so by the exit code alone.
      const isBeyond = before.split('\n').length > 49_990 || messages.length >= 2000;
      must(isFound || isBeyond, 'an error on its own line is passed over', before.slice(-300));
      for (const { path, range } of messages) {
        must(path === '.' || !/^(\/|\.\.?\/|\.\.$)|^$/.test(path), 'a path that leaves the repository', path);
        must((range?.startLine ?? 1) >= 1 && (range?.startColumn ?? 1) >= 1, 'a place that is none', range);
      }
      return isFound ? 'found' : 'beyond the bound';
    },
  }),
};
