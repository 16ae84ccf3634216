import { dirname } from 'node:path';
import { UserError } from '../domain/error.ts';
import { type EngineObserver, execute } from '../engine/engine.ts';
import type { Company, Journal, RunRecord } from '../engine/journal.ts';
import { CONFIG_PATH } from '../config/load.ts';
import { mergeBase, protectedBranch, requireCommit, treeOf } from '../git/repository.ts';
import { policyAt } from '../gate/judging.ts';
import { scopesOverlap } from '../domain/scopes-overlap.ts';
import type { WorkOrder } from '../domain/work-order.ts';
import { FACTORY_CHAIN } from '../ledger/ledger.ts';
import { requireWholeChain } from '../ledger/verify.ts';
import { requireLevel } from '../platform/found-level.ts';
import { isProcessDead, processIdentity } from '../platform/ids.ts';
import { workspacesFolder } from '../platform/workspaces-folder.ts';
import { endAbandoned } from './abandoned.ts';
import { closeCancelled, type RunEnd } from './close.ts';
import type { Factory, RunInput } from './factory.ts';
import { requireRunningLine } from './line-state.ts';
import { requireApproved } from './orders.ts';
import { runLine } from './run.ts';
import { spacious } from './spacious.ts';
import { stopLine } from './stop-line.ts';
import { trustedKey } from './trusted-key.ts';

export type Line = Factory & { readonly journal: Journal };

export interface StartRequest {
  readonly order: WorkOrder;
  /** A ref or range of a change that exists already; null: an agent writes it. */
  readonly change: string | null;
  readonly withRelease: boolean;
  /** Ends the waiting for others. */
  readonly signal?: AbortSignal;
  /** These have to end first. */
  readonly waits?: (runs: readonly string[]) => void;
}

/** Waits for its turn, checks that the order may run, fixes what the run starts from, and answers the run's id. */
export async function prepareRun(line: Line, { order, change, withRelease, ...turn }: StartRequest): Promise<string> {
  const { repository, journal, clock, ids } = line;
  await untilTurn(line, { order, ...turn });
  await requireWholeChain(line.ledger, FACTORY_CHAIN);
  // Also when whoever should have stopped it was killed before.
  await stopLine(line);
  await requireRunningLine(line);
  await requireApproved(line, order);
  const branch = await branchOf(line);
  const tip = await requireCommit(repository, branch === null ? 'HEAD' : `refs/heads/${branch}`);
  const policy = await policyAt(repository, tip);
  if (policy.source === 'detected') {
    throw new UserError('NOT_INITIALISED', `${branch ?? 'HEAD'} has no ${CONFIG_PATH}`, {
      hint: 'Run `jidoka init` and commit what it writes: a run takes its policy from the base commit.',
    });
  }
  if (change === null) await line.agentFor(policy);
  const entry = change === null ? { base: tip, tree: null, head: null } : await existingChange(line, { change, tip });
  await trustedKey(line, entry.base);
  await requireLevel((await policyAt(repository, entry.base)).config.sandbox);
  const input: RunInput = { order, base: entry.base, branch, change: entry.tree, commit: entry.head, withRelease };
  const id = ids.next('run');
  await journal.create({ id, input: JSON.stringify(input), time: clock.now() });
  return id;
}

async function branchOf({ repository }: Line): Promise<string | null> {
  const detected = await protectedBranch(repository, undefined);
  if (detected === null) return null;
  const { config } = await policyAt(repository, await requireCommit(repository, `refs/heads/${detected}`));
  return config.protectedBranch ?? detected;
}

