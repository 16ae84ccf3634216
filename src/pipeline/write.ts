import type { TurnResult, Usage } from '../agents/agent.ts';
import { NO_HISTORY } from '../domain/change-history.ts';
import { UserError } from '../domain/error.ts';
import type { Strategy } from '../domain/event.ts';
import type { RunContext } from '../engine/engine.ts';
import { openJudging, type Judging, sandboxFor } from '../gate/judging.ts';
import type { EffectivePolicy } from '../config/effective-policy.ts';
import { changeHistory } from '../git/change-history.ts';
import { type Repository, treeOf } from '../git/repository.ts';
import { exists } from '../platform/files.ts';
import { type Prompt, writePrompt } from '../prompts/prompt.ts';
import { capture } from './capture.ts';
import type { Factory, RunInput } from './factory.ts';
import { generate } from './generate.ts';
import { judge, type Judged } from './judge.ts';
import { agentHomeOf, prepareWorkspace, workspaceOf } from './prepare.ts';
import { afterSetback, LIMITS, type Setback, setbackOf } from './repair.ts';

/** A green gate and what it was about, or why there is none. */
export type Written =
  | ({ readonly kind: 'green'; readonly judging: Judging; readonly attempt: number } & Judged)
  | { readonly kind: 'stopped'; readonly outcome: 'red' | 'undecided'; readonly reason: string; readonly needsTicket: boolean };

export interface WriteRequest {
  readonly input: RunInput;
  readonly policy: EffectivePolicy;
  /** When the run was started, milliseconds since 1970. */
  readonly startedAt: number;
  /** Takes what must live until the run is over. */
  readonly scope: AsyncDisposableStack;
}

interface Progress {
  finishedTurns: number;
  failedTurns: number;
  session: string | null;
  /** The tree the next turn starts from. */
  tree: string;
  usage: Usage;
}

/** Generate, capture, gate, repair: until it is green or a limit stops it. */
export async function write(factory: Factory, context: RunContext, request: WriteRequest): Promise<Written> {
  const { input, policy } = request;
  const { repository } = factory;
  const agent = await factory.agentFor(policy);
  const judgedBy = await titlesOfChangeCheckers(factory);
  const setbacks: Setback[] = [];
  let strategy: Strategy = 'first';
  const progress: Progress = {
    finishedTurns: 0,
    failedTurns: 0,
    session: null,
    tree: await treeOf(repository, input.base),
    usage: { inputTokens: 0, outputTokens: 0, usd: 0 },
  };
  let isFresh = true;
  for (let attempt = 1; ; attempt += 1) {
    const last = setbacks.at(-1);
    const limit = limitReached(factory, request, progress, attempt);
    if (limit !== null) return { kind: 'stopped', outcome: last?.outcome ?? 'undecided', reason: limit, needsTicket: true };
    const attempted = await generate(factory, context, {
      attempt,
      agent,
      prompt: promptAfter(last, { request, strategy, judgedBy }),
      strategy,
      finishedTurns: progress.finishedTurns,
      session: strategy === 'repair' ? progress.session : null,
      workspace: workspaceFrom(repository, { run: context.run, tree: progress.tree, isFresh }),
      home: agentHomeOf(repository, context.run),
      sandbox: await sandboxFor(factory, policy),
      timeoutMs: remainingMs(factory, request),
    });
    isFresh = attempted.kind === 'interrupted';
    if (attempted.kind === 'interrupted') continue;
    const turn = afterTurn(progress, attempted.result);
    if (turn === 'again') {
      isFresh = true;
      continue;
    }
    if (turn !== 'judge') return turn;
    const judged = await captureAndJudge(factory, context, { ...request, attempt });
    if (judged.kind === 'green') return judged;
    if (judged.tree !== null) progress.tree = judged.tree;
    setbacks.push(judged.setback);
    const { outcome, reasons, failing } = judged.setback;
    const decision = afterSetback(setbacks);
    if (decision.kind === 'stop')
      return { kind: 'stopped', outcome, reason: `${decision.reason}: ${reasons.join('; ')}`, needsTicket: true };
    strategy = decision.strategy;
    await context.step(`repair/${attempt}`, async (record) => {
      record({ type: 'repair.requested', payload: { attempt: attempt + 1, strategy: decision.strategy, failing: [...failing] } });
    });
  }
}

async function titlesOfChangeCheckers({ registry }: Factory): Promise<string[]> {
  const checkers = await Promise.all(registry.map(async ({ load }) => (await load()).default));
  return checkers.filter(({ on }) => on.includes('change')).map(({ title }) => title);
}

function promptAfter(
  last: Setback | undefined,
  { request, strategy, judgedBy }: { readonly request: WriteRequest; readonly strategy: Strategy; readonly judgedBy: readonly string[] },
): Prompt {
  const { input, policy } = request;
  const { verdicts = [], reasons = [] } = last ?? {};
  return writePrompt({ order: input.order, strategy, judgedBy, protectedPaths: policy.protectedPaths, verdicts, reasons });
}

/** A new process does not know what a turn that was cut off left behind: it starts from the last captured tree. */
function workspaceFrom(
  repository: Repository,
  { run, tree, isFresh }: { readonly run: string; readonly tree: string; readonly isFresh: boolean },
): () => Promise<string> {
  const dir = workspaceOf(repository, run);
  return async () => (isFresh || !exists(dir) ? prepareWorkspace(repository, { run, tree }) : dir);
}

