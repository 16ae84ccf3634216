import { openRecord } from '../../compose.ts';
import { jsonText } from '../../reporters/json/json-text.ts';
import { defineCommand } from '../command.ts';
import { currentTarget } from '../target.ts';

export default defineCommand({
  usage: 'stop',
  summary: 'end the service and its supervisor',
  flags: {},
  positionals: { min: 0, max: 0 },
  async run({ dir, env, json, terminal }) {
    using factory = await openRecord({ dir, env });
    await (await currentTarget(factory)).stop();
    terminal.out(json ? jsonText({ schemaVersion: 1, stopped: true }) : 'Stopped.\n');
    return 0;
  },
});
