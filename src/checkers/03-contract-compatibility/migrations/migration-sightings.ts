import { AdapterError } from '../../../domain/error.ts';
import type { ContractTrees } from '../contract-trees.ts';
import { effectOf } from '../kinds.ts';
import type { ContractSighting } from '../sighting.ts';
import { migrationChanges } from './migration-changes.ts';

const MIGRATION =
  /(?:^|\/)(?:migrations?|migrate|flyway|changelogs?|changesets|drizzle)\/(?:.*\/)?[^/]+\.sql$|(?:^|\/)V\d[\w.]*__[^/]+\.sql$/i;
/** By the end of its name or by its folder: what has `revert` in its name may well go forward and take back what was done before. */
const BACKWARDS = /(?:^|[/._-])(?:down|undo|rollback)\.sql$|\.revert\.sql$|(?:^|\/)(?:down|undo|rollbacks?|revert)\/|(?:^|\/)U\d[\w.]*__/i;
/** Where the way forward and the way back stand in one file. */
const FORWARD = /^--[ \t]{0,20}(?:\+(?:goose|migrate)[ \t]{1,20}Up|migrate:up)\b/i;
const WAY_BACK = /^--[ \t]{0,20}(?:\+(?:goose|migrate)[ \t]{1,20}Down|migrate:down)\b/i;
/** Behind it stands nothing else. */
const UNDO = /^--[ \t]{0,20}(?:\/\/)?@UNDO\b/im;
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
    texts.set(path, wayForward(text));
  }
  inScope(paths);
  examined(paths);
  return [...texts].flatMap(([path, text]) =>
    migrationChanges(
      text,
      [...texts.values()].filter((other) => other !== text),
    ).map(
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

/** The lines of the way back emptied; without a mark of the way forward before it, none of the way back is one. */
function wayForward(text: string): string {
  let isMarked = false;
  let isBack = false;
  const lines = (text.split(UNDO, 1)[0] ?? '').split('\n').map((line) => {
    if (FORWARD.test(line)) [isMarked, isBack] = [true, false];
    else if (isMarked && WAY_BACK.test(line)) isBack = true;
    return isBack ? '' : line;
  });
  return lines.join('\n');
}

function isMigration(path: string): boolean {
  return MIGRATION.test(path) && !BACKWARDS.test(path);
}
