import { userInfo } from 'node:os';
import { openRecord } from '../../compose.ts';
import { UserError } from '../../domain/error.ts';
import { lineState, resumeLine } from '../../pipeline/line-state.ts';
import { escape } from '../../reporters/escape.ts';
import { jsonText } from '../../reporters/json/json-text.ts';
import { defineCommand } from '../command.ts';

export default defineCommand({
  usage: 'resume --reason <text>',
  summary: 'clear a stopped line',
  details: `The line stops when a checker of the factory itself is red, after three red runs in a row, or after three releases were taken back
within an hour; then no new run starts. What has stopped it does not count any more once it was cleared. Your name and the reason
are kept in the ledger. (An interrupted run goes on with \`jidoka runs resume\`.)`,
  flags: { reason: { type: 'string', value: '<text>', describe: 'what was found out, or done about it' } },
  positionals: { min: 0, max: 0 },
  async run({ values: { reason = '' }, dir, env, json, terminal }) {
    using factory = await openRecord({ dir, env });
    const before = await lineState(factory);
    if (before.status === 'stopped' && reason.trim() === '')
      throw new UserError('USAGE', 'resume needs a reason', {
        hint: `The line stopped because ${before.stop.reason}. Say what was done about it: jidoka resume --reason "…".`,
      });
    const by = env.USER ?? userInfo().username;
    const isCleared = await resumeLine(factory, { by, reason });
    if (json) terminal.out(jsonText({ schemaVersion: 1, line: 'running', cleared: isCleared }));
    else
      terminal.out(
        isCleared && before.status === 'stopped'
          ? `The line runs again. It had stopped because ${escape(before.stop.reason)}.\n`
          : 'The line is not stopped.\n',
      );
    return 0;
  },
});
