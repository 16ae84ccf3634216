import { parseIstanbulCoverage } from '../formats/istanbul/parse-istanbul-coverage.ts';
import type { PrivateFolder } from '../platform/private-folder.ts';
import { readV8Coverage } from './read-v8-coverage.ts';
import { repositoryPath } from './repository-path.ts';
import type { LineHits } from './tool.ts';

/** What every Node process of a test command is asked to count, whatever starts it. */
export interface ProcessCoverage {
  readonly env: { readonly NODE_V8_COVERAGE: string };
  /** Of a module for NODE_OPTIONS, in every process. */
  readonly preload: string;
  read(dir: string): Promise<ReadonlyMap<string, LineHits>>;
}

/**
 * V8 counts in every process. Where nyc or a Babel plugin has put counters of its own into the sources, the text that V8 counted in is no file:
 * there what those counters say at a process's end is taken.
 */
export async function processCoverage(folder: PrivateFolder): Promise<ProcessCoverage> {
  const v8 = await folder.folder('v8');
  const istanbul = await folder.folder('istanbul');
  return {
    env: { NODE_V8_COVERAGE: v8 },
    preload: await folder.write('coverage.cjs', atExit(istanbul)),
    async read(dir) {
      const counted = new Map<string, Map<number, number>>();
      for await (const { text } of folder.texts('istanbul', '.json')) {
        for (const [file, hits] of parseIstanbulCoverage(text)) {
          const path = repositoryPath(dir, file);
          if (path === null) continue;
          const known = counted.get(path);
          counted.set(path, new Map([...hits].map(([line, count]) => [line, count + (known?.get(line) ?? 0)])));
        }
      }
      const total = await readV8Coverage({ dir, files: folder.texts('v8', '.json'), without: new Set(counted.keys()) });
      for (const [path, hits] of counted) total.set(path, hits);
      return total;
    },
  };
}

function atExit(folder: string): string {
  return `'use strict';
const { isMainThread } = require('node:worker_threads');
if (isMainThread)
  process.on('exit', () => {
    const counted = globalThis.__coverage__;
    if (typeof counted !== 'object' || counted === null || Object.keys(counted).length === 0) return;
    const file = require('node:path').join(${JSON.stringify(folder)}, process.pid + '-' + process.hrtime.bigint() + '.json');
    require('node:fs').writeFileSync(file, JSON.stringify(counted), { mode: 0o600 });
  });
`;
}
