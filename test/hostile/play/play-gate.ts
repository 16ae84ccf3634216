import { openBench } from '../../../src/compose.ts';
import { AdapterError } from '../../../src/domain/error.ts';
import { blocks } from '../../../src/domain/finding.ts';
import type { CheckerResult, Outcome } from '../../../src/domain/verdict.ts';
import type { WorkOrder } from '../../../src/domain/work-order.ts';
import { type Checked, check } from '../../../src/gate/check.ts';
import { openJudging } from '../../../src/gate/judging.ts';
import type { GateResult } from '../../../src/gate/run-gate.ts';
import { snapshotWorkingTree } from '../../../src/git/snapshot.ts';
import { configOf, GREETER } from '../../rig/greeter.ts';
import type { GateCase, Level } from '../hostile-case.ts';
import { openStage, type Reached, type Stage } from './stage.ts';

export interface Seen {
  readonly outcome: Outcome;
  readonly found: readonly string[];
  readonly reasons: readonly string[];
  readonly reached: readonly Reached[];
}

/** Judges the case's change as `jidoka check` does; with an order, as a run does. */
export async function playGate(one: GateCase, level: Level): Promise<Seen> {
  await using stage = await openStage();
  arrange(stage, one, level);
  const said = await (one.order === undefined ? checkOn(stage).then(({ gate }) => gate) : judgeFor(stage, one.order)).then(
    summary,
    unanswered,
  );
  return { ...said, reached: await stage.reached() };
}

/** Commits the base and lays the change over it, uncommitted. */
export function arrange(
  { person }: Stage,
  { base = {}, config = {}, change }: Pick<GateCase, 'base' | 'config' | 'change'>,
  level: Level,
): void {
  person.commit({ ...GREETER, '.jidoka/config.yaml': configOf({ ...config, sandbox: level }), ...base }, 'Start');
  if (typeof change === 'function') change(person);
  else person.write(change);
}

/** The environment of the person who asks. */
export function callerOf({ folder }: Stage): Record<string, string | undefined> {
  return { PATH: process.env.PATH, HOME: folder, LANG: 'C.UTF-8', SECRET_TOKEN: 'secret', npm_config_audit: 'false' };
}

async function checkOn(stage: Stage): Promise<Checked> {
  const bench = await openBench({ dir: stage.person.root, env: callerOf(stage) });
  const { signal } = new AbortController();
  return await check(bench, { base: 'HEAD', source: 'working-tree', only: null, signal, toolchain: {}, cache: null });
}

async function judgeFor(stage: Stage, order: Partial<WorkOrder>): Promise<GateResult> {
  const bench = await openBench({ dir: stage.person.root, env: callerOf(stage) });
  const tree = await snapshotWorkingTree(bench.repository);
  const base = stage.person.git('rev-parse', 'HEAD');
  const workOrder: WorkOrder = { ...ORDER, ...order };
  await using judging = await openJudging(bench, { base, tree, workOrder, signal: new AbortController().signal });
  return await judging.run({ judges: ['change'], events: async () => [] });
}

const ORDER: WorkOrder = {
  id: 'say-goodbye',
  title: 'Say goodbye',
  kind: 'feature',
  scope: [],
  mayChange: [],
  description: '',
  criteria: [{ id: 'AC-1', text: 'farewell(name) says goodbye.' }],
  digest: '0'.repeat(64),
};

/** What the program says with exit code 3: no answer at all. */
function unanswered(error: unknown): Omit<Seen, 'reached'> {
  if (!(error instanceof AdapterError)) throw error;
  return { outcome: 'undecided', found: [], reasons: [error.message] };
}

/** All of a gate that keeps it from green: what blocks by name, everything else in its words. */
export function summary({ outcome, reasons, checkers }: Pick<GateResult, 'outcome' | 'reasons' | 'checkers'>): Omit<Seen, 'reached'> {
  const enforced = checkers.filter(({ mode }) => mode === 'enforced');
  const isSaid =
    ({ number, id }: CheckerResult) =>
    (reason: string) =>
      reason.startsWith(`${number} ${id} `);
  // What failed is said by its findings, and what was not asked by what stood in the way.
  const told = enforced.filter(({ verdict }) => verdict === 'failed' || verdict === 'cancelled').map(isSaid);
  return {
    outcome,
    found: enforced
      .flatMap(({ number, findings }) => findings.filter(blocks).map(({ rule, path }) => `${number} ${rule} ${path}`))
      .toSorted(),
    reasons: reasons.filter((reason) => !told.some((says) => says(reason))),
  };
}
