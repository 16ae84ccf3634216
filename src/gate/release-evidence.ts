import { z } from 'zod';
import type { DeploymentOutcome } from '../domain/release.ts';
import type { SigningKey } from '../platform/signing-key.ts';
import { openStatement, signStatement } from './dsse.ts';

const STATEMENT_TYPE = 'https://in-toto.io/Statement/v1';
const PREDICATE_TYPE = 'urn:jidoka:release:v1';

const statement = z.strictObject({
  _type: z.literal(STATEMENT_TYPE),
  predicateType: z.literal(PREDICATE_TYPE),
  subject: z.tuple([
    z.strictObject({ name: z.literal('commit'), digest: z.strictObject({ gitCommit: z.string() }) }),
    z.strictObject({ name: z.literal('artefact'), digest: z.strictObject({ sha256: z.string() }) }),
  ]),
  predicate: z.strictObject({
    deployment: z.string(),
    outcome: z.enum(['promoted', 'rolled-back', 'insufficient'] satisfies DeploymentOutcome[]),
    /** The end of the deployment's chain in the ledger: what was seen of it until then. */
    deploymentHead: z.strictObject({ index: z.int(), hash: z.string() }),
    jidoka: z.string(),
    /** The factory chain's end, which seals that of the deployment; `ledger` names the ledger. */
    ledgerHead: z.strictObject({ index: z.int(), hash: z.string(), ledger: z.string() }),
  }),
});

/** How the release of a commit ended, as somebody signed it. */
export interface ReleaseEvidence extends z.infer<typeof statement.shape.predicate> {
  readonly commit: string;
  readonly artefact: string;
}

/** Signs how a release ended: an in-toto statement in a DSSE envelope, as JSON text. */
export function signEvidence(key: SigningKey, { commit, artefact, ...predicate }: ReleaseEvidence): string {
  return signStatement(key, {
    _type: STATEMENT_TYPE,
    predicateType: PREDICATE_TYPE,
    subject: [
      { name: 'commit', digest: { gitCommit: commit } },
      { name: 'artefact', digest: { sha256: artefact } },
    ],
    predicate,
  } satisfies z.infer<typeof statement>);
}

export type ReadEvidence =
  | { readonly ok: true; readonly evidence: ReleaseEvidence & { readonly keyId: string } }
  | { readonly ok: false; readonly reason: string };

export function readEvidence(text: string, trustedKeys: readonly string[]): ReadEvidence {
  const opened = openStatement(text, trustedKeys);
  if (!opened.ok) return opened;
  const read = statement.safeParse(opened.statement);
  if (!read.success) return { ok: false, reason: 'it holds no statement about a release' };
  const [commit, artefact] = read.data.subject;
  return {
    ok: true,
    evidence: { commit: commit.digest.gitCommit, artefact: artefact.digest.sha256, ...read.data.predicate, keyId: opened.keyId },
  };
}
