import type { Tree } from '../../domain/tree.ts';
import { isOtherText } from './is-other-text.ts';
import { type PrismaFault, prismaFaults } from './prisma-faults.ts';
import { isPrismaMigration, prismaSchemas } from './prisma-schema.ts';
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
      if (reading.file !== null) sightings.push(...prismaFaults(schema, reading.file).map((fault) => sightingOf(path, fault)));
      else if (changed.includes(path)) {
        sightings.push({ ...sightingOf(path, { rule: 'unreadable', ...reading.problem }), isOfFile: true });
      }
    }
  }
  examined.push(...changed.filter(isPrismaMigration));
  return { sightings, examined };
}

function sightingOf(path: string, { rule, at, message }: PrismaFault): Sighting {
  return { rule, path, range: { startLine: at.line, startColumn: at.column }, code: message, message };
}
