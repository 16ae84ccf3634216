import { hookedTool, packageOf } from '../hooked-tool.ts';
import type { TestTool } from '../tool.ts';
import { UVU_HOOK } from './hook-source.ts';

/** Uvu takes every file of the folder it is given. */
const TEST_FILE = /(^|\/)(tests?|__tests__)\/.*\.[cm]?[jt]sx?$|[.\-_](test|spec)s?\.[cm]?[jt]sx?$|(^|\/)(test|test-[^/]*)\.[cm]?[jt]sx?$/;

const CLAIMS = [
  'ok(false)',
  'is(1, 2)',
  'is.not(1, 1)',
  'equal([1], [2])',
  "type(1, 'string')",
  'instance(1, Date)',
  "match('a', /b/)",
  'throws(() => {})',
  'not(true)',
  'unreachable()',
].map((claim) => `() => ${packageOf('uvu/assert')}.${claim}`);

/** Uvu under an unchanged command: `uvu` itself, or a file that loads it. */
export function uvu(): TestTool {
  return hookedTool({
    runner: 'uvu',
    testFile: TEST_FILE,
    hook: UVU_HOOK,
    load(name, isModule) {
      const suite = `${name}_suite`;
      const from = isModule ? `import { suite as ${suite} } from 'uvu';` : `const { suite: ${suite} } = require('uvu');`;
      return `${from}\nconst ${name} = ${suite}();`;
    },
    failing: "() => {\n  throw new Error('planted');\n}",
    after: (name) => `${name}.run();\n`,
    probe: { test: '((...given) => { const one = globalThis.UVU_SUITE?.(); one?.(...given); one?.run(); })', claims: CLAIMS },
  });
}
