import type { Tree } from '../../domain/tree.ts';
import { protobufFaults, type ProtobufFault } from './protobuf-faults.ts';
import { isTemplate, protobufTree } from './protobuf-tree.ts';
import { unknownInProtobuf } from './protobuf-types.ts';
import type { RuleId, Sighting } from './rules.ts';

export interface ProtobufJudgement {
  readonly sightings: readonly Sighting[];
  readonly examined: readonly string[];
}

/** The changed protobuf files of a tree, and what others import that is not there any more. */
export async function judgeProtobuf(
  tree: Tree,
  { changed, touched }: { readonly changed: readonly string[]; readonly touched: ReadonlySet<string> },
): Promise<ProtobufJudgement> {
  const sightings: Sighting[] = [];
  const examined: string[] = [];
  const sources = protobufTree(tree);
  for (const path of changed) {
    const source = await sources.read(path);
    if (isTemplate(source)) continue;
    examined.push(path);
    const { file, problem } = source.reading;
    if (file === null) sightings.push({ ...sightingOf('unreadable', path, problem), isOfFile: true });
    else sightings.push(...protobufFaults(file).map((fault) => sightingOf('schema-violation', path, fault)));
  }
  for (const path of new Set([...changed, ...(await sources.importers(touched))])) {
    const unknown = await unknownInProtobuf(sources, await sources.read(path), touched);
    sightings.push(...unknown.map((fault) => sightingOf('broken-reference', path, fault)));
  }
  return { sightings, examined };
}

function sightingOf(rule: RuleId, path: string, { at, message }: ProtobufFault): Sighting {
  return { rule, path, range: { startLine: at.line, startColumn: at.column }, code: message, message };
}
