import { openRecord } from '../../compose.ts';
import { lineState } from '../../pipeline/line-state.ts';
import { escape } from '../../reporters/escape.ts';
import { jsonText } from '../../reporters/json/json-text.ts';
import { defineCommand } from '../command.ts';
import { stoppedLines } from '../stopped-line.ts';
import { currentTarget } from '../target.ts';

export default defineCommand({
  usage: 'status',
  summary: 'what runs',
  flags: {},
  positionals: { min: 0, max: 0 },
  async run({ dir, program, env, json, terminal }) {
    using factory = await openRecord({ dir, env });
    const line = await lineState(factory);
    // Also where nothing can be released to.
    if (line.status === 'stopped' && !json) terminal.out(`${stoppedLines(line, program).join('\n')}\n`);
    const status = await (await currentTarget(factory)).status();
    if (json) terminal.out(jsonText({ schemaVersion: 1, line, ...status }));
    else if (status.url === null) terminal.out('Nothing runs.\n');
    else {
      const { url, stable, candidate, notes } = status;
      const row = (name: string, state: typeof stable, share: number) =>
        state === null
          ? []
          : [
              `  ${name.padEnd(9)} ${state.release}  commit ${state.commit.slice(0, 10)}  ${share} % of the requests  ${state.healthy ? 'healthy' : 'not healthy'}`,
            ];
      const lines = [
        url,
        ...row('stable', stable, 100 - (candidate?.percent ?? 0)),
        ...row('candidate', candidate, candidate?.percent ?? 0),
        ...notes.map((note) => `  ${note}`),
      ];
      terminal.out(`${lines.map((text) => escape(text)).join('\n')}\n`);
    }
    return 0;
  },
});
