import type { Tree } from '../../domain/tree.ts';
import type { PrismaFile } from '../../formats/prisma/prisma-file.ts';
import { isOtherText } from './is-other-text.ts';
import { prismaFaults } from './prisma-faults.ts';
import { type PrismaSchema, prismaSchemas } from './prisma-schema.ts';
import type { Sighting } from './rules.ts';

export interface PrismaJudgement {
  readonly sightings: readonly Sighting[];
  readonly examined: readonly string[];
}

/** The changed Prisma files of a tree, and the others of their schemas: what one defines others name. */
export async function judgePrisma(
  tree: Tree,
  { changed, touched }: { readonly changed: readonly string[]; readonly touched: ReadonlySet<string> },
): Promise<PrismaJudgement> {
  const sightings: Sighting[] = [];
  const examined: string[] = [];
  for (const schema of await prismaSchemas(tree, touched)) {
    for (const { path, text, reading } of schema.sources) {
      if (reading.file === null && isOtherText(text, 'prisma')) continue;
      if (changed.includes(path)) examined.push(path);
      if (reading.file !== null) sightings.push(...faultsIn(schema, path, reading.file));
      else if (changed.includes(path)) {
        const { message, at } = reading.problem;
        sightings.push({ rule: 'unreadable', path, range: { startLine: at.line, startColumn: at.column }, isOfFile: true, message });
      }
    }
  }
  return { sightings, examined };
}

function faultsIn(schema: PrismaSchema, path: string, file: PrismaFile): Sighting[] {
  return prismaFaults(schema, file).map(({ rule, at, message }) => ({
    rule,
    path,
    range: { startLine: at.line, startColumn: at.column },
    code: message,
    message,
  }));
}
