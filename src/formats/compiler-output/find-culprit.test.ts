import { describe, expect, test } from 'vitest';
import type { ChangedFile } from '../../domain/change.ts';
import { findCulprit } from './find-culprit.ts';

const changed = (path: string, start: number, end = start): ChangedFile => ({
  path,
  status: 'modified',
  oldMode: '100644',
  newMode: '100644',
  binary: false,
  added: [{ start, end }],
  removed: [],
});

const FILES: Readonly<Record<string, string>> = {
  'src/_path.ts': `${'\n'.repeat(12)}import { normalizeOrThrow } from "./_internal";\n`,
  'src/_internal.ts': 'export const a = 1;\n',
  'lib/index.js': "'use strict';\n\nvar assign = require('object-assign');\n\nvar normalize = require(\"./helpers/normalize\");\n",
  'test/test.js': '',
  'test/test_a.py': '',
  'json_test.go': '',
  'package.json': '{\n  "files": ["rolldown.config.ts"],\n  "scripts": {\n    "build": "rimraf dist && rolldown -c"\n  }\n}\n',
  'packages/a/package.json': '{\n  "scripts": { "build": "rolldown" }\n}\n',
  'box.go': '// Package helpers.\npackage helpers\n',
};
const head = { paths: Object.keys(FILES), read: async (path: string) => FILES[path] ?? null };
const culprit = (output: string, ...files: readonly ChangedFile[]) => findCulprit({ output, change: { files }, head });

/** As the tools printed it, shortened. */
const ROLLUP = `[error] Error building /home/me/app: RollupError: src/_path.ts (2:9): "normalizeOrThrow" is not exported by "src/_internal.ts", imported by "src/_path.ts".
  at getRollupError (node_modules/rollup/dist/es/shared/parseAst.js:401:41)`;
const REQUIRE = `Error: Cannot find module './helpers/normalize'
Require stack:
- /home/me/app/lib/index.js
- /home/me/app/test/test.js
    at Module._resolveFilename (node:internal/modules/cjs/loader:1225:15)
    at Object.<anonymous> (/home/me/app/lib/index.js:5:17)
    at Object.<anonymous> (/home/me/app/test/test.js:9:12)`;
const THROWN = `/home/me/app/test/test.js:733
throw new Error('no data');
^

Error: no data
    at Object.<anonymous> (/home/me/app/test/test.js:733:7)
    at Module._compile (node:internal/modules/cjs/loader:1554:14)`;
const PYTHON = `Traceback (most recent call last):
  File "/home/me/app/test/test_a.py", line 7, in <module>
    import nothing`;

describe('the place that a command failed for', () => {
  test.each([
    ['an error that was thrown on a changed line', THROWN, changed('test/test.js', 730, 740), 'test/test.js:733'],
    ['the frame on the changed line, not the innermost one', REQUIRE, changed('test/test.js', 9), 'test/test.js:9'],
    ['lines of what a bundler made of the file', ROLLUP, changed('src/_path.ts', 13), 'src/_path.ts:13'],
    ['a stack of modules without lines', REQUIRE.split('\n    at')[0] ?? '', changed('lib/index.js', 5), 'lib/index.js:5'],
    ['a traceback of Python', PYTHON, changed('test/test_a.py', 7), 'test/test_a.py:7'],
    ['go vet', './json_test.go:76:4: Errorf format %v reads arg #1', changed('json_test.go', 76), 'json_test.go:76'],
    [
      'two packages in one folder',
      'found packages json (json_test.go) and helpers (box.go) in /home/me/app',
      changed('box.go', 2),
      'box.go:2',
    ],
    ['a program that dash does not find', 'sh: 1: rolldown: not found', changed('package.json', 1), 'package.json:4'],
    ['a program that bash does not find', 'bash: line 1: rolldown: command not found', changed('lib/index.js', 1), 'package.json:4'],
    ['a program that yarn does not find', 'command not found: rimraf', changed('package.json', 1), 'package.json:4'],
    [
      'a program that a package does not find',
      'sh: rolldown: not found',
      changed('packages/a/package.json', 1),
      'packages/a/package.json:2',
    ],
    ['a program that no manifest names', `sh: 1: yq: not found\n${THROWN}`, changed('package.json', 1), 'test/test.js:733'],
    ['an error on a changed line besides', `sh: 1: rimraf: not found\n${THROWN}`, changed('test/test.js', 730, 740), 'test/test.js:733'],
    ['a change elsewhere: the first place of the tree', THROWN, changed('lib/index.js', 1), 'test/test.js:733'],
    ['a file of the change before others', REQUIRE, changed('test/test.js', 2), 'test/test.js:9'],
  ])('%s', async (_, output, file, expected) => {
    const found = await culprit(output, file);
    expect(`${found?.path}:${found?.range?.startLine}`).toBe(expected);
  });

  test.each([
    ['paths of no file of the tree', 'at x (/etc/passwd:3:1)\nat y (../../lib/index.ts:3:1)\nat z (node_modules/a/main.js:1:1)'],
    ['a file that is only mentioned', 'running test/test.js …'],
    ['nothing', ''],
    ['a line of no end', 'a'.repeat(5_000_000)],
    ['lines of no end', 'test/x.js:1\n'.repeat(500_000)],
  ])('%s: none', async (_, output) => {
    expect(await culprit(output, changed('lib/index.js', 5))).toBeNull();
  });
});
