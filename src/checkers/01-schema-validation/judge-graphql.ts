import { rangeOf } from '../../definitions/data-document.ts';
import { isGraphql, readGraphql } from '../../definitions/read-graphql.ts';
import type { Tree } from '../../domain/tree.ts';
import { misspeltDirectives, undeclaredVariables } from './graphql-names.ts';
import { definesTypes, schemaFaults, type SchemaFile, unknownTypes } from './graphql-schema.ts';
import { isOtherText } from './is-other-text.ts';
import { isSamplePath, isVendored } from './place.ts';
import type { Sighting } from './rules.ts';

export interface GraphqlJudgement {
  readonly sightings: readonly Sighting[];
  readonly examined: readonly string[];
}

/** The changed GraphQL files of a tree, and what other files name that none defines any more. */
export async function judgeGraphql(tree: Tree, changed: readonly string[]): Promise<GraphqlJudgement> {
  const sightings: Sighting[] = [];
  const examined: string[] = [];
  for (const path of changed) {
    const text = (await tree.read(path)) ?? '';
    const { document, problem } = await readGraphql(text);
    if (problem !== null) {
      if (isOtherText(text, 'graphql')) continue;
      sightings.push({ rule: 'unreadable', path, range: rangeOf(text, problem), isOfFile: true, message: problem.message });
    } else {
      const file = { path, text, document };
      if (definesTypes(document)) sightings.push(...(await schemaFaults(file)));
      sightings.push(...(await undeclaredVariables(file)));
    }
    examined.push(path);
  }
  const schema = await schemaFiles(tree);
  sightings.push(...(await unknownTypes(schema)), ...(await misspeltDirectives(schema)));
  return { sightings, examined };
}

/** Those of tests stand for schemas of their own. */
async function schemaFiles(tree: Tree): Promise<SchemaFile[]> {
  const files: SchemaFile[] = [];
  const paths = tree.paths.filter((path) => isGraphql(path) && !isSamplePath(path) && !isVendored(path));
  for (const path of paths.filter((one) => tree.entry(one)?.mode.startsWith('100') === true)) {
    const text = (await tree.read(path)) ?? '';
    const { document } = await readGraphql(text);
    if (document !== null && definesTypes(document)) files.push({ path, text, document });
  }
  return files;
}
