import { globSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Agent, Turn, TurnResult } from '../../src/agents/agent.ts';
import { sandboxIn } from './sandbox.ts';
import { temporaryFolder } from './temporary.ts';

/** What is there before a turn: a workspace, and a folder beside it that is none of the agent's business. */
export const BEFORE: Readonly<Record<string, string>> = {
  'beside/secret.txt': 'not yours\n',
  'workspace/README.md': '# Before\n',
  'workspace/src/kept.ts': 'export {};\n',
  'workspace/src/old.ts': 'export const old = 1;\n',
};

interface TurnOptions {
  readonly finishedTurns?: number;
  readonly signal?: AbortSignal;
  readonly timeoutMs?: number;
  readonly prompt?: string;
  readonly session?: string | null;
  /** A HOME of an earlier turn; default: a fresh one. */
  readonly home?: string;
  /** Its folder inside the temporary one, or a folder that outlives the turn. */
  readonly workspace?: string;
  /** Prepares the workspace before the turn. */
  readonly arrange?: (workspace: string) => void;
  /** Looks at it after the turn. */
  readonly inspect?: (workspace: string) => void;
}

/** Runs one turn in a fresh workspace with a folder beside it; answers its result and every file there is afterwards. */
export async function oneTurn(
  agent: Agent,
  options: TurnOptions = {},
): Promise<{ readonly result: TurnResult; readonly files: Readonly<Record<string, string>> }> {
  using folder = temporaryFolder();
  lay(folder.path, BEFORE);
  const workspace = resolve(folder.path, options.workspace ?? 'workspace');
  options.arrange?.(workspace);
  const home = options.home ?? join(folder.path, '.home');
  mkdirSync(home, { recursive: true });
  const turn: Turn = {
    workspace,
    home,
    prompt: options.prompt ?? 'Change the README.',
    finishedTurns: options.finishedTurns ?? 0,
    session: options.session ?? null,
    sandbox: sandboxIn(join(folder.path, '.sandbox')),
    timeoutMs: options.timeoutMs ?? 20_000,
    signal: options.signal ?? new AbortController().signal,
  };
  const result = await agent.turn(turn);
  options.inspect?.(workspace);
  return { result, files: filesIn(folder.path) };
}

function lay(root: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

function filesIn(root: string): Record<string, string> {
  return Object.fromEntries(
    globSync('{beside,workspace,missing}/**', { cwd: root })
      .filter((path) => statSync(join(root, path)).isFile())
      .toSorted()
      .map((path) => [path, readFileSync(join(root, path), 'utf8')]),
  );
}
