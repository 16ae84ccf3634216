import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    exclude: ['**/node_modules/**', '**/fixtures/**', '**/canary/**'],
    // Real processes on a machine that may be busy: a bound on hanging, not on speed.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Every core: one waits for processes that the other is busy with.
    maxWorkers: '100%',
    projects: [
      // One worker for many files: seven times faster, and allowed because nothing here touches globals.
      { extends: true, test: { name: 'unit', include: ['src/**/*.test.ts'], isolate: false } },
      { extends: true, test: { name: 'whole', include: ['test/**/*.test.ts'] } },
    ],
  },
});
