import { serverSide } from '../languages.ts';
import type { Operator } from '../operator.ts';
import { atEndOfSource } from '../requests.ts';

export default {
  title: 'Unpack an upload',
  checkers: [8],
  plant: (tree) =>
    atEndOfSource(serverSide(tree), {
      uses: [
        ['{ createWriteStream }', 'node:fs'],
        ['{ join as joinPath }', 'node:path'],
        ['unzipper', 'unzipper'],
      ],
      lines: [
        'export async function unpack(upload, folder) {',
        '  const archive = await unzipper.Open.buffer(upload);',
        '  for (const entry of archive.files) {',
        '    entry.stream().pipe(createWriteStream(joinPath(folder, entry.path)));',
        '  }',
        '}',
      ],
      mark: 'entry.stream',
    }),
} satisfies Operator;
