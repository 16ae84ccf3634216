import { testChecker } from '../test-checker.ts';

const ROUTE = "app.get('/', (req, res) => { eval(req.query.x); });\n";
const SSH = (known: string) =>
  `import paramiko\nc = paramiko.SSHClient()\n${known}c.set_missing_host_key_policy(paramiko.AutoAddPolicy())\n`;

testChecker(import.meta.url, {
  clean: [
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
