import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that take minutes start first, so that none of them runs alone at the end. Without kept times vitest goes by size. */
const LONG = ['/test/hostile/', '/test/crash/', '/test/e2e/demo', '/06-test-coverage/'];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLong = ({ moduleId }: TestSpecification) => LONG.some((part) => moduleId.includes(part));
    // oxlint-disable-next-line unicorn/no-array-sort -- vitest's own, which answers a new list.
    const sorted = await super.sort(files);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}

export default defineConfig({
  test: {
    exclude: ['**/node_modules/**', '**/fixtures/**', '**/canary/**'],
    // Real processes on a machine that may be busy: a bound on hanging, not on speed.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // More than there are cores: most tests wait for processes.
    maxWorkers: Math.ceil(availableParallelism() * 1.5),
    sequence: { sequencer: LongestFirst },
    projects: [
      // One worker for many files: seven times faster, and allowed because nothing here touches globals.
      { extends: true, test: { name: 'unit', include: ['src/**/*.test.ts'], isolate: false } },
      { extends: true, test: { name: 'whole', include: ['test/**/*.test.ts'] } },
    ],
  },
});
