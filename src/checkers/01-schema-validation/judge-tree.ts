import { dataFormatOf } from '../../definitions/read-data.ts';
import { isGraphql } from '../../definitions/read-graphql.ts';
import { treeDocuments } from '../../definitions/tree-documents.ts';
import type { Tree } from '../../domain/tree.ts';
import { judgeFile } from './judge-file.ts';
import { judgeGraphql } from './judge-graphql.ts';
import { judgeProtobuf } from './judge-protobuf.ts';
import { judgePrisma } from './judge-prisma.ts';
import { isSql, judgeSql } from './judge-sql.ts';
import { isOfPrisma } from './prisma-schema.ts';
import { isProtobuf } from './protobuf-tree.ts';
import { referrers } from './referrers.ts';
import type { Sighting } from './rules.ts';

interface JudgedTree {
  readonly sightings: readonly Sighting[];
  readonly inScope: readonly string[];
  readonly examined: readonly string[];
}

/** One of the trees: the changed files, and those that refer to one of them, which a change elsewhere can break. */
export async function judgeTree({
  tree,
  changed,
  touched,
  signal,
}: {
  readonly tree: Tree;
  readonly changed: readonly string[];
  readonly touched: ReadonlySet<string>;
  readonly signal: AbortSignal;
}): Promise<JudgedTree> {
  const sightings: Sighting[] = [];
  const inScope: string[] = [];
  const examined: string[] = [];
  // A link is judged where it leads.
  const plain = changed.filter((path) => tree.entry(path)?.mode.startsWith('100') === true);
  if ([...touched].some(isGraphql)) {
    const judged = await judgeGraphql(tree, plain.filter(isGraphql));
    sightings.push(...judged.sightings);
    inScope.push(...judged.examined);
    examined.push(...judged.examined);
  }
  if ([...touched].some(isProtobuf)) {
    const judged = await judgeProtobuf(tree, { changed: plain.filter(isProtobuf), touched });
    sightings.push(...judged.sightings);
    inScope.push(...judged.examined);
    examined.push(...judged.examined);
  }
  if ([...touched].some(isOfPrisma)) {
    const judged = await judgePrisma(tree, { changed: plain.filter(isOfPrisma), touched });
    sightings.push(...judged.sightings);
    inScope.push(...judged.examined);
    examined.push(...judged.examined);
  }
  const sql = await judgeSql(tree, plain.filter(isSql));
  sightings.push(...sql.sightings);
  inScope.push(...sql.examined);
  examined.push(...sql.examined);
  const documents = treeDocuments(tree);
  for (const path of new Set([...plain.filter((one) => dataFormatOf(one) !== null), ...(await referrers(tree, touched))])) {
    signal.throwIfAborted();
    const judged = await judgeFile({ tree, documents }, path);
    sightings.push(...judged.sightings);
    if (judged.isInScope) inScope.push(path);
    if (judged.isExamined) examined.push(path);
  }
  return { sightings: eachOnce(sightings), inScope, examined };
}

/** Several definitions may be made of the same fragment. */
function eachOnce(sightings: readonly Sighting[]): Sighting[] {
  const nameOf = ({ rule, path, range, code, message }: Sighting) => JSON.stringify([rule, path, range, code, message]);
  return [...new Map(sightings.map((one) => [nameOf(one), one])).values()];
}
