import type { Operator } from '../operator.ts';
import { put } from '../places.ts';
import { openApis } from '../definitions.ts';

export default {
  title: 'Insist on a property',
  checkers: [3],
  plant(tree) {
    for (const path of tree.paths.filter((one) => openApis(tree)(one) && one.endsWith('l'))) {
      const text = tree.read(path);
      for (const { index, 0: whole, 1: indent = '', 2: names = '' } of text.matchAll(
        /^( +)required:\n((?:\1(?: {2})?- \w+\n)+)\1(?:type: object\n\1)?properties:\n/gmu,
      )) {
        const optional = [...text.slice(index + whole.length).matchAll(/^( +)(\w+):$/gmu)].find(
          ([, own = '', name = '']) => own === `${indent}  ` && !names.includes(`- ${name}\n`),
        )?.[2];
        const [item = ''] = /^.*- /u.exec(names) ?? [];
        const at = index + whole.indexOf(names) + names.length;
        return put({ path, text, start: at, end: at }, `${item}${optional ?? 'tenant'}\n`);
      }
    }
    return null;
  },
} satisfies Operator;
