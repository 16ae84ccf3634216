import { isPythonTest, pythonProbe, pythonSentinel } from './planted.ts';
import { preparePython } from './prepare.ts';
import { pythonSources } from './sources.ts';
import type { TestTool } from '../tool.ts';
import { hookSource } from './unittest-hook-source.ts';

/** `python -m unittest` under an unchanged command: a hook of ours reports, and coverage.py measures where it is installed. */
export function unittest(): TestTool {
  return {
    runner: 'unittest',
    sources: pythonSources,
    isTestFile: isPythonTest,
    sentinel: (tree, nonce) => Promise.resolve(pythonSentinel(tree, nonce)),
    probe: pythonProbe,
    prepare: (request) => preparePython(request, { runner: 'unittest', module: { file: 'sitecustomize.py', source: hookSource }, env: {} }),
  };
}
