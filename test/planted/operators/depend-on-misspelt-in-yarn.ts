import { serverSide } from '../languages.ts';
import type { Operator } from '../operator.ts';
import { sha512, editManifest, scriptWithImport } from '../packages.ts';
import { HEX, madeUp } from '../requests.ts';

export default {
  title: 'Talk to the server',
  checkers: [9],
  plant(tree) {
    const used = scriptWithImport(serverSide(tree), 'axois');
    if (used === null || !tree.paths.includes('yarn.lock')) return null;
    const lock = tree.read('yarn.lock');
    const after = /^(?!"?@|"?a[a-x]|#)\S.*:$/mu.exec(lock);
    if (!lock.includes('# yarn lockfile v1') || after === null) return null;
    const entry = `axois@^1.7.9:\n  version "1.7.9"\n  resolved "https://registry.yarnpkg.com/axois/-/axois-1.7.9.tgz#${madeUp(40, HEX, 'axois')}"\n  integrity ${sha512('axois')}\n\n`;
    const fault = editManifest(tree, (manifest) => {
      manifest.dependencies = { ...manifest.dependencies, axois: '^1.7.9' };
      return '"axois"';
    });
    const locked = lock.slice(0, after.index) + entry + lock.slice(after.index);
    return fault === null ? null : { ...fault, edits: { ...used.edits, 'yarn.lock': locked, ...fault.edits } };
  },
} satisfies Operator;
