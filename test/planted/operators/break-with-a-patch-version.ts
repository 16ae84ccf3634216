import type { Operator } from '../operator.ts';
import { firstMatch, put, textOf } from '../places.ts';
import { publicPlace } from '../definitions.ts';

export default {
  title: 'Release a fix',
  checkers: [3],
  plant(tree) {
    const place = publicPlace(tree, /^(?<at>export) (?:async )?(?:function|class) (?<name>\w+)/u);
    const version = firstMatch(tree, (path) => path === 'package.json', /"version": "\d+\.\d+\.(\d+)/u);
    if (place === null || version === null) return null;
    return { edits: { ...put(place, '').edits, ...put(version, String(Number(textOf(version)) + 1)).edits }, at: { path: place.path } };
  },
} satisfies Operator;