/** What a turn that came to its end means: a change to judge, another try, or the end. */
function afterTurn(progress: Progress, result: TurnResult): 'judge' | 'again' | Extract<Written, { kind: 'stopped' }> {
  account(progress, result.usage);
  const stopped = { kind: 'stopped', outcome: 'undecided' } as const;
  switch (result.outcome) {
    case 'cannot-satisfy':
      return { ...stopped, reason: `the agent says the order cannot be met: ${result.reason}`, needsTicket: true };
    case 'failed':
      progress.failedTurns += 1;
      if (progress.failedTurns < LIMITS.failedTurns) return 'again';
      return { ...stopped, reason: `the agent failed: ${result.reason}`, needsTicket: false };
    case 'finished':
      progress.finishedTurns += 1;
      progress.session = result.session;
      return 'judge';
    default:
      return result satisfies never;
  }
}

type JudgedTree =
  | Extract<Written, { kind: 'green' }>
  | { readonly kind: 'setback'; readonly setback: Setback; readonly tree: string | null };

async function captureAndJudge(
  factory: Factory,
  context: RunContext,
  { input, scope, attempt }: WriteRequest & { readonly attempt: number },
): Promise<JudgedTree> {
  const captured = await capture(factory, context, {
    attempt,
    base: input.base,
    source: { dir: workspaceOf(factory.repository, context.run) },
  });
  if (captured.kind !== 'change') {
    const reasons = captured.kind === 'empty' ? [`the change is empty: it leaves ${input.base} as it is`] : captured.reasons;
    return {
      kind: 'setback',
      tree: null,
      setback: { outcome: captured.kind === 'empty' ? 'undecided' : 'red', failing: reasons, verdicts: [], reasons },
    };
  }
  const judging = await openJudging(factory, { base: input.base, tree: captured.tree, workOrder: input.order, signal: context.signal });
  // The last one lives on, as its build is what is released; those before it are of no more use.
  const { gate, artefact } = await judge(factory, context, { judging, attempt }).catch(async (error: unknown) => {
    await judging[Symbol.asyncDispose]();
    throw error;
  });
  if (gate.outcome === 'green') return { kind: 'green', judging: scope.use(judging), gate, artefact, attempt };
  await judging[Symbol.asyncDispose]();
  return { kind: 'setback', tree: captured.tree, setback: setbackOf(gate) };
}

/** A change that exists already: no agent, the same gate, no repair. */
export async function judgeExisting(factory: Factory, context: RunContext, { input, scope }: WriteRequest): Promise<Written> {
  if (input.change === null) throw new UserError('NO_CHANGE', 'this run was started without a change');
  const captured = await capture(factory, context, { attempt: 1, base: input.base, source: { tree: input.change } });
  if (captured.kind === 'empty')
    return { kind: 'stopped', outcome: 'undecided', reason: `the change is empty: it leaves ${input.base} as it is`, needsTicket: false };
  if (captured.kind === 'refused') return { kind: 'stopped', outcome: 'red', reason: captured.reasons.join('; '), needsTicket: false };
  return judgeTree(factory, context, { input, scope, tree: captured.tree, attempt: 1 });
}

export interface TreeRequest extends Pick<WriteRequest, 'input' | 'scope'> {
  readonly tree: string;
  readonly attempt: number;
}

export async function judgeTree(factory: Factory, context: RunContext, { input, scope, tree, attempt }: TreeRequest): Promise<Written> {
  const { base, order: workOrder, commit = null } = input;
  const history = commit === null ? NO_HISTORY : await changeHistory(factory.repository, { base, head: commit, tree });
  const judging = scope.use(await openJudging(factory, { base, tree, workOrder, history, signal: context.signal }));
  const { gate, artefact } = await judge(factory, context, { judging, attempt });
  if (gate.outcome === 'green') return { kind: 'green', judging, gate, artefact, attempt };
  return { kind: 'stopped', outcome: gate.outcome, reason: gate.reasons.join('; '), needsTicket: false };
}

function account(progress: Progress, usage: Usage | null): void {
  if (usage === null) return;
  const { inputTokens, outputTokens, usd } = progress.usage;
  progress.usage = {
    inputTokens: inputTokens + usage.inputTokens,
    outputTokens: outputTokens + usage.outputTokens,
    usd: (usd ?? 0) + (usage.usd ?? 0),
  };
}

function remainingMs({ clock }: Factory, { startedAt }: WriteRequest): number {
  return startedAt + LIMITS.minutes * 60_000 - clock.now();
}

function limitReached(factory: Factory, request: WriteRequest, { usage }: Progress, attempt: number): string | null {
  const { order } = request.input;
  const budget = { ...request.policy.config.budget, ...order.budget };
  const tokens = usage.inputTokens + usage.outputTokens;
  if (attempt > LIMITS.repairs + 1) return `${LIMITS.repairs} repairs did not make it green`;
  if (remainingMs(factory, request) <= 0) return `${LIMITS.minutes} minutes are over`;
  if (budget.tokens !== undefined && tokens >= budget.tokens) return `the budget of ${budget.tokens} tokens is spent (${tokens})`;
  if (budget.usd !== undefined && (usage.usd ?? 0) >= budget.usd) return `the budget of ${budget.usd} USD is spent (${usage.usd})`;
  return null;
}
