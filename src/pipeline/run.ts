import { canonicalDigest } from '../config/canonical-digest.ts';
import { AdapterError } from '../domain/error.ts';
import type { RunContext } from '../engine/engine.ts';
import { policyAt } from '../gate/judging.ts';
import type { EffectivePolicy } from '../config/effective-policy.ts';
import { foundLevel, levelFor } from '../platform/found-level.ts';
import { attest } from './attest.ts';
import { close, type Ending, type RunEnd } from './close.ts';
import type { Factory, RunInput } from './factory.ts';
import { integrate, type Integrated, isMerged, mergeOntoTip } from './integrate.ts';
import { releaseStage } from './release.ts';
import { judgeExisting, judgeTree, write, type Written } from './write.ts';

/** How often the branch may move under a run before it gives up. */
const MERGES = 3;

/**
 * The line: from a work order to a closed run. It is executed again from its beginning after a crash, and every step
 * that finished answers from the journal.
 */
export async function runLine(
  factory: Factory,
  context: RunContext,
  input: RunInput,
): Promise<{ readonly status: 'waiting' | 'finished'; readonly value: RunEnd }> {
  await using scope = new AsyncDisposableStack();
  const policy = await policyAt(factory.repository, input.base);
  const { startedAt, input: begun } = await begin(factory, context, { input, policy });
  if (begun !== canonicalDigest(input)) {
    throw new AdapterError('JOURNAL_CHANGED', `${context.run} was begun with another order or change than its journal holds now`, {
      hint: `It cannot go on. End it with \`jidoka runs cancel ${context.run}\` and run the order again.`,
    });
  }
  if (context.takeUp > 1 && !(await isOver(factory, context))) {
    await context.step(`resume/${context.takeUp}`, async (record) => {
      record({ type: 'run.resumed', payload: { by: 'jidoka' } });
    });
  }
  const request = { input, policy, startedAt, scope };
  const finish = async (ending: Ending) => ({ status: 'finished', value: await close(factory, context, { input, ending }) }) as const;

  const written = input.change === null ? await write(factory, context, request) : await judgeExisting(factory, context, request);
  const integrated = await integrateGreen(factory, context, { input, scope, written });
  // Awaited here and below: what `scope` holds must live until then, and a failure must find somebody who listens.
  if ('outcome' in integrated) return await finish(integrated);

  const { commit, integration } = integrated;
  if (integration.kind === 'waiting' && !(await isMerged(factory, { commit, branch: input.branch }))) {
    const reason = `waits on ${integration.branch} until ${input.branch ?? 'a branch'} holds it`;
    const awaits = input.withRelease && policy.config.target !== undefined ? 'release' : 'end';
    return { status: 'waiting', value: { run: context.run, outcome: 'green', reason, commit, awaits } };
  }
  return await finish(await releaseIntegrated(factory, context, { input, commit }));
}

/** A crash between the end of a run and the seal of its chain: only the seal is missing, and nothing follows an end. */
async function isOver({ ledger }: Factory, { run }: RunContext): Promise<boolean> {
  return (await ledger.read({ chain: run, types: ['run.finished'] })).length > 0;
}

/** Records what the run starts from; answers when that was, milliseconds since 1970, and the digest of its input. */
function begin(
  { clock, version, agentFor }: Factory,
  context: RunContext,
  { input, policy }: { readonly input: RunInput; readonly policy: EffectivePolicy },
): Promise<{ readonly startedAt: number; readonly input: string }> {
  const { order, base, branch, change } = input;
  const { config, digest, source } = policy;
  return context.step('start', async (record) => {
    const agent = change === null ? await agentFor(policy) : null;
    record({
      type: 'run.started',
      payload: {
        order: { id: order.id, title: order.title, digest: order.digest },
        base,
        branch,
        policy: { digest, phase: config.phase, source },
        entry: change === null ? 'agent' : 'change',
        agent: agent?.name ?? null,
        sandbox: levelFor(await foundLevel(), config.sandbox),
        jidoka: version,
      },
    });
    return { startedAt: clock.now(), input: canonicalDigest(input) };
  });
}

/** Attests and integrates a green change; when the branch has moved meanwhile, what they are together is judged first. */
async function integrateGreen(
  factory: Factory,
  context: RunContext,
  { input, scope, written }: { readonly input: RunInput; readonly scope: AsyncDisposableStack; readonly written: Written },
): Promise<Integrated | Ending> {
  let green = written;
  let current = input;
  for (let merge = 0; merge <= MERGES; merge += 1) {
    if (green.kind === 'stopped') return { outcome: green.outcome, reason: green.reason, commit: null, needsTicket: green.needsTicket };
    const { judging, attempt } = green;
    const { envelope } = await attest(factory, context, green);
    const integrated = await integrate(factory, context, { input: current, tree: judging.change.tree, envelope, attempt });
    if (integrated.integration.kind !== 'base-moved' || current.branch === null) return integrated;
    const rebased = await mergeOntoTip(factory, context, { commit: integrated.commit, branch: current.branch, attempt });
    if (rebased.kind === 'conflict') return { outcome: 'red', reason: rebased.reason, commit: null, needsTicket: true };
    current = { ...current, base: rebased.base };
    green = await judgeTree(factory, context, { input: current, scope, tree: rebased.tree, attempt: attempt + 1 });
  }
  return {
    outcome: 'undecided',
    reason: `${input.branch ?? 'the branch'} moved ${MERGES + 1} times while the change was judged`,
    commit: null,
  };
}

async function releaseIntegrated(
  factory: Factory,
  context: RunContext,
  { input, commit }: { readonly input: RunInput; readonly commit: string },
): Promise<Ending> {
  if (!input.withRelease) return { outcome: 'green', reason: 'integrated; not released, as asked', commit };
  const released = await releaseStage(factory, context, { commit, order: input.order.id });
  switch (released.kind) {
    case 'no-target':
      return { outcome: 'green', reason: 'integrated; the policy names no target to release to', commit };
    case 'refused':
      return {
        outcome: 'red',
        reason: `integrated, but the release is refused: ${released.reasons.join('; ')}`,
        commit,
        needsTicket: true,
      };
    case 'concluded':
      return {
        outcome: { promoted: 'green', 'rolled-back': 'red', insufficient: 'undecided' }[released.outcome] as Ending['outcome'],
        reason: `${released.outcome}: ${released.reason}`,
        commit,
      };
    default:
      return released satisfies never;
  }
}
