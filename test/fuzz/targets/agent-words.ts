import { readAnswer } from '../../../src/agents/command/answer.ts';
import { parseRecording } from '../../../src/agents/replay/recording.ts';
import type { Chance } from '../chance.ts';
import { mutateText } from '../mutate-text.ts';
import { type FuzzTarget, must } from '../target.ts';

const OUTPUTS: readonly string[] = [
  'Working …\nSESSION: 4f1c-22\nCANNOT_SATISFY(the database is not here)\n{"usage":{"inputTokens":12,"outputTokens":34,"usd":0.01}}\n',
  'CANNOT_SATISFY: no\n{"a":1}\n{"usage":{"inputTokens":1,"outputTokens":2}}\n',
  '{"type":"result","subtype":"success","is_error":false,"session_id":"a-b","total_cost_usd":0.02,"usage":{"input_tokens":5,"output_tokens":7},"result":"done"}\n',
  '{\n  "usage": {\n    "inputTokens": 3,\n    "outputTokens": 4\n  }\n}\n',
];

const RECORDINGS: readonly string[] = [
  'turns:\n  - say: Done.\n    write:\n      src/a.js: |\n        export const a = 1;\n      bin/run: { text: "x", executable: true }\n    delete: [old.js]\n    usage: { inputTokens: 1, outputTokens: 2, usd: 0.5 }\n  - cannotSatisfy: It is not possible.\n',
  '{"turns":[{"write":{"a.js":"1"}},{"fail":"broken"}]}',
];

/** What an agent says is counted only where it can be, and a recording writes inside the workspace alone. */
export const agentWords: FuzzTarget = {
  refusals: ['REPLAY_SCRIPT'],
  open: () => ({ attempt: (chance) => (chance.oneIn(2) ? answer(chance) : recording(chance)) }),
};

function answer(chance: Chance): string {
  const { cannotSatisfy, session, usage } = readAnswer(mutateText(chance.oneOf(OUTPUTS), chance, OUTPUTS));
  for (const count of usage === null ? [] : [usage.inputTokens, usage.outputTokens])
    must(Number.isSafeInteger(count) && count >= 0, 'tokens that cannot be counted', usage);
  must(usage === null || usage.usd === null || (usage.usd >= 0 && Number.isFinite(usage.usd)), 'a price that is none', usage);
  must(session === null || /^[\x21-\x7e]{1,200}$/.test(session), 'a session that acts', session);
  must(
    cannotSatisfy === null || (cannotSatisfy.isWellFormed() && cannotSatisfy !== '' && cannotSatisfy.length < 5000),
    'a reason without end',
    cannotSatisfy,
  );
  return `said ${usage === null ? 'nothing countable' : 'its usage'}`;
}

function recording(chance: Chance): string {
  const turns = parseRecording({ script: mutateText(chance.oneOf(RECORDINGS), chance, RECORDINGS), path: 'turns.yaml' });
  const paths = turns.flatMap((turn) => [...Object.keys(turn.write), ...turn.delete]);
  const leaves = paths.filter(
    (path) => path.startsWith('/') || path.split(/[/\\]/).some((part) => part === '..' || part.toLowerCase() === '.git'),
  );
  must(leaves.length === 0, 'a recording writes outside', leaves);
  return 'recording';
}
