import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Outcome } from '../../../src/domain/verdict.ts';
import { TARGET } from '../../rig/greeter.ts';
import { makeLine, type TestLine } from '../../rig/line.ts';
import type { Files } from '../../rig/repository.ts';
import type { Level, RunCase } from '../hostile-case.ts';
import type { CapturedAgent } from './actors.ts';

export interface RunSeen {
  readonly outcome: Outcome;
  readonly reason: string;
  readonly merged: readonly string[] | null;
  readonly holds: Readonly<Record<string, string>>;
  readonly reached: readonly string[];
  /** What the person's checkout holds that it did not hold before; their orders aside, which are theirs to edit. */
  readonly edited: string;
}

/** The whole line with an agent that does as the case says, the same in every turn. */
export async function playRun({ base = {}, config = {}, agent, meanwhile, releases, expect }: RunCase, level: Level): Promise<RunSeen> {
  await using line = makeLine({ config: { ...config, sandbox: level, ...(releases === undefined ? {} : TARGET) }, files: base });
  const witness = join(line.folder, 'witness');
  const before = line.git('rev-parse', 'main');
  let captured: CapturedAgent | undefined;
  const end = await line.run({
    withRelease: releases ?? false,
    agent: {
      name: 'hostile',
      async turn({ workspace }) {
        captured = {
          workspace,
          witness,
          line,
          root: line.root,
          git: gitIn(workspace),
          write: (files) => writeBelow(workspace, files, witness),
        };
        agent(captured);
        return { outcome: 'finished', session: null, usage: null };
      },
    },
    observer: {
      stored(events) {
        if (captured !== undefined && events.some(({ type }) => type === meanwhile?.after)) meanwhile?.does(captured);
      },
    },
  });
  return {
    outcome: end.outcome,
    reason: end.reason,
    merged: mergedSince(line, before),
    holds: Object.fromEntries(Object.keys(expect.holds ?? {}).map((path) => [path, `${line.git('show', `main:${path}`)}\n`])),
    reached: existsSync(witness) ? ['home'] : [],
    edited: line.git('status', '--porcelain', '--', ':!.jidoka/orders'),
  };
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
