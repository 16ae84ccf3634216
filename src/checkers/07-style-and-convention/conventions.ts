import { posix } from 'node:path';
import { z } from 'zod';
import { basePath, type ChangedFile } from '../../domain/change.ts';
import { matchesGlob } from '../../domain/matches-glob.ts';
import type { Tree } from '../../domain/tree.ts';
import type { Capabilities, CheckContext, Observation } from '../checker.ts';

/** No expressions of a repository's own: one that takes for ever would stop the gate. */
const STYLES = {
  'kebab-case': /^[a-z0-9]+(-[a-z0-9]+)*$/,
  // Python's `__init__` too.
  snake_case: /^_*[a-z0-9]+(_[a-z0-9]+)*_*$/,
  camelCase: /^[a-z][A-Za-z0-9]*$/,
  PascalCase: /^[A-Z][A-Za-z0-9]*$/,
} as const;

const paths = z.array(z.string().min(1)).min(1).describe('Globs.');

export const conventionOptions = {
  fileNames: z
    .array(z.strictObject({ paths, style: z.enum(['kebab-case', 'snake_case', 'camelCase', 'PascalCase']) }))
    .default([])
    .describe('How new files are called, up to the first dot of the name. The first entry that names a path counts.'),
  maxFileLines: z
    .array(z.strictObject({ paths, lines: z.int().positive() }))
    .default([])
    .describe('How many lines a file may have. The first entry that names a path counts.'),
};

type Conventions = { readonly [Name in keyof typeof conventionOptions]: z.output<(typeof conventionOptions)[Name]> };
type Sighting = Observation & { readonly rule: 'file-name' | 'file-size' };

type Rule = Sighting['rule'];

/** Holds the files of a change against the conventions, what base has too on both sides; false where there are none. */
export async function holdAgainst({
  options: conventions,
  change,
  base,
  head,
  report,
  measure,
}: Pick<Capabilities, 'change' | 'base' | 'head'> &
  Pick<CheckContext<Conventions, Rule>, 'options' | 'report' | 'measure'>): Promise<boolean> {
  if (conventions.fileNames.length + conventions.maxFileLines.length === 0) return false;
  const files = change.files.filter(({ status, newMode }) => status !== 'deleted' && newMode.startsWith('100'));
  const named = files.filter(({ path, status }) => status !== 'modified' && ruleOf(path, conventions.fileNames) !== undefined);
  const sized = files.filter(({ path, binary }) => !binary && ruleOf(path, conventions.maxFileLines) !== undefined);
  const sightings = named.flatMap((file) => misnamed(file, conventions));
  for (const file of sized) {
    sightings.push(...(await tooLong({ path: file.path, tree: head, side: 'head' }, conventions)));
    if (file.oldMode.startsWith('100')) sightings.push(...(await tooLong({ path: basePath(file), tree: base, side: 'base' }, conventions)));
  }
  for (const { rule, ...observation } of sightings) report(rule, observation);
  measure('files-held-against-conventions', new Set([...named, ...sized]).size, 'files');
  return true;
}

function ruleOf<Entry extends { readonly paths: readonly string[] }>(path: string, entries: readonly Entry[]): Entry | undefined {
  return entries.find((entry) => entry.paths.some((glob) => matchesGlob(path, glob)));
}

function misnamed(file: ChangedFile, conventions: Conventions): Sighting[] {
  const head = misname(file.path, conventions);
  if (head === null) return [];
  const old = file.oldPath;
  // A file that only moved is called as it was.
  const isKept = old !== undefined && posix.basename(old) === posix.basename(file.path) && misname(old, conventions) !== null;
  return isKept ? [head, { ...head, path: old, side: 'base' }] : [head];
}

function misname(path: string, { fileNames }: Conventions): Sighting | null {
  const style = ruleOf(path, fileNames)?.style;
  const name = /^[^.]*/.exec(posix.basename(path))?.[0] ?? '';
  // What begins with a dot is called as some program wants it.
  if (style === undefined || name === '' || STYLES[style].test(name)) return null;
  return { rule: 'file-name', message: `the name ${name} is not in ${style}`, path, code: style, isOfFile: true };
}

async function tooLong(
  { path, tree, side }: { readonly path: string; readonly tree: Tree; readonly side: 'base' | 'head' },
  { maxFileLines }: Conventions,
): Promise<Sighting[]> {
  const limit = ruleOf(path, maxFileLines)?.lines;
  const text = limit === undefined ? null : await tree.read(path);
  if (limit === undefined || text === null) return [];
  const count = text.split('\n').length - (text.endsWith('\n') || text === '' ? 1 : 0);
  if (count <= limit) return [];
  const message = `has ${count} lines, more than ${limit}`;
  return [{ rule: 'file-size', message, path, range: { startLine: limit + 1 }, isOfFile: true, count, side }];
}
