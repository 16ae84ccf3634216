import { isPlainPython } from '../languages.ts';
import type { Operator } from '../operator.ts';
import { atEndOfPython } from '../requests.ts';

export default {
  title: 'Unpack an upload, in Python',
  checkers: [8],
  plant: (tree) =>
    atEndOfPython(
      { ...tree, paths: tree.paths.filter((path) => isPlainPython(path) && !path.includes('docs_src/')) },
      [
        'def unpack(upload):',
        '    import tarfile',
        '',
        '    with tarfile.open(fileobj=upload.file) as archive:',
        '        archive.extractall("uploads")',
      ],
      'archive.extractall',
    ),
} satisfies Operator;
