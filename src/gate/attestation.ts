import { z } from 'zod';
import type { JoinedChecker } from '../config/joined-checkers.ts';
import { blocks } from '../domain/finding.ts';
import { isAtLeast, SANDBOX_LEVELS, type SandboxLevel } from '../domain/sandbox-level.ts';
import type { SigningKey } from '../platform/signing-key.ts';
import { openStatement, signStatement } from './dsse.ts';
import { catalogOf, modeOf } from './policy.ts';
import type { GateResult } from './run-gate.ts';

const STATEMENT_TYPE = 'https://in-toto.io/Statement/v1';
const PREDICATE_TYPE = 'urn:jidoka:attestation:v1';

const record = z.strictObject({
  number: z.int(),
  id: z.string(),
  mode: z.enum(['enforced', 'shadow']),
  verdict: z.enum(['passed', 'failed', 'not-applicable', 'errored', 'timed-out', 'cancelled']),
  reason: z.string().optional(),
  examined: z.int(),
  inScope: z.int(),
  findings: z.strictObject({ new: z.int(), unchanged: z.int(), waived: z.int(), blocking: z.int() }),
  tools: z.array(z.strictObject({ name: z.string(), version: z.string(), digest: z.string().optional() })),
  durationMs: z.number(),
  cached: z.boolean(),
});

/** Who left the files of a change that an agent wrote: asked in these attempts, by prompts of these digests. */
const provenance = z.strictObject({
  run: z.string(),
  attempts: z.array(z.strictObject({ attempt: z.int(), agent: z.string(), promptDigest: z.string() })),
  /** As git names them in the attested tree. */
  files: z.array(z.strictObject({ path: z.string(), blob: z.string() })),
});

export type Provenance = z.infer<typeof provenance>;

const predicate = z.strictObject({
  policy: z.strictObject({ digest: z.string(), phase: z.int(), source: z.enum(['base', 'detected']) }),
  checkers: z.array(record),
  notBuilt: z.array(z.int()),
  sandbox: z.enum(SANDBOX_LEVELS),
  /** What each step could reach; a list holds `host:port`. */
  network: z.strictObject({
    install: z.enum(['registries', 'host']),
    commands: z.enum(['loopback', 'host']),
    agent: z.array(z.string()).or(z.literal('host')),
    release: z.literal('host'),
  }),
  trustDomain: z.enum(['ci', 'person']),
  /** `key` names the installation in the dependency store and is part of the artefact's digest; `digest` is that of every file in it. */
  dependencies: z.strictObject({ kind: z.enum(['none', 'locked', 'unlocked']), key: z.string(), digest: z.string().exactOptional() }),
  /** Names of the environment that commands saw by `env` of the config, those that were set; never a value. */
  env: z.array(z.string()).exactOptional(),
  /** Absent where no agent took part. */
  provenance: provenance.exactOptional(),
  jidoka: z.string(),
  /** `ledger` tells one ledger from another: the hash of the first event of its factory's chain. */
  ledgerHead: z.strictObject({ index: z.int(), hash: z.string(), ledger: z.string().exactOptional() }),
});

const statement = z.strictObject({
  _type: z.literal(STATEMENT_TYPE),
  predicateType: z.literal(PREDICATE_TYPE),
  subject: z.tuple([
    z.strictObject({ name: z.literal('tree'), digest: z.strictObject({ gitTree: z.string() }) }),
    z.strictObject({ name: z.literal('base'), digest: z.strictObject({ gitCommit: z.string() }) }),
    z.strictObject({ name: z.literal('artefact'), digest: z.strictObject({ sha256: z.string() }) }),
  ]),
  predicate,
});

export type Predicate = z.infer<typeof predicate>;

export interface Attestation {
  readonly tree: string;
  readonly base: string;
  readonly artefact: string;
  readonly keyId: string;
  readonly predicate: Predicate;
}

/** The network of the steps at a level; `agent` is what the policy lets the agent reach. */
export function networkOf(level: SandboxLevel, agent: readonly string[]): Predicate['network'] {
  return level === 'process'
    ? { install: 'host', commands: 'host', agent: 'host', release: 'host' }
    : { install: 'registries', commands: 'loopback', agent: [...agent], release: 'host' };
}

export interface AttestationRequest extends Omit<Predicate, 'checkers' | 'notBuilt'> {
  readonly tree: string;
  readonly base: string;
  readonly artefact: string;
  readonly gate: GateResult;
}

