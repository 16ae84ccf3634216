import type { Operator } from '../operator.ts';
import { addNpmPackage } from '../packages.ts';

export default {
  title: 'Prepare for more',
  checkers: [9],
  plant(tree) {
    const fault = addNpmPackage(tree, { name: 'pretty-ms', version: '9.2.0' });
    if (fault === null) return null;
    const edits = Object.entries(fault.edits).filter(([path]) => path.startsWith('package'));
    return { edits: Object.fromEntries(edits), at: fault.at };
  },
} satisfies Operator;
