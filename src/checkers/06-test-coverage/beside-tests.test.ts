import { nodeTest } from '../../tools/node-test/node-test.ts';
import { testSuite } from '../../tools/suite/test-suite.ts';
import { testChecker } from '../test-checker.ts';

const manifest = { type: 'module', scripts: { test: 'node --test' } };
const SIGN = 'export const sign = (x) => Math.sign(x);\n';
const base = {
  'package.json': JSON.stringify(manifest),
  'src/sign.js': SIGN,
  'test/sign.test.js': `import test from 'node:test';
import assert from 'node:assert/strict';
import { sign } from '../src/sign.js';
test('positive', () => assert.equal(sign(2), 1));
`,
};
const NEW = 'export const x = 1;\n';

testChecker(import.meta.url, {
  tools: () => ({ testSuite: testSuite([nodeTest()]) }),
  clean: [
    {
      name: 'a script of a site, where tests measure nothing',
      base,
      head: { 'site/theme.js': NEW },
      expect: { findings: [{ rule: 'changed-file-beside-tests', path: 'site/theme.js' }] },
    },
    {
      name: "somebody's own program, with the script that starts it",
      base,
      head: {
        'scripts/perf.js': NEW,
        'package.json': JSON.stringify({ ...manifest, scripts: { ...manifest.scripts, perf: 'node scripts/perf.js' } }),
      },
      expect: { findings: [{ rule: 'changed-file-beside-tests', path: 'scripts/perf.js' }] },
    },
  ],
  flagged: [
    {
      name: 'a server that a script starts, and what it imports',
      base,
      head: {
        'package.json': JSON.stringify({ ...manifest, scripts: { ...manifest.scripts, start: 'node server/app.js --port=1' } }),
        'server/app.js': `import './routes.js';\n${NEW}`,
        'server/routes.js': NEW,
      },
      expect: {
        findings: [
          { rule: 'changed-file-not-in-report', path: 'server/app.js', line: 2 },
          { rule: 'changed-file-not-in-report', path: 'server/routes.js', line: 1 },
        ],
      },
    },
    {
      name: 'the same where coverage is required',
      base,
      head: { 'site/theme.js': NEW },
      options: { coverage: 'required' },
      expect: { findings: [{ rule: 'changed-file-not-in-report', path: 'site/theme.js', line: 1 }] },
    },
    {
      name: 'a file at the top of the package, as a build may put it into the product',
      base,
      head: { 'cli.js': NEW },
      expect: { findings: [{ rule: 'changed-file-not-in-report', path: 'cli.js', line: 1 }] },
    },
    {
      name: 'a folder below one in which tests measure something',
      base,
      head: { 'src/site/theme.js': NEW },
      expect: { findings: [{ rule: 'changed-file-not-in-report', path: 'src/site/theme.js', line: 1 }] },
    },
    {
      name: 'a folder that the change makes a package of its own',
      base,
      head: { 'src/site/package.json': '{}', 'src/site/theme.js': NEW },
      expect: { findings: [{ rule: 'changed-file-not-in-report', path: 'src/site/theme.js', line: 1 }] },
    },
    {
      name: 'a program that package.json gives to its users',
      base,
      head: { 'bin/new.js': NEW, 'package.json': JSON.stringify({ ...manifest, bin: './bin/new.js' }) },
      expect: { findings: [{ rule: 'changed-file-not-in-report', path: 'bin/new.js', line: 1 }] },
    },
    {
      name: 'what production code imports, by way of a file that is beside the tests too',
      base: { ...base, 'src/sign.js': `${SIGN}export const later = () =>\n  import('../lib/old.js');\n`, 'lib/old.js': '' },
      head: { 'lib/old.js': "import '../more/new.js';\n", 'more/new.js': NEW },
      expect: {
        findings: [{ rule: 'changed-file-not-in-report', path: 'more/new.js', line: 1 }],
      },
    },
  ],
});
