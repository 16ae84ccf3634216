import { existsSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { Outcome } from '../../../src/domain/verdict.ts';
import { makeLine, type TestLine } from '../../rig/line.ts';
import type { Files } from '../../rig/repository.ts';
import type { RunCase } from '../hostile-case.ts';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

export interface RunSeen {
  readonly outcome: Outcome;
  readonly reason: string;
  readonly merged: readonly string[] | null;
  readonly reached: readonly string[];
  /** What the person's checkout holds that it did not hold before; their orders aside, which are theirs to edit. */
  readonly edited: string;
}

/** The whole line with an agent that does as the case says, the same in every turn. */
export async function playRun({ base = {}, config = {}, agent }: RunCase): Promise<RunSeen> {
  await using line = makeLine({ config, files: base });
  const witness = join(line.folder, 'witness');
  const before = line.git('rev-parse', 'main');
  const end = await line.run({
    agent: {
      name: 'hostile',
      async turn({ workspace }) {
        agent({ workspace, witness, root: line.root, git: gitIn(workspace), write: (files) => writeBelow(workspace, files, witness) });
        return { outcome: 'finished', session: null, usage: null };
      },
    },
  });
  const merged = mergedSince(line, before);
  const edited = line.git('status', '--porcelain', '--', ':!.jidoka/orders');
  return { outcome: end.outcome, reason: end.reason, merged, reached: existsSync(witness) ? ['witness'] : [], edited };
}

function mergedSince(line: TestLine, before: string): string[] | null {
  const now = line.git('rev-parse', 'main');
  return now === before
    ? null
    : line
        .git('diff', '--no-renames', '--name-status', before, now)
        .split('\n')
        .map((row) => row.replace('\t', ' '));
}

function gitIn(workspace: string): (...args: string[]) => string {
  const env = { PATH: process.env.PATH, HOME: workspace, GIT_CONFIG_NOSYSTEM: '1' };
  return (...args) => execFileSync('git', args, { cwd: workspace, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], env }).trimEnd();
}

function writeBelow(root: string, files: Files, witness: string): void {
  for (const [path, text] of Object.entries(files)) {
    const file = join(root, path);
    if (text === null) {
      rmSync(file, { recursive: true, force: true });
      continue;
    }
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text.replaceAll('{{witness}}', witness));
  }
}
