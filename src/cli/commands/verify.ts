import { openBench } from '../../compose.ts';
import { requireCommit } from '../../git/repository.ts';
import { verifyCommit } from '../../pipeline/verify-commit.ts';
import { escape } from '../../reporters/escape.ts';
import { jsonText } from '../../reporters/json/json-text.ts';
import { defineCommand } from '../command.ts';

export default defineCommand({
  usage: 'verify <commit>',
  summary: 'check the attestation of a commit',
  details:
    'Anybody with a clone and its notes (git fetch origin refs/notes/jidoka:refs/notes/jidoka) can do this. Exit codes: 0 it stands, 1 it does not.',
  flags: {},
  positionals: { min: 1, max: 1 },
  async run({ positionals: [ref = ''], dir, env, json, terminal }) {
    const { repository } = await openBench({ dir, env });
    const commit = await requireCommit(repository, ref);
    const verified = await verifyCommit(repository, commit);
    if (json)
      terminal.out(
        jsonText({
          schemaVersion: 1,
          commit,
          ok: verified.ok,
          ...(verified.ok ? { attestation: verified.attestation, releases: verified.releases } : { reasons: verified.reasons }),
        }),
      );
    else if (!verified.ok)
      terminal.out(`${commit} is not attested:\n${verified.reasons.map((reason) => `  ${escape(reason)}\n`).join('')}`);
    else {
      const { keyId, artefact, predicate } = verified.attestation;
      const releases = verified.releases.map(
        ({ deployment, outcome, deploymentHead: { index, hash }, keyId: signer }) =>
          `  released: ${escape(outcome)} as ${escape(deployment)}, signed by key ${signer.slice(0, 12)} over event ${index} (${hash.slice(0, 12)})\n`,
      );
      const rows = predicate.checkers.map(
        ({ number, id, mode, verdict, examined, inScope, findings }) =>
          `  ${String(number).padStart(2)} ${id.padEnd(26)} ${verdict}${mode === 'shadow' ? ' (shadow)' : ''}, ${examined}/${inScope} files${findings.waived === 0 ? '' : `, ${findings.waived} waived`}\n`,
      );
      terminal.out(
        `${commit} is attested by key ${keyId.slice(0, 12)} at phase ${predicate.policy.phase}, build ${artefact.slice(0, 12)}\n${rows.join('')}  not built: ${predicate.notBuilt.join(', ')}\n${releases.join('')}`,
      );
    }
    return verified.ok ? 0 : 1;
  },
});
