import { posix } from 'node:path';
import type { Tree } from '../../domain/tree.ts';
import { definitionFaults, type SqlFamily, type SqlFault } from '../../formats/sql/definition-faults.ts';
import { type HistoryFault, historyFaults } from '../../formats/sql/history-faults.ts';
import { isMigration, wayForward } from '../../formats/sql/migration-file.ts';
import { sqlFamily } from '../../formats/sql/sql-family.ts';
import { migrationsWith, sqlBeside } from '../../formats/sql/sql-history.ts';
import { type SqlToken, sqlTokens } from '../../formats/sql/sql-statements.ts';
import { isOtherText } from './is-other-text.ts';
import type { RuleId, Sighting } from './rules.ts';

export interface SqlJudgement {
  readonly sightings: readonly Sighting[];
  readonly examined: readonly string[];
}

/** Larger files are data that somebody dumped. */
const MAX_CHARACTERS = 2_000_000;

export function isSql(path: string): boolean {
  return /\.sql$/i.test(path);
}

/** What the changed files of a tree define in SQL. */
export async function judgeSql(tree: Tree, changed: readonly string[]): Promise<SqlJudgement> {
  const sightings: Sighting[] = [];
  const examined: string[] = [];
  const texts = new Map<string, Promise<string>>();
  const histories = new Map<string, readonly HistoryFault[]>();
  const read = (path: string): Promise<string> => {
    const known = texts.get(path) ?? statementsOf(tree, path);
    texts.set(path, known);
    return known;
  };
  for (const path of changed) {
    const text = await read(path);
    if (!/\b(?:TABLE|INDEX)\b|^\s*(?:CREATE|ALTER|DROP)\b/im.test(text) && !(isMigration(path) && /^\s*INSERT\s+INTO\b/im.test(text)))
      continue;
    examined.push(path);
    const beside = sqlFamily(text) === null ? await Promise.all(sqlBeside(tree, path).map(read)) : [text];
    const broken = syntaxFaults(text, (await prismaFamily(tree, path)) ?? sqlFamily(beside.join('\n')));
    for (const { fault, rule } of broken) sightings.push(sightingOf(path, rule, fault));
    // What it makes is not known then.
    if (broken.some(({ rule }) => rule === 'unreadable')) continue;
    const told = new Set(broken.map(({ fault }) => fault.line));
    for (const fault of await missingIn({ tree, path, read, changed, histories })) {
      if (!told.has(fault.line)) sightings.push(sightingOf(path, 'broken-reference', fault));
    }
  }
  return { sightings, examined };
}

const FAMILIES: Readonly<Record<string, SqlFamily>> = { postgresql: 'postgres', cockroachdb: 'postgres', mysql: 'mysql', sqlite: 'sqlite' };

/** Prisma keeps for which database its migrations are; null where it does not, or for one that takes what these refuse. */
async function prismaFamily(tree: Tree, path: string): Promise<SqlFamily> {
  const lock = posix.join(posix.dirname(path), '../migration_lock.toml');
  const provider = tree.has(lock) ? /^\s*provider\s*=\s*"(\w+)"/m.exec((await tree.read(lock)) ?? '')?.[1] : undefined;
  return FAMILIES[provider ?? ''] ?? null;
}

/** Empty: nothing that could be judged. */
async function statementsOf(tree: Tree, path: string): Promise<string> {
  const text = (await tree.read(path)) ?? '';
  if (text.length > MAX_CHARACTERS || isOtherText(text, 'sql')) return '';
  return withoutData(wayForward(text)).replaceAll('--> statement-breakpoint', ';');
}

/** What `COPY … FROM stdin` reads is no statement; its lines stay, empty. */
function withoutData(text: string): string {
  return text.replaceAll(
    /^(COPY .* FROM stdin.*;)$([^]*?)^\\\.$/gim,
    (_, copy: string, data: string) => copy + data.replaceAll(/[^\n]/g, ''),
  );
}

interface Syntax {
  readonly rule: RuleId;
  readonly fault: SqlFault;
}

/** Where a text can be read in several ways, only what is wrong in all of them. */
function syntaxFaults(text: string, family: SqlFamily): readonly Syntax[] {
  const readings = sqlTokens(text).map((statements) =>
    statements.flatMap((tokens) => (isCommented(tokens) ? [] : definitionFaults(tokens, family))),
  );
  const [first = [], ...others] = readings;
  const isInAll = ({ line, message }: SqlFault) =>
    others.every((faults) => faults.some((one) => one.line === line && one.message === message));
  return first.filter(isInAll).map((fault) => ({ rule: fault.isSyntax ? 'unreadable' : 'broken-reference', fault }));
}

/** MySQL takes what is behind it for a comment, in which quotes and brackets mean nothing. */
function isCommented(tokens: readonly SqlToken[]): boolean {
  return tokens.some(({ kind, value }) => kind === 'sign' && value === '#');
}

interface Asked {
  readonly tree: Tree;
  readonly path: string;
  readonly read: (path: string) => Promise<string>;
  readonly changed: readonly string[];
  /** What was found in all migrations, by the first of them. */
  readonly histories: Map<string, readonly HistoryFault[]>;
}

/** Tables and columns that are named and not there: of a migration after those before it, of any other file in itself. */
async function missingIn({ tree, path, read, changed, histories }: Asked): Promise<readonly HistoryFault[]> {
  const alone = historyFaults([await read(path)]).filter(({ missing }) => missing === null);
  const paths = migrationsWith(tree, path);
  if (paths === null) return alone;
  const faults = histories.get(paths[0] ?? '') ?? historyFaults(await Promise.all(paths.map(read)));
  histories.set(paths[0] ?? '', faults);
  // What an old one misses comes from elsewhere, and so may everything.
  if (faults.some(({ text }) => !changed.includes(paths[text] ?? ''))) return alone;
  const own = faults.filter(({ text }) => paths[text] === path);
  const found: HistoryFault[] = [];
  for (const fault of own) if (fault.missing === null || !(await isMadeElsewhere(tree, fault.missing))) found.push(fault);
  return found;
}

/** Does any other file of statements make something of this name? */
async function isMadeElsewhere(tree: Tree, name: string): Promise<boolean> {
  const made = new RegExp(
    String.raw`\b(?:create\b[^;()]*?\b(?:table|view|sequence|index|synonym|exists)|to)\s+(?:["'${'`'}\[\w]+\.)?["${'`'}\[]?${RegExp.escape(name)}\b`,
    'i',
  );
  for (const path of tree.paths) if (isSql(path) && made.test((await tree.read(path)) ?? '')) return true;
  return false;
}

function sightingOf(path: string, rule: RuleId, { line, message }: SqlFault): Sighting {
  return { rule, path, range: { startLine: line }, code: message, message };
}
