import type { Operator } from '../operator.ts';
import { atFileEnd, atStart, put, wholeFile } from '../places.ts';

export default {
  title: 'Find our own packages, in Python',
  checkers: [9],
  plant(tree) {
    const place = wholeFile(tree, (path) => /^requirements(?:\/prod)?\.txt$/u.test(path) && !/^-r/mu.test(tree.read(path)));
    if (place !== null) return put(atStart({ ...place, end: 0 }), '--extra-index-url https://pypi.acme-tools.net/simple\n');
    const project = wholeFile(tree, (path) => path === 'pyproject.toml' && tree.paths.includes('uv.lock'));
    return project === null ? null : put(atFileEnd(project), '\n[[tool.uv.index]]\nurl = "https://pypi.acme-tools.net/simple"\n', 'url');
  },
} satisfies Operator;
