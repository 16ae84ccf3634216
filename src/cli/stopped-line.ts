import type { LineState } from '../pipeline/line-state.ts';
import { escape } from '../reporters/escape.ts';
import { jsonText } from '../reporters/json/json-text.ts';
import type { Invocation } from './command.ts';

type Stopped = Extract<LineState, { status: 'stopped' }>;

/** Why the line is stopped and what to do, as lines. */
export function stoppedLines({ since, stop }: Stopped, program: string): string[] {
  return [
    `The line is stopped since ${since}: ${escape(stop.reason)} (${escape(stop.evidence.join(', '))}).`,
    `Find out why; then clear it: ${program} resume --reason "…"`,
  ];
}

/** No new run starts; answers the exit code. */
export function tellStopped(state: Stopped, { terminal, json, program }: Pick<Invocation, 'terminal' | 'json' | 'program'>): number {
  const lines = stoppedLines(state, program);
  if (json) terminal.out(jsonText({ schemaVersion: 1, run: null, status: 'line-stopped', since: state.since, ...state.stop }));
  else terminal.out(`${lines.join('\n')}\n`);
  return 1;
}
