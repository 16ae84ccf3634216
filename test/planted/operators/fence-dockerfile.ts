import type { Operator } from '../operator.ts';
import { isDockerfile } from '../definitions.ts';
import { put, textOf, wholeFile } from '../places.ts';

export default {
  title: 'Write the image again',
  checkers: [4],
  plant(tree) {
    const place = wholeFile(tree, isDockerfile);
    return place === null ? null : put(place, `\`\`\`dockerfile\n${textOf(place).trimEnd()}\n\`\`\`\n`);
  },
} satisfies Operator;
