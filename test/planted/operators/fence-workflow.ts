import type { Operator } from '../operator.ts';
import { isWorkflow, put, wholeFile } from '../places.ts';

export default {
  title: 'Generate the pipeline',
  checkers: [4],
  plant(tree) {
    const place = wholeFile(tree, isWorkflow);
    return place === null ? null : put(place, `\`\`\`yaml\n${place.text}\`\`\`\n`);
  },
} satisfies Operator;
