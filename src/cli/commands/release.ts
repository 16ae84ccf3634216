import { openFactory } from '../../compose.ts';
import { UserError } from '../../domain/error.ts';
import { requireCommit } from '../../git/repository.ts';
import { FACTORY_CHAIN } from '../../ledger/ledger.ts';
import { attestRelease } from '../../pipeline/attest-release.ts';
import { release } from '../../pipeline/release.ts';
import { escape } from '../../reporters/escape.ts';
import { jsonText } from '../../reporters/json/json-text.ts';
import { defineCommand } from '../command.ts';
import { runView } from '../run-view.ts';

export default defineCommand({
  usage: 'release <commit>',
  summary: 'deliver an attested commit',
  details:
    'Refused without an attestation that stands: signature, key, tree, base, policy, verdicts, build. Exit codes: 0 promoted, 1 refused or rolled back, 3 insufficient evidence.',
  flags: {},
  positionals: { min: 1, max: 1 },
  async run({ positionals: [ref = ''], dir, env, json, terminal, signal }) {
    using factory = await openFactory({ dir, env });
    const { clock, ids, ledger, repository } = factory;
    const commit = await requireCommit(repository, ref);
    const id = ids.next('release');
    const view = runView({ terminal, factory, json, run: null, deployment: id });
    const released = await release(factory, { id, commit, run: null, order: null, signal })
      .then(async (answer) => {
        if (answer.kind === 'concluded') await view.concluded(answer.outcome);
        return answer;
      })
      .finally(() => view.stop());
    switch (released.kind) {
      case 'refused':
        await ledger.append(FACTORY_CHAIN, [
          { event: { type: 'release.refused', payload: { commit, reasons: [...released.reasons] } }, time: clock.now(), actor: 'jidoka' },
        ]);
        terminal.out(
          json
            ? jsonText({ schemaVersion: 1, commit, outcome: 'refused', reasons: released.reasons })
            : `refused:\n${released.reasons.map((reason) => `  ${escape(reason)}\n`).join('')}`,
        );
        return 1;
      case 'no-target':
        terminal.out(
          json
            ? jsonText({ schemaVersion: 1, commit, outcome: 'refused', reasons: ['no target'] })
            : 'refused: the policy names no target (target: in .jidoka/config.yaml)\n',
        );
        return 1;
      case 'concluded': {
        const signed = await attestRelease(factory, { commit, deployment: id, outcome: released.outcome });
        if (signed instanceof UserError) terminal.err(`No evidence of this release was signed: ${escape(signed.message)}\n`);
        else await ledger.append(FACTORY_CHAIN, [{ event: signed, time: clock.now(), actor: 'jidoka' }]);
        terminal.out(
          json
            ? jsonText({ schemaVersion: 1, commit, outcome: released.outcome, reason: released.reason })
            : `${released.outcome}: ${escape(released.reason)}\n`,
        );
        return { promoted: 0, 'rolled-back': 1, insufficient: 3 }[released.outcome];
      }
      default:
        return released satisfies never;
    }
  },
});
