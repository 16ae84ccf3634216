import type { Operator } from '../operator.ts';
import { atEnd, firstMatch, put } from '../places.ts';
import { openApis } from '../definitions.ts';

export default {
  title: 'Ask for a tenant',
  checkers: [3],
  plant(tree) {
    const place = firstMatch(tree, (path) => openApis(tree)(path) && path.endsWith('l'), /^ +parameters:\n(?= +- name:)/u);
    if (place === null) return null;
    const [indent = ''] = /^ +(?=- name:)/u.exec(place.text.slice(place.end)) ?? [];
    const schema = /^openapi:/mu.test(place.text) ? `\n${indent}  schema:\n${indent}    type: string` : `\n${indent}  type: string`;
    return put(atEnd(place), `${indent}- name: tenant\n${indent}  in: query\n${indent}  required: true${schema}\n`);
  },
} satisfies Operator;
