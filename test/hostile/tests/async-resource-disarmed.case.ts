import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: 'a source that makes node:test swallow every failure where it calls a test',
  promise: 'tests',
  level: 'detected',
  stage: 'gate',
  change: {
    'src/greet.js': `import { AsyncResource } from 'node:async_hooks';

const scoped = AsyncResource.prototype.runInAsyncScope;
AsyncResource.prototype.runInAsyncScope = function (...given) {
  try {
    return scoped.apply(this, given);
  } catch {
    return undefined;
  }
};

export function greet(name) {
  return \`Hallo, \${name}!\`;
}
`,
  },
  expect: { outcome: 'red', found: ['6 changed-line-uncovered src/greet.js', '6 test-failed test/greet.test.js'] },
});
