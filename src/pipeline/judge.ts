import { blocks } from '../domain/finding.ts';
import type { CheckerResult } from '../domain/verdict.ts';
import { InvariantError } from '../domain/error.ts';
import type { RunContext } from '../engine/engine.ts';
import type { Judging } from '../gate/judging.ts';
import type { CheckerRun, CheckerRunResult } from '../gate/run-checker.ts';
import type { GateResult } from '../gate/run-gate.ts';
import type { Factory } from './factory.ts';

export interface Judged {
  readonly gate: GateResult;
  /** Digest of the frozen build on which checkers ran: what may be attested. Null when none needed a build. */
  readonly artefact: string | null;
}

/** The gate of a run: every checker is a step of its own, so that a resumed run does not repeat what was judged. */
export async function judge(
  factory: Factory,
  context: RunContext,
  { judging, attempt }: { readonly judging: Judging; readonly attempt: number },
): Promise<Judged> {
  const { clock, ledger } = factory;
  const stage = { stage: 'gate', attempt } as const;
  const startedAt = await context.step(`gate/${attempt}`, async (record) => {
    record({ type: 'stage.started', payload: stage });
    return clock.now();
  });
  let artefact: string | null = null;
  const gate = await judging.run({
    judges: ['change', 'factory'],
    events: () => ledger.read({ chain: context.run }),
    async perform(run, proceed) {
      const { frozen, ...ran } = await journaled(factory, context, { run, proceed, attempt, judging });
      artefact = frozen ?? artefact;
      return ran;
    },
  });
  const { outcome, failing, reasons } = gate;
  await context.step(`gate/${attempt}/decide`, async (record) => {
    record({
      type: 'gate.decided',
      payload: { attempt, tree: judging.change.tree, outcome, failing: [...failing], reasons: [...reasons] },
    });
    record({ type: 'stage.finished', payload: { ...stage, durationMs: Math.max(0, clock.now() - startedAt) } });
  });
  return { gate, artefact };
}

interface Journaled {
  readonly judging: Judging;
  readonly run: CheckerRun;
  readonly proceed: () => Promise<CheckerRunResult>;
  readonly attempt: number;
}

async function journaled(
  { ledger }: Factory,
  context: RunContext,
  { run, proceed, attempt, judging }: Journaled,
): Promise<CheckerRunResult & { readonly frozen: string | null }> {
  const { id: checker, number, mode } = run;
  const kept = await context.step(`gate/${attempt}/${checker}`, async (record) => {
    record({ type: 'checker.started', payload: { attempt, checker, number, mode } });
    const { result, examined, ignored } = await proceed();
    const text = JSON.stringify(result);
    const digest = await ledger.keep(text);
    const { verdict, reason = null, durationMs, cached, findings } = result;
    const counts = { examined: result.examined, inScope: result.inScope, blocking: findings.filter(blocks).length };
    record({
      type: 'checker.finished',
      payload: { attempt, checker, number, mode, verdict, reason, ...counts, result: digest, durationMs, cached },
    });
    // A resumed run builds anew, and not every build gives the same twice: what was tested is what is attested.
    const frozen = verdict === 'passed' && run.checker.cost === 'expensive' ? (await judging.workspaces.artefact()).digest : null;
    return { digest, examined: [...examined], ignored: [...ignored], frozen };
  });
  const text = await ledger.kept(kept.digest);
  if (text === null) throw new InvariantError('RESULT_LOST', `the kept result ${kept.digest} of ${checker} is gone`);
  // Written by ourselves and named by its digest in the hash chain.
  const result = JSON.parse(text) as CheckerResult;
  return { result, examined: new Set(kept.examined), ignored: new Set(kept.ignored), frozen: kept.frozen };
}
