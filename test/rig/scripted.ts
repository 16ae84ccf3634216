import { stringify } from 'yaml';
import type { Agent } from '../../src/agents/agent.ts';
import { replayAgent } from '../../src/agents/replay/replay-agent.ts';
import type { ScriptedTurn } from '../../src/agents/test-agent.ts';
import { type LineOptions, makeLine, type TestLine } from './line.ts';

/** A recorded agent that plays these turns. */
export function scripted(...turns: readonly ScriptedTurn[]): Agent {
  return replayAgent({ script: stringify({ turns }), path: 'turns.yaml' });
}

/** A line whose policy names a recording as the agent, so that the program itself can run it. */
export function recorded(turns: readonly ScriptedTurn[], options: LineOptions = {}): TestLine {
  const config = { agent: { name: 'replay', script: 'turns.yaml' }, ...options.config };
  return makeLine({ ...options, config, files: { 'turns.yaml': stringify({ turns }), ...options.files } });
}
