import type { Operator } from '../operator.ts';
import { computingOf } from '../places.ts';

export default {
  title: 'Rewrite a module',
  checkers: [4],
  plant(tree) {
    const place = computingOf(tree)[0];
    if (place === undefined) return null;
    const { path, text } = place;
    return { edits: { [path]: `\`\`\`javascript\n${text}\`\`\`\n` }, at: { path, line: 1 } };
  },
} satisfies Operator;
