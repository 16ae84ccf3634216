import type { Operator } from '../operator.ts';
import { firstMatch, inStyle, isSource, put } from '../places.ts';

export default {
  title: 'Say more of an error',
  checkers: [7],
  plant(tree) {
    const place = firstMatch(tree, isSource, /^ *\} catch \((?:err|error|e)(?:: \w+)?\) \{\n()/u);
    const [, name = ''] = /catch \((\w+)[^(]*$/u.exec(place?.text.slice(0, place.start) ?? '') ?? [];
    const indent = /^[ \t]*/u.exec(place?.text.slice(place.start) ?? '')?.[0] ?? '';
    return place === null ? null : put(place, `${indent}${inStyle(place.text, `${name} = new Error("failed: " + ${name});`)}\n`);
  },
} satisfies Operator;
