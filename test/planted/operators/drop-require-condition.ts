import type { Operator } from '../operator.ts';
import { editManifest } from '../packages.ts';

export default {
  title: 'Publish modules only',
  checkers: [3],
  plant(tree) {
    const fault = editManifest(tree, (manifest) => {
      const { exports } = manifest as { readonly exports?: Record<string, Record<string, unknown>> };
      const main = exports?.['.'];
      if (main?.['require'] === undefined || main['import'] === undefined || 'default' in main || 'private' in manifest) return null;
      delete main['require'];
      return '"exports"';
    });
    return fault === null ? null : { edits: fault.edits, at: { path: fault.at.path } };
  },
} satisfies Operator;
