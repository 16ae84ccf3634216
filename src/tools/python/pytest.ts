import { randomBytes } from 'node:crypto';
import { isPythonTest, pythonProbe, pythonSentinel } from './planted.ts';
import { preparePython } from './prepare.ts';
import { pythonSources } from './sources.ts';
import type { TestTool } from '../tool.ts';
import { pluginSource } from './pytest-plugin-source.ts';

/** pytest under an unchanged command: a plugin of ours reports, and coverage.py measures where it is installed. */
export function pytest(): TestTool {
  return {
    runner: 'pytest',
    sources: pythonSources,
    isTestFile: isPythonTest,
    sentinel: (tree, nonce) => Promise.resolve(pythonSentinel(tree, nonce)),
    probe: pythonProbe,
    prepare(request) {
      // A name that no configuration can switch off.
      const plugin = `report_${randomBytes(8).toString('hex')}`;
      const module = { file: `${plugin}.py`, source: pluginSource };
      return preparePython(request, { runner: 'pytest', module, env: { PYTEST_ADDOPTS: `-p ${plugin}` } });
    },
  };
}
