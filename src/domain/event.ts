import { z } from 'zod';

const digest = z.string().regex(/^[0-9a-f]{64}$/);
const objectId = z.string().regex(/^[0-9a-f]{40}([0-9a-f]{24})?$/);
const count = z.int().nonnegative();
const milliseconds = z.number().nonnegative();
const outcome = z.enum(['green', 'red', 'undecided']);
const mode = z.enum(['enforced', 'shadow']);
const verdict = z.enum(['passed', 'failed', 'not-applicable', 'errored', 'timed-out', 'cancelled']);
const stage = z.enum(['prepare', 'generate', 'capture', 'gate', 'repair', 'attest', 'integrate', 'release', 'close']);
const strategy = z.enum(['first', 'repair', 'fresh', 'change-strategy']);
const interval = z.strictObject({ lower: z.number(), upper: z.number() });
const arm = z.strictObject({ requests: count, errors: count });

/** Every fact the ledger can hold, by type: the one source of the event union. */
export const eventSchemas = {
  // The factory's own chain.
  /** A person approved an order; `digest` is that of the file they approved. */
  'order.approved': z.strictObject({ order: z.string(), digest, by: z.string() }),
  /** A person refused an order. */
  'order.rejected': z.strictObject({ order: z.string(), digest, by: z.string(), reason: z.string() }),
  /** A signing key was made. */
  'key.created': z.strictObject({ keyId: z.string() }),
  /** Another chain's end so far: its last index and hash are fixed by this one. */
  'chain.sealed': z.strictObject({ chain: z.string(), index: count, hash: digest }),
  /** No new run starts from now on; `evidence` names the runs or deployments. */
  'line.stopped': z.strictObject({
    cause: z.enum(['factory-checker', 'red-runs', 'rollbacks']),
    reason: z.string(),
    evidence: z.array(z.string()),
  }),
  /** An operator has cleared the line. */
  'line.resumed': z.strictObject({ by: z.string(), reason: z.string() }),
  /** The operator was told by what `notify:` names, or could not be. */
  'notice.sent': z.strictObject({
    about: z.enum(['line-stopped', 'rollback', 'person-needed']),
    subject: z.string(),
    delivered: z.boolean(),
    reason: z.string().nullable(),
  }),
  /** A commit was refused for release. */
  'release.refused': z.strictObject({ commit: z.string(), reasons: z.array(z.string()) }),

  // One chain a run.
  /** An order entered the line. */
  'run.started': z.strictObject({
    order: z.strictObject({ id: z.string(), title: z.string(), digest }),
    base: objectId,
    branch: z.string().nullable(),
    policy: z.strictObject({ digest, phase: z.int(), source: z.enum(['base', 'detected']) }),
    entry: z.enum(['agent', 'change']),
    agent: z.string().nullable(),
    sandbox: z.string(),
    jidoka: z.string(),
  }),
  /** A run whose process had died, or that waited, went on. */
  'run.resumed': z.strictObject({ by: z.string() }),
  /** A stage began. `attempt` counts from 1; 0 for what happens once a run. */
  'stage.started': z.strictObject({ stage, attempt: count }),
  /** A stage ended. */
  'stage.finished': z.strictObject({ stage, attempt: count, durationMs: milliseconds }),
  /** The agent is about to be asked: written before the call, so that a crash can never lead to a second one. */
  'attempt.started': z.strictObject({ attempt: count, agent: z.string(), promptDigest: digest, strategy }),
  /** The agent's turn ended. Its word decides nothing. */
  'attempt.finished': z.strictObject({
    attempt: count,
    outcome: z.enum(['finished', 'cannot-satisfy', 'failed']),
    reason: z.string().nullable(),
    usage: z.strictObject({ inputTokens: count, outputTokens: count, usd: z.number().nullable() }).nullable(),
    durationMs: milliseconds,
  }),
  /** The factory died while the agent worked; the attempt counts and is not asked again. */
  'attempt.interrupted': z.strictObject({ attempt: count }),
  /** What the agent left behind became a tree. */
  'change.captured': z.strictObject({
    attempt: count,
    base: objectId,
    tree: objectId,
    patchDigest: digest,
    files: count,
    linesAdded: count,
    linesRemoved: count,
  }),
  /** What the agent left behind cannot be a change at all. */
  'change.refused': z.strictObject({ attempt: count, reasons: z.array(z.string()) }),
  /** A checker began on a tree. */
  'checker.started': z.strictObject({ attempt: count, checker: z.string(), number: count, mode }),
  /** A checker ended; its findings and measurements are the blob `result`. */
  'checker.finished': z.strictObject({
    attempt: count,
    checker: z.string(),
    number: count,
    mode,
    verdict,
    reason: z.string().nullable(),
    examined: count,
    inScope: count,
    blocking: count,
    result: digest,
    durationMs: milliseconds,
    cached: z.boolean(),
  }),
  /** The policy was applied to the verdicts on one tree. */
  'gate.decided': z.strictObject({
    attempt: count,
    tree: objectId,
    outcome,
    /** Fingerprints of the blocking findings, sorted. */
    failing: z.array(z.string()),
    reasons: z.array(z.string()),
  }),
  /** The findings go back to the agent. */
  'repair.requested': z.strictObject({ attempt: count, strategy, failing: z.array(z.string()) }),
  /** The verdicts were signed for one tree. `head` is the factory chain's end at that moment. */
  'attestation.signed': z.strictObject({
    tree: objectId,
    base: objectId,
    artefact: digest,
    keyId: z.string(),
    envelope: digest,
    head: z.strictObject({ index: count, hash: digest }),
  }),
  /** The commit exists; `branch` was moved to it, or null when it waits on a branch of its own. */
  'change.integrated': z.strictObject({ commit: objectId, branch: z.string().nullable(), previous: objectId }),
  /** The target branch is checked out somewhere and was not moved. */
  'merge.awaited': z.strictObject({ commit: objectId, branch: z.string(), command: z.string() }),
  /** The commit was handed to the target. */
  'release.requested': z.strictObject({ deployment: z.string(), commit: objectId, artefact: digest }),
  /** The target has decided. */
  'release.concluded': z.strictObject({
    deployment: z.string(),
    outcome: z.enum(['promoted', 'rolled-back', 'insufficient']),
    reason: z.string(),
  }),
  /** A factory checker judged the run's own record at its end. */
  'factory.judged': z.strictObject({ checker: z.string(), number: count, mode, verdict, reasons: z.array(z.string()) }),
  /** A step of the run ended about which there is nothing else to say. */
  'step.finished': z.strictObject({ step: z.string() }),
  /** How a release ended was signed: the second attestation. `head` is the end of the deployment's chain at that moment. */
  'release.attested': z.strictObject({
    deployment: z.string(),
    commit: objectId,
    artefact: digest,
    outcome: z.enum(['promoted', 'rolled-back', 'insufficient']),
    keyId: z.string(),
    envelope: digest,
    head: z.strictObject({ index: count, hash: digest }),
  }),
  /** The run is over. */
  'run.finished': z.strictObject({ outcome, reason: z.string() }),

  // One chain a deployment, written by the target's supervisor alone.
  /** A release is to be put beside the stable one. */
  'deployment.started': z.strictObject({
    deployment: z.string(),
    commit: z.string(),
    artefact: digest,
    run: z.string().nullable(),
    order: z.string().nullable(),
    previous: z.string().nullable(),
  }),
  /** The candidate answers as itself and its response time has settled. */
  'candidate.ready': z.strictObject({ deployment: z.string(), pid: z.int(), port: z.int(), p50Ms: milliseconds, warmUpMs: milliseconds }),
  /** From now on this share of the requests goes to the candidate, in percent. */
  'traffic.shifted': z.strictObject({ deployment: z.string(), percent: z.number().min(0).max(100) }),
  /** One look at the evidence so far. */
  'watch.looked': z.strictObject({
    deployment: z.string(),
    look: count,
    percent: z.number(),
    candidate: arm,
    stable: arm,
    /** Evidence against "the candidate fails no more often than stable": breach at 100. */
    e: z.number(),
    /** Confidence sequence of the candidate's error rate, alpha .05. */
    candidateErrorRate: interval,
    verdict: z.enum(['healthy', 'breached', 'insufficient']),
    reason: z.string(),
  }),
  /** The candidate did harm, or did not answer. */
  'deployment.breached': z.strictObject({ deployment: z.string(), cause: z.enum(['hard-check', 'errors', 'start']), reason: z.string() }),
  /** The candidate is the stable release now. */
  'deployment.promoted': z.strictObject({ deployment: z.string(), afterMs: milliseconds, reason: z.string() }),
  /** The previous release has all the traffic again (`to`: null when there was none). */
  'deployment.rolled-back': z.strictObject({
    deployment: z.string(),
    to: z.string().nullable(),
    cause: z.enum(['breach', 'insufficient', 'operator']),
    reason: z.string(),
    detectionMs: milliseconds,
    switchMs: milliseconds,
    verificationMs: milliseconds,
  }),
  /** A release did harm: linked to what caused it. */
  'incident.opened': z.strictObject({
    incident: z.string(),
    deployment: z.string(),
    run: z.string().nullable(),
    order: z.string().nullable(),
    summary: z.string(),
  }),
  /** Somebody has to look: `path` of the ticket's file. */
  'ticket.filed': z.strictObject({ ticket: z.string(), incident: z.string().nullable(), path: z.string(), title: z.string() }),
} as const;

export type EventType = keyof typeof eventSchemas;

/** A fact as it is said, before the ledger gave it a place. */
export type Event = { [T in EventType]: { readonly type: T; readonly payload: z.infer<(typeof eventSchemas)[T]> } }[EventType];

export type EventOf<T extends EventType> = Extract<Event, { type: T }>;

export type Stage = z.infer<typeof stage>;
export type Strategy = z.infer<typeof strategy>;

/** A fact in its place: part of one hash chain, at one position of the whole ledger. */
export type StoredEvent = Event & {
  /** Position in the ledger, from 1. */
  readonly sequence: number;
  /** `factory`, `run-…` or `deployment-…`. */
  readonly chain: string;
  /** Position in its chain, from 0. */
  readonly index: number;
  /** ISO 8601, UTC, milliseconds. */
  readonly time: string;
  readonly actor: string;
  /** The step of the run that ended with this event, and the SHA-256 of what it answered: a resumed run believes only that. */
  readonly step?: { readonly name: string; readonly output: string };
  /** Hash of the event before it in the chain; 64 zeros for the first. */
  readonly previousHash: string;
  readonly hash: string;
};
