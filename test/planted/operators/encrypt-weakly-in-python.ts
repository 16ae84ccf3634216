import type { Operator } from '../operator.ts';
import { isPlainPython } from '../languages.ts';
import { atEndOfPython } from '../requests.ts';

export default {
  title: 'Encrypt the notes, in Python',
  checkers: [8],
  plant: (tree) =>
    atEndOfPython(
      { ...tree, paths: tree.paths.filter(isPlainPython) },
      ['def encrypt_note(key, note):', '    from Crypto.Cipher import DES', '', '    return DES.new(key, DES.MODE_ECB).encrypt(note)'],
      'DES.new',
    ),
} satisfies Operator;
