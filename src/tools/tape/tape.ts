import { hookedTool, packageOf } from '../hooked-tool.ts';
import type { TestTool } from '../tool.ts';
import { TAPE_HOOK } from './hook-source.ts';

/** Tape has no pattern of its own: what people call their tests. */
const TEST_FILE = /(^|\/)(tests?|__tests__)\/.*\.[cm]?[jt]sx?$|[.\-_](test|spec)s?\.[cm]?[jt]sx?$|(^|\/)(test|test-[^/]*)\.[cm]?[jt]sx?$/;

/** Its assertions do not throw; a test that nobody runs tells what it was told. */
const CLAIMS = [
  'ok(false)',
  'notOk(true)',
  'equal(1, 2)',
  'notEqual(1, 1)',
  'deepEqual([1], [2])',
  'throws(() => {})',
  "error(new Error('planted'))",
  'fail()',
].map((claim) => {
  const listen = `one.on('result', ({ ok }) => { if (!ok) isHeard = true; });`;
  return `() => { let isHeard = false; const one = new t.constructor('probe'); ${listen} one.${claim}; if (isHeard) throw new Error('it does not hold'); }`;
});

/** Tape under an unchanged command: `tape` itself, or a file that loads it. */
export function tape(): TestTool {
  return hookedTool({
    runner: 'tape',
    testFile: TEST_FILE,
    hook: TAPE_HOOK,
    load: (name, isModule) => (isModule ? `import ${name} from 'tape';` : `const ${name} = require('tape');`),
    failing: "(t) => {\n  t.fail('planted');\n  t.end();\n}",
    probe: { test: packageOf('tape'), context: 't', claims: CLAIMS },
  });
}
