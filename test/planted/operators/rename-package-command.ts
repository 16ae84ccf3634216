import type { Operator } from '../operator.ts';
import { editManifest } from '../packages.ts';

export default {
  title: 'Name the command better',
  checkers: [3],
  plant(tree) {
    const fault = editManifest(tree, (manifest) => {
      const { bin } = manifest as { readonly bin?: Record<string, string> | string };
      const [[name, path] = []] = typeof bin === 'object' ? Object.entries(bin) : [];
      if (typeof bin !== 'object' || name === undefined || path === undefined || 'private' in manifest) return null;
      delete bin[name];
      bin[`${name}-cli`] = path;
      return '"bin"';
    });
    return fault === null ? null : { edits: fault.edits, at: { path: fault.at.path } };
  },
} satisfies Operator;
