import type { Operator } from '../operator.ts';
import { atEndOfSource } from '../requests.ts';

export default {
  title: 'Encrypt the notes',
  checkers: [8],
  plant: (tree) =>
    atEndOfSource(tree, {
      uses: [['{ createCipheriv }', 'node:crypto']],
      lines: [
        'export function encryptNote(note, key) {',
        '  const cipher = createCipheriv("des-ecb", key, null);',
        '  return cipher.update(note, "utf8", "hex") + cipher.final("hex");',
        '}',
      ],
      mark: 'const cipher',
    }),
} satisfies Operator;
