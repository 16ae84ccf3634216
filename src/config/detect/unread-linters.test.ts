import { expect, test } from 'vitest';
import { detectLinters } from './linters.ts';

test.each<[string, Record<string, string>, string[]]>([
  ['none', { lint: 'eslint . && tsc --noEmit', format: 'prettier --write .', test: 'mocha' }, []],
  ['one', { lint: 'tslint -p .' }, ['tslint (scripts.lint)']],
  ['behind what wraps it', { 'lint:md': 'cross-env CI=1 npx --no-install markdownlint "**/*.md"' }, ['markdownlint (scripts.lint:md)']],
  ['one beside others', { lint: 'eslint . && jshint lib; npm run lint:css', 'lint:css': 'stylelint src' }, ['jshint (scripts.lint)']],
  ['a script of its own', { 'lint-names': 'node --no-warnings scripts/names.js src' }, ['scripts/names.js (scripts.lint-names)']],
  ['the same twice', { format: 'dprint fmt && dprint check' }, ['dprint (scripts.format)']],
  ['only where scripts lint', { check: 'tslint .', prelint: 'tslint .', linting: 'tslint .' }, []],
  ['no script that the shell makes up', { lint: 'node "$(pwd)/x.js" && node ./a\u001b[31m.js' }, []],
  ['nothing that the shell makes up', { lint: '$LINTER . && "a b" c' }, []],
])('programs that lint and nobody asks: %s', async (_, scripts, expected) => {
  const { unread, notes } = await detectLinters({ paths: ['package.json'], read: async () => JSON.stringify({ scripts }) });
  expect(unread).toEqual(expected);
  expect(notes).toEqual(expected.length === 0 ? [] : [`lints here, and is not asked: ${expected.join(', ')}`]);
});
