import { parseProto, type ProtoReading } from '../../../formats/protobuf/parse-proto.ts';
import type { ProtoFile } from '../../../formats/protobuf/proto-file.ts';
import { AdapterError } from '../../../domain/error.ts';
import { basePath } from '../../../domain/change.ts';
import type { Tree } from '../../../domain/tree.ts';
import type { ContractTrees } from '../contract-trees.ts';
import { effectOf } from '../kinds.ts';
import { lineNow } from '../line-now.ts';
import type { ContractSighting } from '../sighting.ts';
import { compareProtos, type ProtoChange } from './compare-protos.ts';
import { type ProtoIndex, protoIndex } from './proto-index.ts';

/** Copies of what others publish. */
const FOREIGN = /(?:^|\/)(?:node_modules|vendor|third[_-]party)\/|(?:^|\/)google\/(?:protobuf|api|rpc|type)\//;
const MOST_CHARACTERS = 4_000_000;
/** Files of a tree that are looked through for types. */
const MOST_SEARCHED = 20_000;

/** What the changed definitions of protobuf break. */
export async function protobufSightings({
  change,
  base,
  head,
  isPublished,
  inScope,
  examined,
}: ContractTrees): Promise<readonly ContractSighting[]> {
  const isContract = (path: string) => isProto(path) && isPublished(path);
  const sightings: ContractSighting[] = [];
  const sides: { readonly path: string; readonly before: ProtoFile | null; readonly after: ProtoFile | null }[] = [];
  for (const file of change.files) {
    const was = file.status === 'added' || !isContract(basePath(file)) ? null : await read(base, basePath(file));
    // What nobody could read at base promised nothing.
    const before = isProblem(was) ? null : was;
    const after = file.status === 'deleted' || !isContract(file.path) ? null : await read(head, file.path);
    if (before !== null) {
      inScope([file.path]);
      examined([file.path]);
    }
    if (!isProblem(after)) sides.push({ path: file.path, before, after });
    else if (before !== null) {
      const range = { startLine: after.at.line };
      const message = `${file.path} could be read before: line ${after.at.line}: ${after.message}`;
      sightings.push({ rule: 'contract-unreadable', path: file.path, range, message });
    }
  }
  if (sides.every(({ before }) => before === null)) return sightings;
  const whole = { base: indexOf(sides, 'before'), head: indexOf(sides, 'after') };
  // Where two files define the same name they are of two worlds.
  const pairs =
    whole.base.isAmbiguous || whole.head.isAmbiguous
      ? sides.map((one) => ({ base: indexOf([one], 'before'), head: indexOf([one], 'after') }))
      : [whole];
  let known: { readonly base: ProtoIndex; readonly head: ProtoIndex } | null = null;
  for (const pair of pairs) {
    let changes = compareProtos({ ...pair, known });
    if (changes === null) {
      known ??= { base: await everything(base), head: await everything(head) };
      changes = compareProtos({ ...pair, known });
    }
    for (const one of changes ?? []) sightings.push(sightingOf(one, await lineOf(one, { change, head })));
  }
  return sightings;
}

/** Where it is, else where it stood; null where the file is gone. */
async function lineOf(
  { path, line, lineBefore }: ProtoChange,
  { change, head }: Pick<ContractTrees, 'change' | 'head'>,
): Promise<number | null> {
  if (line !== null || lineBefore === null) return line;
  const text = await head.read(path);
  const file = change.files.find((one) => one.path === path);
  return text === null ? null : lineNow(lineBefore, file, text);
}

function sightingOf({ kind, path, line: own, text, isUnstable }: ProtoChange, line: number | null): ContractSighting {
  return {
    rule: 'protobuf-break',
    path,
    ...(line === null ? {} : { range: { startLine: line }, isOfFile: own === null }),
    code: `${kind} ${text}`,
    message: text,
    ...(isUnstable || effectOf(kind, 'sent') === 'may break' ? { severity: 'warning' } : {}),
  };
}

export function isProto(path: string): boolean {
  return path.endsWith('.proto') && !FOREIGN.test(path);
}

type Side = { readonly path: string } & Readonly<Record<'before' | 'after', ProtoFile | null>>;

function indexOf(sides: readonly Side[], key: 'before' | 'after'): ProtoIndex {
  return protoIndex(new Map(sides.flatMap((side) => (side[key] === null ? [] : [[side.path, side[key]] as const]))));
}

type Problem = Extract<ProtoReading, { readonly file: null }>['problem'];

function isProblem(one: ProtoFile | Problem | null): one is Problem {
  return one !== null && 'message' in one;
}

/** Null where there is none. */
async function read(tree: Tree, path: string): Promise<ProtoFile | Problem | null> {
  if (tree.entry(path)?.mode.startsWith('100') !== true) return null;
  const text = (await tree.read(path)) ?? '';
  if (text.length > MOST_CHARACTERS) throw new AdapterError('CONTRACT_TOO_LARGE', `${path} is too large to be compared`);
  const { file, problem } = parseProto(text);
  return file ?? problem;
}

async function everything(tree: Tree): Promise<ProtoIndex> {
  const paths = tree.paths.filter((path) => path.endsWith('.proto'));
  if (paths.length > MOST_SEARCHED)
    throw new AdapterError('CONTRACT_TOO_LARGE', `more than ${MOST_SEARCHED} files define types of protobuf`);
  const files = new Map<string, ProtoFile>();
  for (const path of paths) {
    const file = await read(tree, path);
    if (file !== null && !isProblem(file)) files.set(path, file);
  }
  return protoIndex(files);
}
