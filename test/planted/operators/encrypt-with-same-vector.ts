import type { Operator } from '../operator.ts';
import { atEndOfSource } from '../requests.ts';

export default {
  title: 'Encrypt the messages',
  checkers: [8],
  plant: (tree) =>
    atEndOfSource(tree, {
      uses: [['{ createCipheriv }', 'node:crypto']],
      lines: [
        'export function encryptMessage(message, key) {',
        '  const cipher = createCipheriv("aes-256-cbc", key, Buffer.alloc(16, 0));',
        '  return cipher.update(message, "utf8", "hex") + cipher.final("hex");',
        '}',
      ],
      mark: 'const cipher',
    }),
} satisfies Operator;
