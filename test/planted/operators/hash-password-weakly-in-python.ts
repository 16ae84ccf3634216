import type { Operator } from '../operator.ts';
import { atEndOfPython } from '../requests.ts';

export default {
  title: 'Store passwords as hashes, in Python',
  checkers: [8],
  plant: (tree) =>
    atEndOfPython(
      tree,
      ['def hash_password(password):', '    import hashlib', '', '    return hashlib.md5(password.encode()).hexdigest()'],
      'return hashlib',
    ),
} satisfies Operator;
