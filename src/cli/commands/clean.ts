import { openRecord } from '../../compose.ts';
import { cleanState } from '../../pipeline/clean-state.ts';
import { jsonText } from '../../reporters/json/json-text.ts';
import { cleanedLines } from '../../reporters/pretty/cleaned.ts';
import { defineCommand } from '../command.ts';

export default defineCommand({
  usage: 'clean [--all] [--dry-run]',
  summary: 'free the space of what is over',
  details: `Removes what runs and checks have left behind and builds that nothing refers to; then the oldest installations, downloads, kept
verdicts and logs until less than 5 GB are left of them. A run does so by itself when there is more. Never the ledger, never what was signed,
never what a run, a check or a release needs: those in service, those that could be rolled back to, those attested last.`,
  flags: {
    all: { type: 'boolean', describe: 'everything that can be made again, whatever its size' },
    'dry-run': { type: 'boolean', describe: 'only say what would go' },
  },
  positionals: { min: 0, max: 0 },
  async run({ values, dir, env, json, terminal }) {
    using factory = await openRecord({ dir, env });
    const isDryRun = values['dry-run'] === true;
    const cleaned = await cleanState(factory, { isAll: values.all === true, isDryRun });
    if (json) {
      const { removed, bytes, left, isAtWork } = cleaned;
      terminal.out(
        jsonText({ schemaVersion: 1, dryRun: isDryRun, removed: removed.map(({ path }) => path), bytes, left, atWork: isAtWork }),
      );
    } else terminal.out(`${cleanedLines(cleaned, isDryRun).join('\n')}\n`);
    return 0;
  },
});
