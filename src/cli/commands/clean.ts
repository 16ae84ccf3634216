import { openFactory } from '../../compose.ts';
import { cleanState } from '../../pipeline/clean-state.ts';
import { jsonText } from '../../reporters/json/json-text.ts';
import { defineCommand } from '../command.ts';

export default defineCommand({
  usage: 'clean [--all]',
  summary: 'free the space of finished runs',
  details:
    'Removes workspaces of finished runs, kept verdicts, and builds and installations that nothing refers to. Never the ledger, never a build that runs, could be rolled back to, waits to be released or was attested last.',
  flags: { all: { type: 'boolean', describe: 'also the downloads of the package managers' } },
  positionals: { min: 0, max: 0 },
  async run({ values, dir, env, json, terminal }) {
    using factory = await openFactory({ dir, env });
    const { removed, bytes } = await cleanState(factory, { withDownloads: values.all === true });
    terminal.out(
      json ? jsonText({ schemaVersion: 1, removed, bytes }) : `Removed ${removed.length} folders, ${(bytes / 1e6).toFixed(1)} MB.\n`,
    );
    return 0;
  },
});
