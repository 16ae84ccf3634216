import type { Files } from '../../../test/rig/repository.ts';
import { testChecker } from '../test-checker.ts';

const manifest = (fields: object = {}) => JSON.stringify({ name: 'app', type: 'module', ...fields }, null, 2);
const APP: Files = { 'package.json': manifest(), 'src/page.ts': 'export const page = 1;\n' };
const finds = (rule: string, path: string) => ({ findings: [{ rule, path }] });

testChecker(import.meta.url, {
  clean: [
    {
      name: 'names of exports that are new, move, or were for tests all along',
      base: { ...APP, 'package.json': manifest({ exports: { '.': './src/page.ts', './testing': './src/testing/a.ts' } }) },
      head: {
        'package.json': manifest({
          exports: { '.': './dist/page.js', './testing': './dist/testing/a.js', './fixtures': './test/fixtures/a.json' },
        }),
      },
    },
    {
      name: 'a name of exports that is led to what is minified',
      base: { ...APP, 'package.json': manifest({ exports: { '.': './dist/page.js' } }) },
      head: { 'package.json': manifest({ exports: { '.': { browser: './dist/page.min.js', default: './dist/page.js' } } }) },
    },
    {
      name: 'a new package of a workspace of runners',
      base: { ...APP, 'package.json': manifest({ devDependencies: { 'jest-a': 'workspace:*' } }) },
      head: { 'packages/jest-b/package.json': manifest({ name: 'jest-b' }), 'packages/jest-a/package.json': manifest({ name: 'jest-a' }) },
    },
  ],
  flagged: [
    {
      name: 'a new package of the workspace that takes the name of the runner',
      base: { ...APP, 'package.json': manifest({ devDependencies: { vitest: '3.0.0' } }) },
      head: { 'packages/own/package.json': manifest({ name: 'vitest' }) },
      expect: finds('protected-path', 'packages/own/package.json'),
    },
    ...(['imports', 'exports'] as const).map((field) => ({
      name: `a name of ${field} that is led to a mock where tests run`,
      base: { ...APP, 'package.json': manifest({ [field]: { '#page': './src/page.ts' } }), 'test/mocks/page.ts': '' },
      head: { 'package.json': manifest({ [field]: { '#page': { test: './test/mocks/page.ts', default: './src/page.ts' } } }) },
      expect: finds('protected-path', 'package.json'),
    })),
  ],
});