/** `ref`, or `from..to` (`from...to`: since they parted): its end, the tree of that, and the commit it starts from. */
async function existingChange(
  { repository }: Line,
  { change, tip }: { readonly change: string; readonly tip: string },
): Promise<{ readonly base: string; readonly tree: string; readonly head: string }> {
  const [, from = '', dots = '', to = ''] = /^(.*?)(\.{2,3})(.*)$/.exec(change) ?? [change, '', '', change];
  const head = await requireCommit(repository, to === '' ? 'HEAD' : to);
  const named = from === '' ? null : await requireCommit(repository, from);
  const base = named !== null && dots === '..' ? named : await mergeBase(repository, named ?? tip, head);
  if (base === null) throw new UserError('UNRELATED', `${change} shares no history with the branch it is meant for`);
  // What a run starts from brings policy and keys along, and is merged with it: it must have been accepted before.
  if ((await mergeBase(repository, tip, base)) !== base) {
    throw new UserError('BASE_NOT_MERGED', `${base.slice(0, 10)}, where ${change} starts, is not on the branch it is meant for`, {
      hint: 'Name the whole change: --change <branch>.',
    });
  }
  return { base, tree: await treeOf(repository, head), head };
}

/** Each has a build and tests of its own: more at a time only wait for each other's processor. */
const RUNS_AT_ONCE = 4;

/** Orders that may change the same files are worked on one after the other. */
const COMPANY: Company = { atMost: RUNS_AT_ONCE, allows: (one, other) => !scopesOverlap(orderOf(one), orderOf(other)) };

function orderOf({ input }: Pick<RunRecord, 'input'>): WorkOrder {
  // Written by ourselves when the run was prepared.
  return (JSON.parse(input) as RunInput).order;
}

const TURN_MS = 500;

/**
 * Waits until no run is worked on that may change what this order may, so that it starts from what they have made. Two that stop
 * waiting at the same moment are told apart when they take their leases.
 */
async function untilTurn(
  { journal, clock }: Line,
  { order, signal, waits }: Pick<StartRequest, 'order' | 'signal' | 'waits'>,
): Promise<void> {
  let told = '';
  for (;;) {
    const living = (await journal.runs()).filter(({ status, owner }) => status === 'running' && owner !== null && !isProcessDead(owner));
    const inTheWay = living.filter((run) => scopesOverlap(order, orderOf(run))).map(({ id }) => id);
    if (inTheWay.length === 0) return;
    if (inTheWay.join() !== told) waits?.(inTheWay);
    told = inTheWay.join();
    await clock.sleep(TURN_MS, signal);
  }
}

export interface ExecuteRequest {
  readonly run: string;
  readonly signal: AbortSignal;
  readonly observer?: EngineObserver;
}

/** While a supervisor is dead its users get no answer: a run that will need it starts it at once, and not only at its release. */
async function wakeTarget({ repository, targetFor }: Line, { base }: RunInput): Promise<void> {
  await targetFor(await policyAt(repository, base))?.status();
}

/** Executes a run from where it is: from its beginning, or from its last finished step. Orphans of a dead process are ended first. */
export async function executeRun(line: Line, { run, signal, observer }: ExecuteRequest): Promise<RunEnd> {
  const { journal, clock, repository } = line;
  const record = await journal.run(run);
  if (record === null) throw new UserError('UNKNOWN_RUN', `there is no run ${run}`, { hint: 'See `jidoka runs list`.' });
  if (record.status === 'finished') throw new UserError('RUN_FINISHED', `${run} is finished`, { hint: `See \`jidoka runs show ${run}\`.` });

  await endAbandoned(repository);
  // Written by ourselves when the run was prepared.
  const input = JSON.parse(record.input) as RunInput;
  const engine = {
    journal,
    clock,
    owner: processIdentity(),
    isDead: isProcessDead,
    signal,
    company: COMPANY,
    ...(observer === undefined ? {} : { observer }),
  };
  return execute(engine, run, {
    async work(context) {
      await requireWholeChain(line.ledger, run);
      if (input.withRelease) await wakeTarget(line, input);
      return await runLine(line, spacious(context, [repository.stateDir, dirname(workspacesFolder(repository.stateDir))]), input);
    },
    cancelled: (context) => closeCancelled(line, context),
  });
}
