import type { Operator } from '../operator.ts';
import { firstMatch, isPythonTest, put } from '../places.ts';

export default {
  title: 'Collect faster',
  checkers: [4],
  plant(tree) {
    const place = firstMatch(tree, isPythonTest, /^import pytest$/u);
    if (place === null) return null;
    const [, folder = '', file = ''] = /^(.*\/)?([^/]+)$/u.exec(place.path) ?? [];
    const path = `${folder}conftest.py`;
    const text = tree.paths.includes(path) ? `${tree.read(path)}\n` : '';
    return put({ path, text, start: text.length, end: text.length }, `collect_ignore = ["${file}"]\n`);
  },
} satisfies Operator;
