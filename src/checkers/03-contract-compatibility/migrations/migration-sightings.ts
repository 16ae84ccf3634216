import { AdapterError } from '../../../domain/error.ts';
import { basePath } from '../../../domain/change.ts';
import type { Tree } from '../../../domain/tree.ts';
import { isMigration, wayForward } from '../../../formats/sql/migration-file.ts';
import type { ContractTrees } from '../contract-trees.ts';
import { effectOf, type MigrationEditKind, type MigrationKind } from '../kinds.ts';
import type { ContractSighting } from '../sighting.ts';
import { columnsBefore } from './known-columns.ts';
import { migrationChanges, tablesMade } from './migration-changes.ts';
import { migrationEdit } from './migration-edits.ts';

const MOST_CHARACTERS = 50_000_000;

/** What the new migrations take away from the programs that still run, and what was done to old ones; the first ones of a repository take nothing from anybody. */
export async function migrationSightings(trees: ContractTrees): Promise<readonly ContractSighting[]> {
  const { change, base, head, isPublished, inScope, examined } = trees;
  const isContract = (path: string) => isMigration(path) && isPublished(path);
  if (!change.files.some((file) => isContract(file.path) || isContract(basePath(file))) || !base.paths.some(isMigration)) return [];
  const sightings: ContractSighting[] = [];
  const texts = new Map<string, string>();
  for (const file of change.files) {
    const was = file.status !== 'added' && isContract(basePath(file)) ? await sideOf(base, basePath(file)) : null;
    const is = file.status !== 'deleted' && isContract(file.path) ? await sideOf(head, file.path) : null;
    if (was === null && is === null) continue;
    inScope([file.path]);
    examined([file.path]);
    const edit = was === null ? null : migrationEdit(was, is);
    if (edit !== null) sightings.push(sightingOf(file.path, { ...edit, text: `${basePath(file)} ${edit.text}` }));
    // Under another name it is a new one.
    if (is !== null && (was === null || edit?.kind === 'migration-removed')) texts.set(is.path, is.text);
  }
  return [...sightings, ...(await newOnes(texts, trees))];
}

async function newOnes(texts: ReadonlyMap<string, string>, { base, head, isPublished }: ContractTrees): Promise<ContractSighting[]> {
  const inOrder = [...texts].toSorted(([one], [other]) => one.localeCompare(other, 'en', { numeric: true }));
  const old = inOrder.some(([, text]) => /\bIF\s+NOT\s+EXISTS\b/i.test(text)) ? await tablesAt(base) : new Set<string>();
  const made = new Set<string>();
  const read = async (tree: Tree, path: string) => (await sideOf(tree, path))?.text ?? null;
  const known = await columnsBefore(texts, { base, head, isPublished, read });
  return inOrder.flatMap(([path, text]) => {
    const changes = migrationChanges(text, { made, old, columnsBefore: (at) => known(path, at) });
    for (const name of tablesMade(text, old)) made.add(name);
    return changes.map((one) => sightingOf(path, one));
  });
}

async function tablesAt(base: Tree): Promise<ReadonlySet<string>> {
  const tables = new Set<string>();
  for (const path of base.paths.filter(isMigration))
    for (const name of tablesMade((await sideOf(base, path))?.text ?? '')) tables.add(name);
  return tables;
}

/** Null: no file of its own. */
async function sideOf(tree: Tree, path: string): Promise<{ readonly path: string; readonly text: string } | null> {
  if (tree.entry(path)?.mode.startsWith('100') !== true) return null;
  const text = (await tree.read(path)) ?? '';
  if (text.length > MOST_CHARACTERS) throw new AdapterError('CONTRACT_TOO_LARGE', `${path} is too large to be read`);
  return { path, text: wayForward(text) };
}

interface Said {
  readonly kind: MigrationKind | MigrationEditKind;
  readonly line: number | null;
  readonly text: string;
}

function sightingOf(path: string, { kind, line, text }: Said): ContractSighting {
  return {
    rule: 'migration-break',
    path,
    ...(line === null ? {} : { range: { startLine: line } }),
    code: `${kind} ${text}`,
    message: text,
    ...(effectOf(kind, 'sent') === 'breaking' ? {} : { severity: 'warning' }),
  };
}
