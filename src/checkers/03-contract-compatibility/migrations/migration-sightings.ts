import { AdapterError } from '../../../domain/error.ts';
import type { ContractTrees } from '../contract-trees.ts';
import { effectOf } from '../kinds.ts';
import type { ContractSighting } from '../sighting.ts';
import { migrationChanges } from './migration-changes.ts';

const MIGRATION = /(?:^|\/)(?:migrations?|migrate|flyway|changelogs?|changesets)\/(?:.*\/)?[^/]+\.sql$|(?:^|\/)V\d[\w.]*__[^/]+\.sql$/i;
const BACKWARDS = /(?:^|[/._-])(?:down|undo|rollback|revert)(?:[/._-]|$)|(?:^|\/)U\d[\w.]*__/i;
/** Behind it stands the way back. */
const WAY_BACK = /^--[ \t]{0,20}(?:\+goose[ \t]{1,20}Down|migrate:down|\+migrate[ \t]{1,20}Down|rollback|@UNDO|\/\/@UNDO)\b/im;
const MOST_CHARACTERS = 50_000_000;

/** What the new migrations take away from the programs that still run; the first ones of a repository take nothing from anybody. */
export async function migrationSightings({
  change,
  base,
  head,
  isPublished,
  inScope,
  examined,
}: ContractTrees): Promise<readonly ContractSighting[]> {
  const paths = change.files
    .filter(({ path, status }) => status === 'added' && isMigration(path) && isPublished(path))
    .map(({ path }) => path);
  if (paths.length === 0 || !base.paths.some(isMigration)) return [];
  const texts = new Map<string, string>();
  for (const path of paths) {
    const text = (await head.read(path)) ?? '';
    if (text.length > MOST_CHARACTERS) throw new AdapterError('CONTRACT_TOO_LARGE', `${path} is too large to be read`);
    texts.set(path, text.split(WAY_BACK, 1)[0] ?? '');
  }
  inScope(paths);
  examined(paths);
  const all = [...texts.values()];
  return [...texts].flatMap(([path, text]) =>
    migrationChanges(text, all).map(
      ({ kind, line, text: what }): ContractSighting => ({
        rule: 'migration-break',
        path,
        range: { startLine: line },
        code: `${kind} ${what}`,
        message: what,
        ...(effectOf(kind, 'sent') === 'breaking' ? {} : { severity: 'warning' }),
      }),
    ),
  );
}

function isMigration(path: string): boolean {
  return MIGRATION.test(path) && !BACKWARDS.test(path);
}
