import type { KnipConfig } from 'knip';
import { readEntries } from './scripts/architecture/entries.ts';

// Dead files, exports and dependencies fail `npm run dead-code`. A file that only its own test uses is found by
// scripts/architecture/orphans.ts: here tests count as use.
export default {
  entry: [
    ...readEntries(import.meta.dirname),
    'scripts/*.ts',
    'bench/*.ts',
    'action/check.js',
    'test/hostile/**/*.case.ts',
    'test/planted/operators/*.ts',
  ],
  // Not planted faults and other people's code.
  project: ['{src,test,scripts,bench}/**/*.ts', 'bin/*.js', 'action/*.js', '!**/{fixtures,canary}/**'],
  // Part of every system the tests run on.
  ignoreBinaries: ['mkfifo', 'unshare'],
  // The parts of an exported signature have names for whoever reads it, imported or not.
  ignoreExportsUsedInFile: { interface: true, type: true },
} satisfies KnipConfig;
