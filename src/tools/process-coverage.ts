import { parseIstanbulCoverage } from '../formats/istanbul/parse-istanbul-coverage.ts';
import type { PrivateFolder } from '../platform/private-folder.ts';
import { requireOption } from './node-options.ts';
import { readV8Coverage } from './read-v8-coverage.ts';
import { repositoryPath } from './repository-path.ts';
import type { LineHits, ProcessCoverage } from './tool.ts';

/**
 * V8 counts in every process. Where nyc or a Babel plugin has put counters of its own into the sources, the text that V8 counted in is no file:
 * there what those counters say at a process's end is taken.
 */
export async function processCoverage(dir: string, folder: PrivateFolder): Promise<ProcessCoverage> {
  const v8 = await folder.folder('v8');
  const istanbul = await folder.folder('istanbul');
  const preload = requireOption(await folder.write('coverage.cjs', atExit(istanbul)));
  let answer: Promise<ReadonlyMap<string, LineHits>> | null = null;
  return {
    env: { NODE_V8_COVERAGE: v8, NODE_OPTIONS: preload },
    read: () => (answer ??= readCounted(dir, folder)),
  };
}

async function readCounted(dir: string, folder: PrivateFolder): Promise<ReadonlyMap<string, LineHits>> {
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
