import { isPythonTest, pythonProbe, pythonSentinel } from '../python-planted.ts';
import { preparePython } from '../prepare-python.ts';
import { pythonSources } from '../python-sources.ts';
import type { TestTool } from '../tool.ts';
import { hookSource } from './hook-source.ts';

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
