import { policyAt, openJudging, type Judging } from '../gate/judging.ts';
import { parseNote, writeNoteText } from '../gate/attestation-note.ts';
import type { Checked } from '../gate/check.ts';
import { withoutCheckers } from '../gate/judge-subject.ts';
import type { GateResult } from '../gate/run-gate.ts';
import { CONFIG_PATH } from '../config/load.ts';
import { UserError } from '../domain/error.ts';
import type { Event } from '../domain/event.ts';
import { blocks } from '../domain/finding.ts';
import type { CheckerResult } from '../domain/verdict.ts';
import { readNote, writeNote } from '../git/notes.ts';
import { requireCommit, resolveCommit, treeOf } from '../git/repository.ts';
import { snapshotWorkingTree } from '../git/snapshot.ts';
import { sealChain } from '../ledger/ledger.ts';
import { notAccepted } from './accepted.ts';
import { signGate } from './attest.ts';
import type { Factory } from './factory.ts';
import { trustedKey } from './trusted-key.ts';
import { parentsOf, verifyEnvelope } from './verify-commit.ts';

export interface AttestRequest {
  /** A ref a person named. */
  readonly head: string;
  /** Only the commit's parent can be the base; a ref that names another commit is refused. */
  readonly base: string | null;
  readonly signal: AbortSignal;
  readonly onChecker?: (id: string, state: 'started' | 'finished') => void;
  readonly onActivity?: (words: string | null) => void;
}

export type AttestedCommit = Checked & {
  /** Why a green gate was not attested; empty when it was, and when it was not green. */
  readonly objections: readonly string[];
  readonly attestation: { readonly keyId: string; readonly artefact: string } | null;
};

/**
 * The whole gate for a commit that a person made, every checker executed, and the attestation a run would have given it.
 * It takes nothing from the commit itself: policy and keys are those of its parent.
 */
export async function attestCommit(factory: Factory, request: AttestRequest): Promise<AttestedCommit> {
  const { repository, clock, ids, ledger } = factory;
  const { commit, base } = await attestable(factory, request);
  const tree = await treeOf(repository, commit);
  await using judging = await openJudging(factory, { base, tree, workOrder: null, signal: request.signal, onActivity: request.onActivity });
  const chain = ids.next('check');
  const events: Event[] = [];
  const gate = await runGate(factory, { judging, events, onChecker: request.onChecker });
  const append = (said: readonly Event[]) =>
    ledger.append(
      chain,
      said.map((event) => ({ event, time: clock.now(), actor: 'jidoka' })),
    );
  await append(events);
  const { digest, config, source } = judging.policy;
  const policy = { digest, phase: config.phase, source };
  const checked = { gate, base, baseChoice: 'its parent', head: commit, tree, policy, objections: [], attestation: null };
  if (gate.outcome !== 'green') {
    await sealChain(ledger, { chain, time: clock.now(), actor: 'jidoka' });
    return checked;
  }
  const { digest: artefact } = await judging.workspaces.artefact();
  const { envelope, event } = await signGate(factory, { chain, judging, gate, artefact, provenance: null });
  await append([event]);
  await sealChain(ledger, { chain, time: clock.now(), actor: 'jidoka' });
  const judged = await verifyEnvelope(repository, { commit, base, envelope });
  if (!judged.ok) return { ...checked, objections: judged.reasons };
  const before = await readNote(repository, commit);
  const releases = before === null ? [] : parseNote(before).releases;
  await writeNote(repository, { commit, text: writeNoteText({ gate: envelope, releases }), time: clock.now() });
  return { ...checked, attestation: { keyId: event.payload.keyId, artefact } };
}

/** The commit and its parent. UserError for what can never be attested. */
async function attestable(
  factory: Factory,
  { head, base: asked }: AttestRequest,
): Promise<{ readonly commit: string; readonly base: string }> {
  const { repository } = factory;
  const commit = await requireCommit(repository, head);
  const parents = await parentsOf(repository, commit);
  const [base] = parents;
  if (base === undefined || parents.length > 1)
    throw new UserError('NOT_ATTESTABLE', `${commit.slice(0, 10)} has ${parents.length} parents; an attestation is for a change on one`);
  if (asked !== null && (await requireCommit(repository, asked)) !== base)
    throw new UserError('NOT_ATTESTABLE', `the base of ${commit.slice(0, 10)} is its parent ${base.slice(0, 10)}, not ${asked}`, {
      hint: 'Make one commit of the change, or send it down the line: `jidoka run --change`.',
    });
  const objection = await notAccepted(repository, base);
  if (objection !== null)
    throw new UserError('BASE_NOT_MERGED', `${commit.slice(0, 10)} cannot be attested: ${objection}`, {
      hint: 'Make one commit of the change, on top of the protected branch.',
    });
  if ((await policyAt(repository, base)).source === 'detected')
    throw new UserError('NOT_INITIALISED', `${base.slice(0, 10)} has no ${CONFIG_PATH}`, {
      hint: 'Run `jidoka init` and commit what it writes: an attestation is under the policy of the parent.',
    });
  await trustedKey(factory, base);
  await requireClean(factory, commit);
  return { commit, base };
}

/** What lies around uncommitted is not in the attestation: whoever sees it there must not think so. */
async function requireClean({ repository }: Factory, commit: string): Promise<void> {
  if (repository.root === null || (await resolveCommit(repository, 'HEAD')) !== commit) return;
  if ((await snapshotWorkingTree(repository)) === (await treeOf(repository, commit))) return;
  throw new UserError('NOT_CLEAN', `the working tree is not what ${commit.slice(0, 10)} holds`, {
    hint: 'Commit what belongs to it, and take the rest away: only a commit is attested.',
  });
}

interface GateRun {
  readonly judging: Judging;
  /** Takes what happened. */
  readonly events: Event[];
  readonly onChecker: AttestRequest['onChecker'];
}

async function runGate({ ledger }: Factory, { judging, events, onChecker }: GateRun): Promise<GateResult> {
  const { change, refused } = judging;
  const gate =
    refused.length > 0
      ? withoutCheckers('red', refused)
      : change.files.length === 0
        ? withoutCheckers('undecided', [`the change is empty: nothing differs from the base ${change.base}`])
        : await judging.run({
            judges: ['change'],
            events: async () => [],
            async perform(run, proceed) {
              onChecker?.(run.id, 'started');
              events.push({ type: 'checker.started', payload: { attempt: 1, checker: run.id, number: run.number, mode: run.mode } });
              const ran = await proceed();
              events.push(await finished(ran.result, ledger));
              onChecker?.(run.id, 'finished');
              return ran;
            },
          });
  const { outcome, failing, reasons } = gate;
  events.push({ type: 'gate.decided', payload: { attempt: 1, tree: change.tree, outcome, failing: [...failing], reasons: [...reasons] } });
  return gate;
}

async function finished(result: CheckerResult, ledger: Factory['ledger']): Promise<Event> {
  const { id: checker, number, mode, verdict, reason = null, examined, inScope, durationMs, cached, findings } = result;
  const blocking = findings.filter(blocks).length;
  const kept = await ledger.keep(JSON.stringify(result));
  return {
    type: 'checker.finished',
    payload: { attempt: 1, checker, number, mode, verdict, reason, examined, inScope, blocking, result: kept, durationMs, cached },
  };
}
