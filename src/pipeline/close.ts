import { UserError } from '../domain/error.ts';
import type { EventOf, StoredEvent } from '../domain/event.ts';
import { blocks } from '../domain/finding.ts';
import type { Outcome } from '../domain/verdict.ts';
import type { RunContext } from '../engine/engine.ts';
import { openJudging } from '../gate/judging.ts';
import { treeOf } from '../git/repository.ts';
import { FACTORY_CHAIN, sealChain } from '../ledger/ledger.ts';
import { attestRelease } from './attest-release.ts';
import type { Factory, RunInput } from './factory.ts';
import { notify } from './notify.ts';
import { stopLine } from './stop-line.ts';
import { removeWorkspace } from './prepare.ts';

export interface RunEnd {
  readonly run: string;
  readonly outcome: Outcome;
  readonly reason: string;
  readonly commit: string | null;
  /** What comes once its branch holds the commit, for a run that waits for that; null when it is over. */
  readonly awaits: 'release' | 'end' | null;
}

export type Ending = Omit<RunEnd, 'run' | 'awaits'> & { readonly needsTicket?: boolean };

/** Judges the run's own telemetry once more, files a ticket where a person must look, ends the run and seals its chain. */
export async function close(
  factory: Factory,
  context: RunContext,
  { input, ending }: { readonly input: RunInput; readonly ending: Ending },
): Promise<RunEnd> {
  const { clock, repository, tracker } = factory;
  if (ending.needsTicket === true) {
    await context.step('ticket', async (record) => {
      const { order } = input;
      const ticket = `ticket-${context.run}`;
      const title = `The line stopped on "${order.title}"`;
      const { path } = await tracker.file({
        id: ticket,
        title,
        summary: ending.reason,
        evidence: [`run ${context.run}, order ${order.id}`],
        reproduction: [`jidoka explain ${context.run}`],
        suspect: null,
      });
      record({ type: 'ticket.filed', payload: { ticket, incident: null, path, title } });
    });
  }
  const stage = { stage: 'close', attempt: 0 } as const;
  const startedAt = await context.step('close/start', async (record) => {
    record({ type: 'stage.started', payload: stage });
    return clock.now();
  });
  await signRelease(factory, context);
  const holes = await context.step('close', async (record) => {
    const judged = await judgeFactory(factory, context, input);
    const found = judged.flatMap(({ reasons }) => reasons);
    for (const payload of judged) record({ type: 'factory.judged', payload });
    record({ type: 'stage.finished', payload: { ...stage, durationMs: Math.max(0, clock.now() - startedAt) } });
    return found;
  });
  const isWhole = holes.length === 0;
  const outcome = isWhole ? ending.outcome : ending.outcome === 'red' ? 'red' : 'undecided';
  const reason = isWhole ? ending.reason : `${ending.reason}; the run's own telemetry is not whole: ${holes.join('; ')}`;
  await context.step('finish', async (record) => {
    record({ type: 'run.finished', payload: { outcome, reason } });
  });
  await sealOnce(factory, context.run);
  await removeWorkspace(repository, context.run);
  await tellOperator(factory, context.run, ending.needsTicket === true ? reason : null);
  return { run: context.run, outcome, reason, commit: ending.commit, awaits: null };
}

/** The second attestation, of a run whose release was decided. Without a key the run waits for one: it goes on with `runs resume`. */
async function signRelease(factory: Factory, context: RunContext): Promise<void> {
  const events = await factory.ledger.read({ chain: context.run, types: ['release.requested', 'release.concluded'] });
  const requested = events.findLast((event) => event.type === 'release.requested');
  const concluded = events.findLast((event) => event.type === 'release.concluded');
  if (requested === undefined || concluded === undefined) return;
  const { commit, deployment } = requested.payload;
  const { outcome } = concluded.payload;
  await context.step('close/evidence', async (record) => {
    const signed = await attestRelease(factory, { commit, deployment, outcome });
    if (signed instanceof UserError) throw signed;
    record(signed);
  });
}

/** Says what a person has to look at: this run, and the line when this run has stopped it. */
async function tellOperator(factory: Factory, run: string, needed: string | null): Promise<void> {
  if (needed !== null) {
    await notify(factory, { about: 'person-needed', subject: run, reason: needed, next: `jidoka explain ${run}` });
  }
  await stopLine(factory);
}

/** Ends a run that a person has cancelled, wherever it was. What is on the branch already stays there. */
export async function closeCancelled(
  factory: Factory,
  context: RunContext,
): Promise<{ readonly status: 'finished'; readonly value: RunEnd }> {
  const { ledger, repository } = factory;
  const reason = 'an operator cancelled it';
  await context.step('finish', async (record) => {
    record({ type: 'run.finished', payload: { outcome: 'undecided', reason } });
  });
  await sealOnce(factory, context.run);
  await removeWorkspace(repository, context.run);
  const integrated = (await ledger.read({ chain: context.run, types: ['change.integrated'] })).at(-1);
  const commit = integrated?.type === 'change.integrated' ? integrated.payload.commit : null;
  return { status: 'finished', value: { run: context.run, outcome: 'undecided', reason, commit, awaits: null } };
}

/** Checker 2 over everything that happened; its findings in words. A verdict that is none counts as a hole. */
async function judgeFactory(
  factory: Factory,
  context: RunContext,
  { base }: RunInput,
): Promise<(EventOf<'factory.judged'>['payload'] & { readonly reasons: string[] })[]> {
  const tree = await treeOf(factory.repository, base);
  await using judging = await openJudging(factory, { base, tree, workOrder: null, signal: context.signal });
  const events = await factory.ledger.read({ chain: context.run });
  const gate = await judging.run({ judges: ['factory'], only: ['pipeline-metrics'], events: async () => events });
  return gate.checkers.map(({ id: checker, number, mode, verdict, reason, findings }) => {
    const said =
      verdict === 'failed' ? findings.filter(blocks).map(({ message }) => message) : [`${verdict}: ${reason ?? 'no reason given'}`];
    return { checker, number, mode, verdict, reasons: verdict === 'passed' ? [] : said };
  });
}

/** After a crash behind the seal it is sealed already. */
async function sealOnce({ ledger, clock }: Factory, chain: string): Promise<void> {
  const head = await ledger.head(chain);
  const seals = await ledger.read({ chain: FACTORY_CHAIN, types: ['chain.sealed'] });
  const isSealed = seals.some(
    (event: StoredEvent) => event.type === 'chain.sealed' && event.payload.chain === chain && event.payload.hash === head?.hash,
  );
  if (!isSealed) await sealChain(ledger, { chain, time: clock.now(), actor: 'jidoka' });
}
