import { spawn } from 'node:child_process';

/** What a program wrote to its terminal, and when. */
export interface Chunk {
  readonly atMs: number;
  readonly text: string;
}

export interface Recording {
  readonly chunks: readonly Chunk[];
  readonly exitCode: number | null;
}

export interface RecordRequest {
  /** Shell words; nothing of it comes from outside this repository. */
  readonly command: string;
  readonly columns: number;
  readonly rows: number;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Of util-linux, which every Debian has. */
const PSEUDO_TERMINAL = 'script';

/** Runs a command on a pseudo terminal, so that it writes what it writes for a person: colours, this width. */
export async function recordTerminal({ command, columns, rows, env }: RecordRequest): Promise<Recording> {
  const inside = `stty cols ${columns} rows ${rows}; exec ${command}`;
  const child = spawn(PSEUDO_TERMINAL, ['-q', '-e', '-c', inside, '/dev/null'], { env: { ...env }, stdio: ['ignore', 'pipe', 'inherit'] });
  const started = performance.now();
  const chunks: Chunk[] = [];
  child.stdout.setEncoding('utf8').on('data', (text: string) => chunks.push({ atMs: performance.now() - started, text }));
  const exitCode = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  return { chunks, exitCode };
}
