import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { programName, quoted } from './program-name.ts';

test.each([
  ['installed in the project', '/p/node_modules/.bin/jidoka', '/p', '/p/node_modules/.bin:/usr/bin', 'npx jidoka'],
  ['installed in the project, below it', '/p/node_modules/.bin/jidoka', '/p/packages/a', '/usr/bin', 'npx jidoka'],
  ['installed in another project', '/p/node_modules/.bin/jidoka', '/project', '/p/node_modules/.bin', 'node /p/node_modules/.bin/jidoka'],
  ['installed for all', '/usr/local/bin/jidoka', '/p', '/usr/bin:/usr/local/bin/', 'jidoka'],
  ['a link that is not on the PATH', '/opt/jidoka', '/p', '/usr/bin', 'node /opt/jidoka'],
  ['a checkout', '/c/bin/jidoka.js', '/c', '/usr/bin', 'node bin/jidoka.js'],
  ['a checkout, from elsewhere', '/c/bin/jidoka.js', '/p', undefined, 'node /c/bin/jidoka.js'],
  ['a checkout, wherever one stands', '/c/bin/jidoka.js', null, '', 'node /c/bin/jidoka.js'],
  ['installed in a project, wherever one stands', '/p/node_modules/.bin/jidoka', null, '', 'node /p/node_modules/.bin/jidoka'],
  ['a checkout with a space', '/my c/bin/jidoka.js', '/p', '', "node '/my c/bin/jidoka.js'"],
])('%s', (_, script, cwd, path, name) => {
  expect(programName({ script, cwd, path })).toBe(name);
});

test('a shell takes a quoted word as it is', () => {
  fc.assert(
    fc.property(
      fc
        .array(fc.constantFrom('a', ' ', "'", '"', '$(x)', '`', '\\', '\n', ';', '*', 'ü'), { minLength: 1 })
        .map((parts) => parts.join('')),
      (word) => {
        expect(execFileSync('sh', ['-c', `printf %s ${quoted(word)}`], { encoding: 'utf8' })).toBe(word);
      },
    ),
    { numRuns: 30 },
  );
});
