import { posix } from 'node:path';
import type { ASTNode, DefinitionNode } from 'graphql';
import { basePath } from '../../../domain/change.ts';
import type { ContractTrees } from '../contract-trees.ts';
import { lineNow } from '../line-now.ts';
import type { ContractSighting } from '../sighting.ts';

const SDL = /\.(?:graphqls?|gql)$/;
/** Files that are looked through for types that others use. */
const MOST_SEARCHED = 2000;

/** What the changed GraphQL schemas break. */
export async function graphqlSightings({
  change,
  base,
  head,
  isPublished,
  inScope,
  examined,
}: ContractTrees): Promise<readonly ContractSighting[]> {
  const isContract = (path: string) => SDL.test(path) && isPublished(path);
  const files = change.files.filter((file) => isContract(file.path) || isContract(basePath(file)));
  if (files.every(({ status }) => status === 'added')) return [];
  const { readSdl, isUnread, definedName } = await import('./read-sdl.ts');
  const sightings: ContractSighting[] = [];
  const sides: { base: DefinitionNode[]; head: DefinitionNode[]; files: string[] }[] = [];
  for (const file of files) {
    const before =
      file.status === 'added' || !isContract(basePath(file)) ? [] : readSdl(basePath(file), (await base.read(basePath(file))) ?? '');
    // What nobody could read at base promised nothing.
    if (isUnread(before)) continue;
    if (before.length > 0) {
      inScope([file.path]);
      examined([file.path]);
    }
    const after = file.status === 'deleted' || !isContract(file.path) ? [] : readSdl(file.path, (await head.read(file.path)) ?? '');
    if (isUnread(after)) {
      const range = after.line === null ? {} : { range: { startLine: after.line } };
      const message = `${file.path} could be read before: ${after.message}`;
      if (before.length > 0) sightings.push({ rule: 'contract-unreadable', path: file.path, ...range, message });
      continue;
    }
    sides.push({ base: [...before], head: [...after], files: [file.path] });
  }
  const whole = {
    base: sides.flatMap((one) => one.base),
    head: sides.flatMap((one) => one.head),
    files: sides.flatMap((one) => one.files),
  };
  // A type moves from file to file of one schema; where two files define the same one they are two schemas.
  const isOne = [whole.base, whole.head].every((side) => {
    const names = side.flatMap((one) => definedName(one) ?? []);
    return new Set(names).size === names.length;
  });
  for (const side of isOne ? [whole] : sides) sightings.push(...(await broken(side, { base, head, change })));
  return sightings;
}

interface Side {
  readonly base: readonly DefinitionNode[];
  readonly head: readonly DefinitionNode[];
  readonly files: readonly string[];
}

async function broken(side: Side, trees: Pick<ContractTrees, 'base' | 'head' | 'change'>): Promise<ContractSighting[]> {
  if (side.base.length === 0) return [];
  const { findBreakingChanges, findDangerousChanges } = await import('graphql');
  const { schemaOf } = await import('./read-sdl.ts');
  const { unnoticedChanges } = await import('./unnoticed-changes.ts');
  const used = await definedElsewhere([...side.base, ...side.head], trees);
  const [before, after] = [schemaOf([...side.base, ...used]), schemaOf([...side.head, ...used])];
  // What was no schema at base promised nothing.
  if (typeof before === 'string') return [];
  if (typeof after === 'string') {
    const path = side.files[0] ?? '.';
    return [{ rule: 'contract-unreadable', path, message: `${path} was part of a schema before: ${after}` }];
  }
  const texts = new Map<string, string>();
  for (const path of side.files) texts.set(path, (await trees.head.read(path)) ?? '');
  const say = (type: string, description: string, severity?: 'warning'): ContractSighting => ({
    rule: 'graphql-break',
    code: `${type} ${description}`,
    message: description,
    ...(placeIn(description, side.head) ?? placeBefore(description, side, { change: trees.change, texts })),
    ...(severity === undefined ? {} : { severity }),
  });
  return [
    ...[...findBreakingChanges(before, after), ...unnoticedChanges(before, after)]
      .filter(isOwn)
      .map(({ type, description }) => say(type, description)),
    ...findDangerousChanges(before, after).map(({ type, description }) => say(type, description, 'warning')),
  ];
}

