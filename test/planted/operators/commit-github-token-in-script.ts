import type { Operator } from '../operator.ts';
import { ALNUM, madeUp } from '../requests.ts';

export default {
  title: 'Download releases faster',
  checkers: [8],
  plant(tree) {
    const path = 'scripts/download-release.sh';
    const token = `ghp_${madeUp(36, ALNUM, 'script')}`;
    const text = `#!/bin/sh\nset -e\ncurl -fsSL -H "Authorization: token ${token}" "https://api.github.com/repos/$1/releases/latest"\n`;
    return tree.paths.includes(path) ? null : { edits: { [path]: text }, at: { path, line: 3 } };
  },
} satisfies Operator;
