import { dataFormatOf, readData } from '../../definitions/read-data.ts';
import { isGraphql, readGraphql } from '../../definitions/read-graphql.ts';
import { basePath, type ChangedFile } from '../../domain/change.ts';
import type { Tree } from '../../domain/tree.ts';
import { parsePrisma } from '../../formats/prisma/parse-prisma.ts';
import { parseProto } from '../../formats/protobuf/parse-proto.ts';
import { hasTemplateSign, isOtherText, type TextFormat } from './is-other-text.ts';
import type { Sighting } from './rules.ts';

/** Files that parsed, with no sign of a template in them, and now neither parse nor are judged for one: a slip may look like it. */
export async function becameTemplates(
  files: readonly ChangedFile[],
  { base, head }: { readonly base: Tree; readonly head: Tree },
): Promise<Sighting[]> {
  const sightings: Sighting[] = [];
  for (const file of files) {
    const [before, after] = [formatOf(basePath(file)), formatOf(file.path)];
    const text = await head.read(file.path);
    if (file.status === 'added' || before === null || after === null || text === null || !isOtherText(text, after)) continue;
    const was = (await base.read(basePath(file))) ?? '';
    if (hasTemplateSign(was) || !(await parses(was, before)) || (await parses(text, after))) continue;
    const message = 'it parsed before, and does not as a template: one is called otherwise, so that nobody takes it for what it is not yet';
    sightings.push({ rule: 'unreadable', path: file.path, isOfFile: true, code: 'template', message });
  }
  return sightings;
}

type Parsed = Exclude<TextFormat, 'sql'>;

function formatOf(path: string): Parsed | null {
  if (isGraphql(path)) return 'graphql';
  if (/\.proto$/i.test(path)) return 'protobuf';
  return /\.prisma$/i.test(path) ? 'prisma' : dataFormatOf(path);
}

async function parses(text: string, format: Parsed): Promise<boolean> {
  if (format === 'graphql') return (await readGraphql(text)).problem === null;
  if (format === 'protobuf') return parseProto(text).problem === null;
  if (format === 'prisma') return parsePrisma(text).problem === null;
  return readData(text, format).problems.length === 0;
}
