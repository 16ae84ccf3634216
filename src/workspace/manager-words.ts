import type { ExecResult } from '../platform/exec.ts';

/** What package managers say whether they fail or not: warnings, bars and counts. */
const NOISE = /^(npm (warn|notice)\b|\s*WARN\b|Progress: |Packages: |\++$|Lockfile is up to date|Done in )/i;

/** Characters of a manager's last words that a reason has room for. */
const ROOM = 2000;

/** Why a package manager failed, in its own words: the end of what it said, without what it says always. */
export function managerWords({ stdout, stderr }: Pick<ExecResult, 'stdout' | 'stderr'>): string {
  const said = [stderr, stdout].map((text) => withoutNoise(text)).find((text) => text !== '');
  return (said ?? (stderr || stdout).trim()).slice(-ROOM);
}

function withoutNoise(text: string): string {
  const lines = text.split('\n').filter((line) => !NOISE.test(line));
  return lines.join('\n').trim();
}
