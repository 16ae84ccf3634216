import { stringify } from 'yaml';

type Texts = Readonly<Record<string, string>>;

/** What every attempt has to pass: a small service without dependencies, tested by node:test. */
export const GREETER: Texts = {
  '.gitignore': 'node_modules/\n',
  'package.json': `${JSON.stringify({ name: 'greeter', version: '1.0.0', private: true, type: 'module', scripts: { test: 'node --test' } }, null, 2)}\n`,
  'src/greet.js': 'export function greet(name) {\n  return `Hello, ${name}!`;\n}\n',
  'src/server.js': `import { createServer } from 'node:http';
import { greet } from './greet.js';

const { PORT, JIDOKA_RELEASE = '' } = process.env;
createServer((request, response) => {
  response.writeHead(200, { 'x-jidoka-release': JIDOKA_RELEASE });
  response.end(request.url === '/health' ? 'ok' : greet('you'));
}).listen(Number(PORT), '127.0.0.1');
`,
  'test/greet.test.js': `import assert from 'node:assert/strict';
import { test } from 'node:test';
import { greet } from '../src/greet.js';

test('greets by name', () => {
  assert.equal(greet('Ada'), 'Hello, Ada!');
});
`,
};

/** A change that is good: it says goodbye, and a test says so. */
export const GOOD: Texts = {
  'src/farewell.js': 'export function farewell(name) {\n  return `Goodbye, ${name}!`;\n}\n',
  'test/farewell.test.js': `import assert from 'node:assert/strict';
import { test } from 'node:test';
import { farewell } from '../src/farewell.js';

test('AC-1: says goodbye', () => {
  assert.equal(farewell('Ada'), 'Goodbye, Ada!');
});
`,
};

/** The same with a fault that a cheap checker sees: a rest of a merge. */
export const BAD: Texts = {
  ...GOOD,
  'src/farewell.js': 'export function farewell(name) {\n  debugger;\n  return `Goodbye, ${name}!`;\n}\n',
};

/** A target with a watch of about two seconds; `closeMinutes: 0` ends the release before at once. */
export const TARGET = {
  target: { name: 'process', health: '/health', probes: [{ path: '/' }] },
  watch: { weights: [100], lookSeconds: 0.2, deadlineSeconds: 30, warmUpSeconds: 0.5, probesPerSecond: 200, closeMinutes: 0 },
} as const;

export interface ConfigParts {
  readonly [key: string]: unknown;
}

export function configOf(parts: ConfigParts = {}): string {
  return stringify({ phase: 3, sandbox: 'process', commands: { test: 'node --test', start: 'node src/server.js' }, ...parts });
}

/** An order's file. */
export function orderText(id: string, title = 'Say goodbye'): string {
  return `---\nid: ${id}\ntitle: ${title}\nkind: feature\nscope: []\n---\n\nPeople leave without a word.\n\n## Acceptance criteria\n\n- AC-1: farewell(name) says goodbye.\n`;
}
