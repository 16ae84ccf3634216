const MIGRATION =
  /(?:^|\/)(?:migrations?|migrate|flyway|changelogs?|changesets|drizzle)\/(?<within>(?:.*\/)?[^/]+\.sql)$|(?:^|\/)V\d[\w.]*__[^/]+\.sql$/i;
/** By the end of its name or by its folder: what has `revert` in its name may well go forward and take back what was done before. */
const BACKWARDS = /(?:^|[/._-])(?:down|undo|rollback)\.sql$|\.revert\.sql$|(?:^|\/)(?:down|undo|rollbacks?|revert)\/|(?:^|\/)U\d[\w.]*__/i;
/** Where the way forward and the way back stand in one file. */
const FORWARD = /^--[ \t]{0,20}(?:\+(?:goose|migrate)[ \t]{1,20}Up|migrate:up)\b/i;
const WAY_BACK = /^--[ \t]{0,20}(?:\+(?:goose|migrate)[ \t]{1,20}Down|migrate:down)\b/i;
/** Behind it stands nothing else. */
const UNDO = /^--[ \t]{0,20}(?:\/\/)?@UNDO\b/im;

/** The lines of the way back emptied; without a mark of the way forward before it, none of the way back is one. */
export function wayForward(text: string): string {
  let isMarked = false;
  let isBack = false;
  const lines = (text.split(UNDO, 1)[0] ?? '').split('\n').map((line) => {
    if (FORWARD.test(line)) [isMarked, isBack] = [true, false];
    else if (isMarked && WAY_BACK.test(line)) isBack = true;
    return isBack ? '' : line;
  });
  return lines.join('\n');
}

/** A file of statements that a tool runs once, to go forward. */
export function isMigration(path: string): boolean {
  // A folder above may be called after what the program does.
  const within = MIGRATION.exec(path)?.groups?.['within'] ?? /[^/]*\/?[^/]*$/.exec(path)?.[0] ?? path;
  return MIGRATION.test(path) && !BACKWARDS.test(within);
}
