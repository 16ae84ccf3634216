import { existsSync } from 'node:fs';
import { join, posix } from 'node:path';
import { AdapterError } from '../../domain/error.ts';
import { type CoverBlock, parseCoverProfile } from '../../formats/go-cover/parse-cover-profile.ts';
import { readOrdinary } from '../../platform/read-ordinary.ts';
import type { LineHits } from '../tool.ts';
import { goSources } from './go-sources.ts';
import { modulesIn } from './go-modules.ts';

const MAX_BYTES = 256 * 1024 * 1024;

/** What a profile says of the lines of the repository's own files. */
export async function readGoCoverage({
  dir,
  folder,
  profile,
}: {
  /** The checkout's real path. */
  readonly dir: string;
  readonly folder: string;
  readonly profile: string;
}): Promise<ReadonlyMap<string, LineHits>> {
  const text = await readOrdinary(profile, { within: folder, maxBytes: MAX_BYTES });
  if (text === null) throw new AdapterError('NO_COVERAGE_REPORT', 'the coverage profile of go test is gone');
  const modules = await modulesIn(dir);
  const lines = new Map<string, LineHits>();
  for (const [name, blocks] of parseCoverProfile(text)) {
    const path = pathOf(name, modules);
    if (path === null || !existsSync(join(dir, path))) continue;
    const source = await readOrdinary(join(dir, path), { within: dir, maxBytes: MAX_BYTES });
    if (source !== null) lines.set(path, hitsOf(blocks, goSources.linesThatRun(path, source)));
  }
  return lines;
}

/** `example.org/demo/sub/a.go` lies where its module lies. */
function pathOf(name: string, modules: ReadonlyMap<string, string>): string | null {
  const own = [...modules].filter(([module]) => name.startsWith(`${module}/`)).toSorted(([a], [b]) => b.length - a.length)[0];
  return own === undefined ? null : posix.join(own[1], name.slice(own[0].length + 1));
}

/** A block reaches from brace to brace: of its lines those count on which something runs. Of several blocks on a line, the one that ran most. */
function hitsOf(blocks: readonly CoverBlock[], linesThatRun: ReadonlySet<number>): LineHits {
  const hits = new Map<number, number>();
  for (const { startLine, endLine, count } of blocks)
    for (let line = startLine; line <= endLine; line += 1) if (linesThatRun.has(line)) hits.set(line, Math.max(hits.get(line) ?? 0, count));
  return hits;
}
