import { isPlainPython } from '../languages.ts';
import type { Operator } from '../operator.ts';
import { atEndOfPython } from '../requests.ts';

export default {
  title: 'Read the old list, in Python',
  checkers: [8],
  plant: (tree) =>
    atEndOfPython(
      { ...tree, paths: tree.paths.filter((path) => isPlainPython(path) && !path.includes('docs_src/')) },
      [
        'def old_list():',
        '    import ssl',
        '    import urllib.request',
        '',
        '    context = ssl._create_unverified_context()',
        '    return urllib.request.urlopen("https://old.acme-internal.net/list", context=context).read()',
      ],
      'context = ssl',
    ),
} satisfies Operator;
