import { openRecord } from '../../compose.ts';
import { UserError } from '../../domain/error.ts';
import { checkpoints } from '../../pipeline/checkpoints.ts';
import { verifyLedger } from '../../ledger/verify.ts';
import { escape } from '../../reporters/escape.ts';
import { jsonText } from '../../reporters/json/json-text.ts';
import { defineCommand } from '../command.ts';

export default defineCommand({
  usage: 'ledger [verify | export]',
  summary: 'the ledger: verify, export',
  details: 'verify recomputes every hash and names the first broken link (exit 1). export prints every event, one JSON document a line.',
  flags: {},
  positionals: { min: 0, max: 1 },
  async run({ positionals: [verb = 'verify'], dir, env, json, terminal }) {
    using factory = await openRecord({ dir, env });
    switch (verb) {
      case 'verify': {
        const verdict = await verifyLedger(factory.ledger, await checkpoints(factory.repository));
        if (json) terminal.out(jsonText({ schemaVersion: 1, ...verdict }));
        else if (verdict.ok)
          terminal.out(
            `The ledger is whole: ${verdict.events} events in ${verdict.chains} chains, ${verdict.checkpoints} signed checkpoints.\n`,
          );
        else
          terminal.out(
            `The ledger is broken at ${verdict.sequence === null ? '' : `event ${verdict.sequence}, `}${escape(verdict.chain)} ${verdict.index}: ${escape(verdict.reason)}\n`,
          );
        return verdict.ok ? 0 : 1;
      }
      case 'export':
        for (const event of await factory.ledger.read({})) terminal.out(`${JSON.stringify(event)}\n`);
        return 0;
      default:
        throw new UserError('USAGE', `unknown: ledger ${verb}`, { hint: 'See `jidoka ledger --help`.' });
    }
  },
});