/** Signs the verdicts on one tree: an in-toto statement in a DSSE envelope, as JSON text. Anything but a whole green gate is refused. */
export function signAttestation(key: SigningKey, { tree, base, artefact, gate, ...rest }: AttestationRequest): string {
  if (gate.outcome !== 'green' || gate.isPartial)
    throw new RangeError(`signAttestation: a gate that is ${gate.isPartial ? 'partial' : gate.outcome}`);
  const checkers = gate.checkers.map(({ findings, measurements: _, ...result }) => ({
    ...result,
    findings: {
      new: findings.filter(({ baselineState }) => baselineState === 'new').length,
      unchanged: findings.filter(({ baselineState }) => baselineState === 'unchanged').length,
      waived: findings.filter(({ waived }) => waived !== undefined).length,
      blocking: findings.filter(blocks).length,
    },
    tools: [...result.tools],
  }));
  return signStatement(key, {
    _type: STATEMENT_TYPE,
    predicateType: PREDICATE_TYPE,
    subject: [
      { name: 'tree', digest: { gitTree: tree } },
      { name: 'base', digest: { gitCommit: base } },
      { name: 'artefact', digest: { sha256: artefact } },
    ],
    predicate: { ...rest, checkers, notBuilt: [...gate.notBuilt] },
  } satisfies z.infer<typeof statement>);
}

export type ReadAttestation = { readonly ok: true; readonly attestation: Attestation } | { readonly ok: false; readonly reason: string };

/** Reads an envelope and checks that one of the trusted keys signed it. Its content is not judged yet. */
export function readAttestation(text: string, trustedKeys: readonly string[]): ReadAttestation {
  const opened = openStatement(text, trustedKeys);
  if (!opened.ok) return opened;
  const inner = statement.safeParse(opened.statement);
  if (!inner.success) return { ok: false, reason: 'the attestation holds no statement that this Jidoka knows' };
  const [tree, base, artefact] = inner.data.subject;
  return {
    ok: true,
    attestation: {
      tree: tree.digest.gitTree,
      base: base.digest.gitCommit,
      artefact: artefact.digest.sha256,
      keyId: opened.keyId,
      predicate: inner.data.predicate,
    },
  };
}

export interface Expectation {
  readonly tree: string;
  /** The commit's parent. */
  readonly base: string;
  /** Recomputed from the base commit. */
  readonly policyDigest: string;
  readonly phase: number;
  /** What the base commit adds to the twenty. */
  readonly joined: readonly JoinedChecker[];
  readonly configuredModes: Readonly<Record<string, 'enforced' | undefined>>;
  readonly sandbox: SandboxLevel;
}

/** Everything that keeps an attestation from standing for a commit; empty when it does. */
export function objections({ tree, base, predicate: said }: Attestation, expected: Expectation): string[] {
  const required = catalogOf(expected.joined).filter(
    (entry) =>
      entry.isBuilt &&
      modeOf(entry, { phase: expected.phase, configured: expected.configuredModes[entry.id] }) === 'enforced' &&
      entry.judges.includes('change'),
  );
  return [
    ...(tree === expected.tree ? [] : [`it is for the tree ${tree}, the commit has ${expected.tree}`]),
    ...(base === expected.base ? [] : [`it is for a change on ${base}, the commit's parent is ${expected.base}`]),
    ...(said.policy.digest === expected.policyDigest
      ? []
      : [
          `it was judged under another policy (${said.policy.digest.slice(0, 12)}, the base commit has ${expected.policyDigest.slice(0, 12)})`,
        ]),
    ...(isAtLeast(said.sandbox, expected.sandbox)
      ? []
      : [`it was judged at sandbox level ${said.sandbox}, configured is ${expected.sandbox}`]),
    ...(said.dependencies.kind === 'unlocked' ? ['its dependencies are not locked: what was tested cannot be built again'] : []),
    ...required.flatMap(({ number, id }) => objectionsToChecker(said, { number, id })),
  ];
}

function objectionsToChecker({ checkers }: Predicate, { number, id }: { readonly number: number; readonly id: string }): string[] {
  const [entry, ...others] = checkers.filter((candidate) => candidate.id === id);
  const name = `checker ${number} ${id}`;
  if (entry === undefined) return [`${name} is enforced and did not run`];
  if (others.length > 0) return [`${name} is in it ${others.length + 1} times`];
  const { mode, verdict, findings } = entry;
  if (mode === 'shadow') return [`${name} is enforced and ran in shadow`];
  if (verdict !== 'passed' && verdict !== 'not-applicable') return [`${name} is enforced and ${verdict}`];
  return findings.blocking === 0 ? [] : [`${name} is enforced and ${verdict} with ${findings.blocking} findings that block`];
}
