import { hookedTool } from '../hooked-tool.ts';
import type { TestTool } from '../tool.ts';
import { TAP_HOOK } from './hook-source.ts';
import { tapOutcomes } from './outcomes.ts';

/** What tap runs by default. */
const TEST_FILE = /(^|\/)(tests?|__tests__)\/.*\.[cm]?[jt]sx?$|[.-](test|spec|tap)\.[cm]?[jt]sx?$|(^|\/)(tests?|tap)\.[cm]?[jt]sx?$/;

/** Tap (node-tap) under an unchanged command. */
export function tap(): TestTool {
  return hookedTool({
    runner: 'tap',
    testFile: TEST_FILE,
    hook: TAP_HOOK,
    outcomes: tapOutcomes,
    load: (name, isModule) => (isModule ? `import { test as ${name} } from 'tap';` : `const ${name} = require('tap').test;`),
    failing: "(t) => {\n  t.fail('planted');\n  t.end();\n}",
    // It is two libraries, one for modules and one for CommonJS: the other one would print a report of its own into that of the file.
    probe: null,
  });
}
