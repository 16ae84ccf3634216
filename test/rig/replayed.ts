import { createHash } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestLine } from './line.ts';

/** A commit of this tree on these parents, as anybody can make one, with the attestation of another one. */
export function commitWithNoteOf(line: TestLine, commit: string, { tree, parents }: { tree: string; parents: readonly string[] }): string {
  const made = line.git('commit-tree', tree, ...parents.flatMap((parent) => ['-p', parent]), '-m', 'Say goodbye');
  line.git('notes', '--ref=refs/notes/jidoka', 'copy', commit, made);
  return made;
}

/** A commit on the same base whose tree has these files besides. */
export function sideCommit(line: TestLine, from: string, files: Readonly<Record<string, string>>): string {
  line.git('checkout', '--quiet', '--detach', from);
  return line.commit(files, 'Aside');
}

/** The parent that a commit itself names, whatever files beside the objects say. */
function parentOf(line: TestLine, commit: string): string {
  return /^parent (.+)$/m.exec(line.git('cat-file', 'commit', commit))?.[1] ?? '';
}

interface FakedParent {
  readonly commit: string;
  readonly parent: string;
}

/** In Jidoka's own git directory, which a command of this user can write to. */
function writeGraft(line: TestLine, { commit, parent }: FakedParent): void {
  writeFileSync(join(line.root, '.jidoka/state/git/info/grafts'), `${commit} ${parent}\n`);
}

/** In the repository's objects, with a checksum that is right: the place of the parent in the list of commits is another. */
function writeCommitGraph(line: TestLine, { commit, parent }: FakedParent): void {
  line.git('update-ref', 'refs/heads/aside', commit);
  line.git('commit-graph', 'write', '--reachable');
  const file = join(line.root, '.git/objects/info/commit-graph');
  const graph = readFileSync(file);
  const chunk = (name: string) => Number(graph.readBigUInt64BE(graph.indexOf(name) + 4));
  const placeOf = (id: string) => (graph.indexOf(Buffer.from(id, 'hex'), chunk('OIDL')) - chunk('OIDL')) / 20;
  graph.writeUInt32BE(placeOf(parent), chunk('CDAT') + placeOf(commit) * 36 + 20);
  createHash('sha1')
    .update(graph.subarray(0, -20))
    .digest()
    .copy(graph, graph.length - 20);
  rmSync(file);
  writeFileSync(file, graph);
}

/** Attestations hung on another parent, where git is told that it is the right one. */
export const FAKED_PARENTS = (
  [
    ['a graft', writeGraft],
    ['the commit graph', writeCommitGraph],
  ] as const
).map(([where, write]) => ({
  title: `for another base, while ${where} names the right one`,
  arrange: (line: TestLine, attested: string) => {
    const parent = sideCommit(line, `${attested}^`, {});
    const commit = commitWithNoteOf(line, attested, { tree: `${attested}^{tree}`, parents: [parent] });
    write(line, { commit, parent: line.git('rev-parse', `${attested}^`) });
    return commit;
  },
  reasons: (line: TestLine, commit: string, attested: string) => {
    const base = parentOf(line, commit);
    return [
      `it is for a change on ${parentOf(line, attested)}, the commit's parent is ${base}`,
      `its base ${base.slice(0, 10)} is not on the protected branch main: nobody has accepted the policy and keys it brings along`,
    ];
  },
}));
