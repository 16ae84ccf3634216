/** A source that no longer does what its test says. */
export const BROKEN = 'export function greet(name) {\n  return `Hallo, ${name}!`;\n}\n';

/** A source that is a part of the build, which does this besides. */
export function stepsThat(body = ''): string {
  return `import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';

export const used = [symlinkSync, writeFileSync];

export function build() {
  mkdirSync('dist', { recursive: true });
${body}}
`;
}

/** A base whose build calls a source. */
export const STEPS = {
  'scripts/build.config.js': "import { build } from '../src/steps.js';\n\nbuild();\n",
  'src/steps.js': stepsThat(),
  'test/steps.test.js': `import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { test } from 'node:test';
import { build } from '../src/steps.js';

test('builds', () => {
  build();
  assert.ok(existsSync('dist'));
});
`,
};
