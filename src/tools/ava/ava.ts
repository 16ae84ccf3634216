import { hookedTool, packageOf } from '../hooked-tool.ts';
import type { TestTool } from '../tool.ts';
import { AVA_HOOK } from './hook-source.ts';

/** What ava runs by default. */
const TEST_FILE = /(^|\/)(tests?|__tests__)\/.*\.[cm]?[jt]sx?$|\.(test|spec)\.[cm]?[jt]sx?$|(^|\/)(test|test-[^/]*)\.[cm]?[jt]sx?$/;

/** Its own assertions fail a test without throwing, but of an attempt ava says whether it passed. */
const CLAIMS = [
  'is(1, 2)',
  'not(1, 1)',
  'deepEqual([1], [2])',
  'true(false)',
  'false(true)',
  'truthy(0)',
  'falsy(1)',
  'throws(() => {})',
  "regex('a', /b/)",
  'fail()',
].map((claim) => {
  const read = `(attempt) => { attempt.discard(); if (!attempt.passed) throw new Error('it does not hold'); }`;
  return `() => t.try((one) => { one.${claim}; }).then(${read})`;
});

/** Ava under an unchanged command. */
export function ava(): TestTool {
  return hookedTool({
    runner: 'ava',
    testFile: TEST_FILE,
    hook: AVA_HOOK,
    load: (name, isModule) => (isModule ? `import ${name} from 'ava';` : `const ${name} = require('ava').default ?? require('ava');`),
    failing: "() => {\n  throw new Error('planted');\n}",
    // A test without an assertion is a failed one.
    probe: { test: `((one) => one.default ?? one)(${packageOf('ava')})`, context: 't', claims: CLAIMS, pass: 't.pass();' },
  });
}
