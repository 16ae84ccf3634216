import { hookedTool } from '../hooked-tool.ts';
import type { TestTool } from '../tool.ts';
import { JASMINE_HOOK } from './hook-source.ts';

/** What jasmine's own configuration names by default, and what people call their tests. */
const TEST_FILE = /(^|\/)specs?\/.*\.[cm]?[jt]sx?$|[.\-_]?([sS]pec|[tT]est)s?\.[cm]?[jt]sx?$/;

/** Jasmine for Node under an unchanged command. */
export function jasmine(): TestTool {
  return hookedTool({
    runner: 'jasmine',
    testFile: TEST_FILE,
    hook: JASMINE_HOOK,
    load: (name) => `const ${name} = globalThis.it;`,
    failing: "() => {\n  throw new Error('planted');\n}",
    // An expectation fails its test without throwing: of those the first decides.
    probe: { test: 'globalThis.it?.', expect: 'globalThis.expect' },
  });
}
