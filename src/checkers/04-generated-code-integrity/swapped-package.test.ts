import { testChecker } from '../test-checker.ts';

const manifest = (fields: object = {}) => JSON.stringify({ name: 'app', type: 'module', ...fields }, null, 2);
const APP = { 'package.json': manifest({ scripts: { test: 'node --test' } }) };
const finds = (rule: string, path: string) => ({ findings: [{ rule, path }] });
const locked = (more: object) =>
  JSON.stringify({
    packages: {
      'node_modules/vitest': {
        version: '5.0.0',
        resolved: 'https://registry.npmjs.org/vitest/-/vitest-5.0.0.tgz',
        integrity: 'sha512-a',
        ...more,
      },
      'node_modules/left': { version: '1.0.0', resolved: 'https://registry.npmjs.org/left/-/left-1.0.0.tgz', integrity: 'sha512-b' },
    },
  });
const relocked = (more: object) => ({
  base: { ...APP, 'package-lock.json': locked({}) },
  head: { 'package-lock.json': locked(more) },
});

testChecker(import.meta.url, {
  clean: [
    { name: 'a newer test runner', ...relocked({ version: '5.0.1', resolved: undefined, integrity: 'sha512-c' }) },
    {
      name: 'a registry that moves by an order that says so',
      ...relocked({ resolved: 'https://example.org/vitest-5.0.0.tgz' }),
      workOrder: { mayChange: ['package-lock.json'] },
    },
  ],
  flagged: [
    {
      name: 'a test runner from a folder of the change',
      base: APP,
      head: { 'package.json': manifest({ scripts: { test: 'node --test' }, devDependencies: { vitest: 'file:./own' } }) },
      expect: finds('protected-path', 'package.json'),
    },
    {
      name: 'the lockfile links the test runner',
      ...relocked({ resolved: 'own', link: true, integrity: undefined }),
      expect: finds('protected-path', 'package-lock.json'),
    },
    {
      name: 'the lockfile calls another package the test runner',
      ...relocked({
        name: 'not-vitest',
        integrity: 'sha512-c',
        version: '1.0.0',
        resolved: 'https://registry.npmjs.org/not-vitest/-/not-vitest-1.0.0.tgz',
      }),
      expect: {
        findings: ['locked-package-swapped', 'protected-path'].map((rule) => ({ rule, path: 'package-lock.json' })),
      },
    },
    ...Object.entries({
      'the lockfile has another content for the same version': { integrity: 'sha512-c' },
      'the lockfile has another host for the same version': { resolved: 'https://example.org/vitest-5.0.0.tgz' },
    }).map(([name, more]) => ({ name, ...relocked(more), expect: finds('locked-package-swapped', 'package-lock.json') })),
  ],
});
