import { stringify } from 'yaml';
import type { Agent } from '../../src/agents/agent.ts';
import { replayAgent } from '../../src/agents/replay/replay-agent.ts';
import type { ScriptedTurn } from '../../src/agents/test-agent.ts';

/** A recorded agent that plays these turns. */
export function scripted(...turns: readonly ScriptedTurn[]): Agent {
  return replayAgent({ script: stringify({ turns }), path: 'turns.yaml' });
}
