import { openFactory } from '../../compose.ts';
import { escape } from '../../reporters/escape.ts';
import { jsonText } from '../../reporters/json/json-text.ts';
import { defineCommand } from '../command.ts';
import { currentTarget } from '../target.ts';

export default defineCommand({
  usage: 'rollback [--reason <text>]',
  summary: 'give the previous release all the traffic again',
  details: 'Needs no attestation and no approval: the kept build has its own.',
  flags: { reason: { type: 'string', value: '<text>', describe: 'why, for the ledger and the incident' } },
  positionals: { min: 0, max: 0 },
  async run({ values, dir, env, json, terminal }) {
    using factory = await openFactory({ dir, env });
    const { from, to } = await (await currentTarget(factory)).rollBack(values.reason ?? 'an operator asked for it');
    if (json) terminal.out(jsonText({ schemaVersion: 1, from, to }));
    else
      terminal.out(
        to === null
          ? `${escape(from)} was stopped; there was no release before it to go back to.\n`
          : `${escape(from)} was taken back; ${escape(to)} has all the traffic.\n`,
      );
    return 0;
  },
});
