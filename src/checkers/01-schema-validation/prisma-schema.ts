import { posix } from 'node:path';
import type { Tree } from '../../domain/tree.ts';
import { parsePrisma, type PrismaReading } from '../../formats/prisma/parse-prisma.ts';
import type { PrismaEnum, PrismaModel } from '../../formats/prisma/prisma-file.ts';

/** A `.prisma` file of a tree. */
export interface PrismaSource {
  readonly path: string;
  readonly text: string;
  readonly reading: PrismaReading;
}

/** The files that Prisma reads as one. */
export interface PrismaSchema {
  readonly sources: readonly PrismaSource[];
  readonly models: ReadonlyMap<string, PrismaModel>;
  readonly enums: ReadonlyMap<string, PrismaEnum>;
  /** False where one of them does not parse, or they may not be all. */
  readonly isWhole: boolean;
}

function isPrisma(path: string): boolean {
  return /\.prisma$/i.test(path);
}

/** As `prisma migrate` names them. */
export function isPrismaMigration(path: string): boolean {
  return /(^|\/)migrations\/[^/]+\/migration\.sql$/.test(path);
}

/** A part of a schema, or what makes its tables. */
export function isOfPrisma(path: string): boolean {
  return isPrisma(path) || isPrismaMigration(path);
}

/** The schemas of a tree that files of these folders are part of. */
export async function prismaSchemas(tree: Tree, touched: ReadonlySet<string>): Promise<PrismaSchema[]> {
  const paths = tree.paths.filter((path) => isPrisma(path) && tree.entry(path)?.mode.startsWith('100') === true);
  const sources = await Promise.all(
    paths.map(async (path): Promise<PrismaSource> => {
      const text = (await tree.read(path)) ?? '';
      return { path, text, reading: parsePrisma(text) };
    }),
  );
  const roots = sources.filter(({ reading }) => typeof reading.file?.provider === 'string').map(({ path }) => path);
  const groups = Map.groupBy(sources, ({ path }) => rootOf(path, roots));
  const near = [...touched].filter(isOfPrisma).flatMap((path) => rootsNear(path, roots));
  return [...groups].filter(([root]) => near.includes(root)).map(([root, group]) => schemaOf(group, roots.includes(root)));
}

/** The file with the `datasource` that a file belongs to: the one of its folder or of the nearest above. Its folder where that is not one. */
function rootOf(path: string, roots: readonly string[]): string {
  if (roots.includes(path)) return path;
  for (let folder = posix.dirname(path); ; folder = posix.dirname(folder)) {
    const there = roots.filter((root) => posix.dirname(root) === folder);
    if (there.length === 1 && there[0] !== undefined) return there[0];
    if (there.length > 1 || folder === '.' || folder === '/') return `${posix.dirname(path)}/`;
  }
}

/** Migrations lie beside a schema, or beside its folder. */
function rootsNear(path: string, roots: readonly string[]): readonly string[] {
  if (isPrisma(path)) return [rootOf(path, roots)];
  const home = posix.join(posix.dirname(path), '../..');
  return roots.filter((root) => [posix.dirname(root), posix.dirname(posix.dirname(root))].includes(home));
}

function schemaOf(sources: readonly PrismaSource[], hasRoot: boolean): PrismaSchema {
  const files = sources.flatMap(({ reading }) => (reading.file === null ? [] : [reading.file]));
  return {
    sources,
    models: new Map(files.flatMap(({ models }) => models).map((model) => [model.name, model])),
    enums: new Map(files.flatMap(({ enums }) => enums).map((one) => [one.name, one])),
    isWhole: hasRoot && files.length === sources.length,
  };
}