/** Definitions of the types that these use, from files that did not change. */
async function definedElsewhere(
  definitions: readonly DefinitionNode[],
  { base, head, change }: Pick<ContractTrees, 'base' | 'head' | 'change'>,
): Promise<readonly DefinitionNode[]> {
  const { definedName, isUnread, missingNames, readSdl } = await import('./read-sdl.ts');
  const found = new Map<string, DefinitionNode>();
  const changed = new Set(change.files.map(basePath));
  const isOld = (path: string) => SDL.test(path) && base.has(path) && !changed.has(path);
  const folder = posix.dirname(definitions[0]?.loc?.source.name ?? '');
  // The neighbours first: a repository may hold several schemas with types of the same name.
  const paths = head.paths.filter(isOld).toSorted((a, b) => distance(folder, a) - distance(folder, b));
  let missing = missingNames(definitions);
  for (const path of paths.slice(0, MOST_SEARCHED)) {
    if (missing.size === 0) break;
    const read = readSdl(path, (await head.read(path)) ?? '');
    for (const one of isUnread(read) ? [] : read) {
      const name = definedName(one);
      if (name !== null && missing.has(name) && !found.has(name)) found.set(name, one);
    }
    missing = missingNames([...definitions, ...found.values()]);
  }
  return [...found.values()];
}

function distance(folder: string, path: string): number {
  return posix.relative(folder, posix.dirname(path)).split('/').length;
}

function wordsOf(description: string): readonly string[] {
  return description.match(/@?[A-Za-z_]\w*(?:\.\w+)*/g) ?? [];
}

/** Where the judged tree writes what a description begins with: `Type.field`, else the type. */
function placeIn(description: string, head: Side['head']): Pick<ContractSighting, 'path' | 'range'> | null {
  for (const word of wordsOf(description)) {
    const [type = '', field] = word.replace(/^@/, '').split('.');
    const node = head.find((one) => nameOf(one) === type);
    if (node?.loc === undefined) continue;
    const members: readonly unknown[] = 'fields' in node && node.fields !== undefined ? node.fields : [];
    const member = members.filter(isNode).find((one) => field !== undefined && nameOf(one) === field);
    return { path: node.loc.source.name, range: { startLine: (member?.loc ?? node.loc).startToken.line } };
  }
  return null;
}

/** Where it stood, of a file that is still there; else the first file. */
function placeBefore(
  description: string,
  { base, files }: Side,
  { change, texts }: { readonly change: ContractTrees['change']; readonly texts: ReadonlyMap<string, string> },
): Pick<ContractSighting, 'path' | 'range' | 'isOfFile'> {
  const words = new Set(wordsOf(description).map((word) => word.replace(/^@/, '')));
  const was = base.find((one) => words.has(nameOf(one) ?? ''))?.loc;
  const file = change.files.find((one) => basePath(one) === was?.source.name);
  const text = texts.get(file?.path ?? '') ?? '';
  if (was === undefined || file === undefined || !files.includes(file.path)) return { path: files[0] ?? '.' };
  return text === ''
    ? { path: file.path }
    : { path: file.path, range: { startLine: lineNow(was.startToken.line, file, text) }, isOfFile: true };
}

/** A scalar of the standard is gone when no type uses it, which nobody notices. */
function isOwn({ description }: { readonly description: string }): boolean {
  return !description.startsWith('Standard scalar ');
}

function isNode(value: unknown): value is ASTNode {
  return typeof value === 'object' && value !== null && 'kind' in value;
}

function nameOf(node: ASTNode): string | null {
  return 'name' in node && node.name !== undefined ? node.name.value : null;
}
