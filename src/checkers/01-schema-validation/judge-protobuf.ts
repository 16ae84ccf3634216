import type { Tree } from '../../domain/tree.ts';
import { parseProto } from '../../formats/protobuf/parse-proto.ts';
import { isOtherText } from './is-other-text.ts';
import type { Sighting } from './rules.ts';

export interface ProtobufJudgement {
  readonly sightings: readonly Sighting[];
  readonly examined: readonly string[];
}

export function isProtobuf(path: string): boolean {
  return /\.proto$/i.test(path);
}

/** The changed protobuf files of a tree. */
export async function judgeProtobuf(tree: Tree, changed: readonly string[]): Promise<ProtobufJudgement> {
  const sightings: Sighting[] = [];
  const examined: string[] = [];
  for (const path of changed) {
    const text = (await tree.read(path)) ?? '';
    const { problem } = parseProto(text);
    if (problem !== null) {
      if (isOtherText(text, 'protobuf')) continue;
      const range = { startLine: problem.at.line, startColumn: problem.at.column };
      sightings.push({ rule: 'unreadable', path, range, isOfFile: true, message: problem.message });
    }
    examined.push(path);
  }
  return { sightings, examined };
}
