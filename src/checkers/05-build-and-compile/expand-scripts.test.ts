import { expect, test } from 'vitest';
import type { Tree } from '../../domain/tree.ts';
import { expandScripts } from './expand-scripts.ts';

function treeWith(manifest: string | null): Tree {
  const paths = manifest === null ? [] : ['package.json'];
  return {
    id: '0',
    paths,
    has: (path) => paths.includes(path),
    entry: () => undefined,
    read: async (path) => (paths.includes(path) ? manifest : null),
  };
}

test.each([
  { command: 'make', manifest: null, expanded: 'make' },
  { command: 'npm run build', manifest: '{ "name": ', expanded: 'npm run build' },
  {
    command: 'npm run build',
    manifest: '{"scripts":{"build":"yarn types && vite build","prebuild":"rm -rf dist","types":"tsc --noEmit"}}',
    expanded: 'npm run build\nrm -rf dist\nyarn types && vite build\ntsc --noEmit',
  },
  { command: 'npm run a', manifest: '{"scripts":{"a":"npm run b","b":"npm run a"}}', expanded: 'npm run a\nnpm run b\nnpm run a' },
])('$command with $manifest', async ({ command, manifest, expanded }) => {
  expect(await expandScripts(command, treeWith(manifest))).toEqual(expanded);
});
