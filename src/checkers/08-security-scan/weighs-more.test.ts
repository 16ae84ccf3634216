import { testChecker } from '../test-checker.ts';

const ROUTE = "app.get('/', (req, res) => { eval(req.query.x); });\n";
const SSH = (known: string) =>
  `import paramiko\nc = paramiko.SSHClient()\n${known}c.set_missing_host_key_policy(paramiko.AutoAddPolicy())\n`;

/** In pieces, so that nobody takes this file for a leak. */
const KEY = `const apiKey = '${['5f2c9b71e8a4', '4d06b3957c1e', '0a8d62f4'].join('')}';\n`;

testChecker(import.meta.url, {
  clean: [
    {
      name: 'a secret that stays an example, and one that stays in the program',
      base: { 'docs/a.js': KEY, 'src/b.js': KEY },
      head: { 'docs/a.js': null, 'examples/c.js': KEY, 'src/b.js': null, 'lib/b.js': KEY },
      expect: {
        findings: [
          { rule: 'hard-coded-secret', path: 'examples/c.js', line: 1, state: 'unchanged' },
          { rule: 'hard-coded-secret', path: 'lib/b.js', line: 1, state: 'unchanged' },
        ],
      },
    },
    {
      name: 'what only warned there, and does here',
      base: { 'examples/a.js': ROUTE },
      head: { 'examples/a.js': null, 'examples/b.js': ROUTE },
      expect: { findings: [{ rule: 'code-injection', path: 'examples/b.js', line: 1, state: 'unchanged' }] },
    },
    {
      name: 'what stopped before and was moved, or weighs less now',
      base: { 'src/a.js': ROUTE, 'b.py': SSH('') },
      head: { 'src/a.js': null, 'lib/a.js': ROUTE, 'b.py': SSH('c.load_host_keys("known")\n') },
      expect: {
        findings: [
          { rule: 'tls-not-verified', path: 'b.py', line: 3, state: 'absent' },
          { rule: 'tls-not-verified', path: 'b.py', line: 4 },
          { rule: 'code-injection', path: 'lib/a.js', line: 1, state: 'unchanged' },
        ],
      },
    },
  ],
  flagged: [
    {
      name: 'a secret of an example that becomes part of the program',
      base: { 'docs/a.js': KEY },
      head: { 'docs/a.js': null, 'src/a.js': KEY },
      expect: {
        findings: [
          { rule: 'hard-coded-secret', path: 'docs/a.js', line: 1, state: 'absent' },
          { rule: 'hard-coded-secret', path: 'src/a.js', line: 1 },
        ],
      },
    },
    {
      name: 'an example that becomes part of the program',
      base: { 'examples/a.js': ROUTE },
      head: { 'examples/a.js': null, 'src/a.js': ROUTE },
      expect: {
        findings: [
          { rule: 'code-injection', path: 'examples/a.js', line: 1, state: 'absent' },
          { rule: 'code-injection', path: 'src/a.js', line: 1 },
        ],
      },
    },
    {
      name: 'what made it harmless is taken away',
      base: { 'b.py': SSH('c.load_host_keys("known")\n') },
      head: { 'b.py': SSH('') },
      expect: {
        findings: [
          { rule: 'tls-not-verified', path: 'b.py', line: 3 },
          { rule: 'tls-not-verified', path: 'b.py', line: 4, state: 'absent' },
        ],
      },
    },
  ],
});
