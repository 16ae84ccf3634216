import { AdapterError } from '../../domain/error.ts';
import type { Tree } from '../../domain/tree.ts';
import type { Checkout } from '../../workspace/checkout.ts';

const FILES_A_COMMAND = 500;

/**
 * AdapterError unless the tests about to run are those of the tree: the build ran code of the change, and could have made them
 * weaker where no checker looks.
 */
export async function requireJudgedTests({
  checkout,
  tree,
  isTest,
}: {
  readonly checkout: Checkout;
  readonly tree: Tree;
  readonly isTest: (path: string) => boolean;
}): Promise<void> {
  const tests = tree.paths.filter((path) => isTest(path) && tree.entry(path)?.mode.startsWith('100'));
  const rewritten: string[] = [];
  for (let start = 0; start < tests.length; start += FILES_A_COMMAND) {
    const batch = tests.slice(start, start + FILES_A_COMMAND);
    const result = await checkout.exec({ command: ['git', 'hash-object', '--no-filters', '--', ...batch] });
    const ids = result.stdout.split('\n').filter((id) => id !== '');
    if (result.exitCode !== 0 || ids.length !== batch.length)
      throw new AdapterError('CHECKOUT_UNREADABLE', `after the build, git could not read the test files back: ${result.stderr.trim()}`);
    rewritten.push(...batch.filter((path, index) => ids[index] !== tree.entry(path)?.objectId));
  }
  if (rewritten.length === 0) return;
  throw new AdapterError(
    'TESTS_REWRITTEN',
    `the build rewrote ${rewritten.slice(0, 5).join(', ')}: the tests that would run are not the judged ones`,
    {
      hint: 'let the build write its output beside the test files, not over them',
    },
  );
}
