import { chmodSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { eslint } from './eslint/eslint.ts';
import { checkoutWith, recorded, signal } from './fixtures/checkout-with.ts';
import { inFolder } from './in-folder.ts';

const FOLDERS = { folder: 'packages/a b', others: ['.', 'packages/a b', 'packages/a b/inner', 'packages/c'] };

/** Finds something in every file, and says in which folder it ran. */
const ESLINT = recorded(
  'v9.39.5',
  `if [ "$1" = --fix ]; then echo "// fixed" >> "$3"; exit 0; fi
printf '[{"filePath":"%s/src/a.js","messages":[{"ruleId":"r","severity":2,"message":"in %s","line":1}]}]' "$PWD" "\${PWD##*/}"; exit 1`,
);

test('looks at its folder without those below that have their own', () => {
  const linter = inFolder(eslint(), FOLDERS);
  const paths = ['packages/a b/x.js', 'packages/a b/x.css', 'packages/a b/inner/x.js', 'packages/c/x.js', 'packages/a bc/x.js', 'x.js'];
  expect(paths.filter((path) => linter.handles(path))).toEqual(['packages/a b/x.js']);
  expect(paths.filter((path) => inFolder(eslint(), { ...FOLDERS, folder: '.' }).handles(path))).toEqual(['packages/a bc/x.js', 'x.js']);
});

test.each(['node_modules', 'packages/a b/node_modules'])('runs there, with the program of %s', async (modules) => {
  using checkout = checkoutWith({ [`${modules}/.bin/eslint`]: ESLINT, 'packages/a b/src/a.js': '' });
  chmodSync(join(checkout.dir, modules, '.bin/eslint'), 0o755);
  const linter = inFolder(eslint(), FOLDERS);
  const files = ['packages/a b/src/a.js'];
  const { examined, problems, reproduce } = await linter.lint({ checkout, files, signal });
  expect([examined, problems.map(({ path, message }) => [path, message])]).toEqual([files, [['packages/a b/src/a.js', 'in a b']]]);
  const program = modules === 'node_modules' ? '../../node_modules/.bin/eslint' : './node_modules/.bin/eslint';
  expect(reproduce).toBe(`(cd 'packages/a b' && ${program} -- src/a.js)`);
  await linter.fix?.({ checkout, files, signal });
  expect(readFileSync(join(checkout.dir, 'packages/a b/src/a.js'), 'utf8')).toBe('// fixed\n');
});

test('finds a program of its folder that is only mounted there while a command runs', async () => {
  const program = 'packages/a b/node_modules/.bin/eslint';
  using kept = checkoutWith({ [program]: ESLINT });
  const linter = inFolder(eslint(), FOLDERS);
  const started: unknown[] = [];
  const checkout = {
    dir: '/checkout',
    modulesFrom: kept.dir,
    exec: async ({ command }: { readonly command: unknown }) => {
      started.push(command);
      throw new Error('enough');
    },
  };
  await expect(linter.lint({ checkout, files: ['packages/a b/src/a.js'], signal })).rejects.toThrow('enough');
  expect(started.flat()).toContain(`/checkout/${program}`);
});

test('takes no program from above the checkout', async () => {
  using checkout = checkoutWith({ 'packages/a b/src/a.js': '' });
  const linting = inFolder(eslint(), FOLDERS).lint({ checkout, files: ['packages/a b/src/a.js'], signal });
  await expect(linting).rejects.toThrow(/eslint could not be started|eslint did not say its version/);
});
