import { openBench } from '../../compose.ts';
import type { Provenance } from '../../gate/attestation.ts';
import { requireCommit } from '../../git/repository.ts';
import { sinceWritten, type WrittenFile } from '../../pipeline/provenance.ts';
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
    const provenance = verified.ok ? verified.attestation.predicate.provenance : undefined;
    const written = provenance === undefined ? null : await sinceWritten(repository, provenance);
    if (json)
      terminal.out(
        jsonText({
          schemaVersion: 1,
          commit,
          ok: verified.ok,
          ...(verified.ok
            ? { attestation: verified.attestation, releases: verified.releases, ...(written === null ? {} : { written }) }
            : { reasons: verified.reasons }),
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
        `${commit} is attested by key ${keyId.slice(0, 12)} at phase ${predicate.policy.phase}, build ${artefact.slice(0, 12)}\n${rows.join('')}  not built: ${predicate.notBuilt.join(', ')}\n${releases.join('')}${written === null ? '' : writtenLines(written, predicate.provenance?.attempts ?? [])}`,
      );
    }
    return verified.ok ? 0 : 1;
  },
});

/** Who wrote the commit, and which of its files HEAD has otherwise now. */
function writtenLines(written: readonly WrittenFile[], attempts: Provenance['attempts']): string {
  const agents = [...new Set(attempts.map(({ agent }) => agent))].join(', ');
  const changed = written.filter(({ state }) => state !== 'as-written');
  const rows = changed.map(({ path, state }) => `    ${escape(path)} ${state === 'gone' ? 'is gone' : 'was edited'} since\n`);
  return `  written by agent ${escape(agents)}: ${written.length - changed.length} of ${written.length} files are as it left them\n${rows.join('')}`;
}
