/** A function that says goodbye, and one that forgets the name. */
export const FAREWELL = 'export function farewell(name) {\n  return `Goodbye, ${name}!`;\n}\n';
export const WRONG = 'export function farewell(name) {\n  return `Goodbye, ${name.slice(1)}!`;\n}\n';

const HEAD =
  "import assert from 'node:assert/strict';\nimport { test } from 'node:test';\nimport { farewell } from '../src/farewell.js';\n\n";
const CLAIM = "assert.equal(farewell('Ada'), 'Goodbye, Ada!');";

/** The running process, by no name that checker 4 reads: what it finds, checker 6 is not asked about. */
export const PROCESS = "globalThis[['pro', 'cess'].join('')]";
/** Ends it with success. */
export const EXIT = `${PROCESS}['ex' + 'it'](0);\n`;

/** A test file about `farewell`: `body` is what its one test does, `before` what stands before it. */
export function farewellTest({ body = CLAIM, before = '' }: { readonly body?: string; readonly before?: string } = {}): string {
  return `${HEAD}${before}test('AC-1: says goodbye', () => {\n  ${body}\n});\n`;
}

/** The greeter's own test. */
export const GREET_TEST = `import assert from 'node:assert/strict';
import { test } from 'node:test';
import { greet } from '../src/greet.js';

test('greets by name', () => {
  assert.equal(greet('Ada'), 'Hello, Ada!');
});
`;

/** The greeter's package.json with further fields. */
export function manifest(fields: object = {}): string {
  return `${JSON.stringify({ name: 'greeter', version: '1.0.0', private: true, type: 'module', scripts: { test: 'node --test' }, ...fields }, null, 2)}\n`;
}

/** A change whose one new test does this, with everything at hand that it may want. */
export function attempt(body: string): Record<string, string> {
  return {
    'test/attempt.test.js': `import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { test } from 'node:test';

test('attempts', async () => {
  ${body}
});

export { assert, connect, readdirSync, readFileSync, spawn, writeFileSync };
`,
  };
}

/** A lockfile of npm that installs one package, as npm names it, with these fields. */
export function lockOf(fields: { readonly name?: string; readonly resolved?: string; readonly integrity?: string } = {}): string {
  const { name = 'left-pad' } = fields;
  return JSON.stringify({
    name: 'greeter',
    version: '1.0.0',
    lockfileVersion: 3,
    requires: true,
    packages: {
      '': { name: 'greeter', version: '1.0.0', dependencies: { 'left-pad': '1.3.0' } },
      'node_modules/left-pad': {
        version: '1.3.0',
        resolved: `https://registry.npmjs.org/${name}/-/${name}-1.3.0.tgz`,
        integrity: 'sha512-AAAA',
        ...fields,
      },
    },
  });
}
