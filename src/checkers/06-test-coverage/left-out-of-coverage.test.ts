import { expect, test } from 'vitest';
import { leftOutOfCoverage } from './left-out-of-coverage.ts';

const isLeftOut = async (files: Record<string, unknown>, path: string) => {
  const texts = new Map(Object.entries(files).map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]));
  return (await leftOutOfCoverage({ read: async (name) => texts.get(name) ?? null }))(path);
};
const c8 = (exclude: unknown) => ({ 'package.json': { c8: { exclude } } });

test.each([
  ['a folder', c8(['source/vendor']), 'source/vendor/colors/index.js', true],
  ['a folder, with a slash', c8(['source/vendor/']), 'source/vendor/index.js', true],
  ['another one', c8(['source/vendor']), 'source/index.js', false],
  ['a glob', c8(['**/*.gen.js']), 'src/a.gen.js', true],
  ['a glob, and another file', c8(['**/*.gen.js']), 'src/a.js', false],
  ['nyc', { 'package.json': { nyc: { exclude: ['lib/old.js'] } } }, 'lib/old.js', true],
  ['a file of its own', { '.nycrc': '{ "exclude": ["lib"] }' }, 'lib/a.js', true],
  ['a file that is no JSON', { '.nycrc': 'exclude:\n  - lib\n' }, 'lib/a.js', false],
  ['what is brought back in', c8(['lib/**', '!lib/a.js']), 'lib/b.js', false],
  ['no list', c8('lib'), 'lib/a.js', false],
  ['a bundle', { '.gitattributes': '* text=auto\ndist/** -diff linguist-generated=true\n' }, 'dist/index.js', true],
  ['a bundle, and another file', { '.gitattributes': 'dist/** linguist-generated\n' }, 'src/index.js', false],
  ['a generated name in any folder', { '.gitattributes': '*.gen.js linguist-generated\n' }, 'src/a.gen.js', true],
  ['a bundle that is only not compared', { '.gitattributes': 'dist/** -diff\n' }, 'dist/index.js', false],
  [
    'generated code, of which some is not',
    { '.gitattributes': 'dist/** linguist-generated\ndist/a.js -linguist-generated\n' },
    'dist/b.js',
    false,
  ],
  ['generated code in a comment', { '.gitattributes': '#dist/** linguist-generated\n' }, '#dist/a.js', false],
  ['nothing', {}, 'lib/a.js', false],
] as const)('%s', async (_, files, path, expected) => {
  expect(await isLeftOut(files, path)).toBe(expected);
});
