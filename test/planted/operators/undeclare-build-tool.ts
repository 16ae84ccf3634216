import type { Operator } from '../operator.ts';
import { editManifest } from '../packages.ts';

const TOOLS = ['rollup', 'rolldown', '@nestjs/cli', 'rimraf'];

export default {
  title: 'Clean the development tools up',
  checkers: [5, 9],
  plant(tree) {
    if (!tree.paths.includes('package-lock.json')) return null;
    const lockText = tree.read('package-lock.json');
    const lock = JSON.parse(lockText) as { packages: Record<string, { devDependencies?: Record<string, string> }> };
    const fault = editManifest(tree, (manifest) => {
      const tool = TOOLS.find((name) => manifest.devDependencies?.[name] !== undefined);
      const script = tool === undefined ? -1 : (manifest.scripts?.['build'] ?? '').search(tool.replace('@nestjs/cli', 'nest'));
      if (tool === undefined || script < 0) return null;
      delete manifest.devDependencies?.[tool];
      delete lock.packages['']?.devDependencies?.[tool];
      delete lock.packages[`node_modules/${tool}`];
      return '"build"';
    });
    return fault === null
      ? null
      : { edits: { ...fault.edits, 'package-lock.json': `${JSON.stringify(lock, null, 2)}\n` }, at: { path: 'package.json' } };
  },
} satisfies Operator;
