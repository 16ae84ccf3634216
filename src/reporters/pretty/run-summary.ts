import type { StoredEvent } from '../../domain/event.ts';
import type { CheckerResult } from '../../domain/verdict.ts';
import { escape } from '../escape.ts';
import { type AttemptSummary, type CheckerEnd, type RunSummary, type StageSummary, summarizeRun } from '../summarize-run.ts';
import { reasonOf } from './checker-row.ts';
import { findingLines } from './finding-lines.ts';
import { paint } from './paint.ts';
import { count, duration, grouped, short } from './quantity.ts';
import { type Mark, outcomeMark, verdictMark } from './verdict-mark.ts';
import { readableColumns, unbroken, wrap } from './wrap.ts';

export interface RunReportStyle {
  readonly color: boolean;
  /** What a person types to call this program. Default `jidoka`. */
  readonly program?: string;
  /** Of the terminal; at most 100 are used. Default 100. */
  readonly columns?: number;
}

export interface RunDetailsStyle extends RunReportStyle {
  /** What the checkers said, by the digest in their event: what they found is shown below them. Default: nothing. */
  readonly results?: ReadonlyMap<string, CheckerResult>;
}

const MADE_BY: Readonly<Record<NonNullable<AttemptSummary['strategy']>, string>> = {
  first: 'written by the agent',
  repair: 'repaired in the same session',
  fresh: 'repaired in a new session',
  'change-strategy': 'another way',
};

/** `runs show`: one run from its events. */
export function runDetails(
  events: readonly StoredEvent[],
  { color, columns, program = 'jidoka', results = new Map() }: RunDetailsStyle,
): string {
  const run = summarizeRun(events);
  if (run === null) return 'This run has not begun.\n';
  const style = { color, columns: readableColumns(columns), program };
  const sections = [
    opening(run, style),
    ...run.attempts.map((attempt) => attemptLines(attempt, { ...style, results })),
    stageLines(run.stages, style),
    traces(run, style.columns),
    ending(run, style),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

/** `runs list`: one line a run, in the order given; each run by its events. */
export function runList(runs: readonly (readonly StoredEvent[])[], { color, columns, program = 'jidoka' }: RunReportStyle): string {
  if (runs.length === 0) return `No runs yet. Next: ${program} run "what you want", or ${program} demo to see one.\n`;
  const begun = runs.map(summarizeRun).filter((run) => run !== null);
  const width = Math.max(0, ...begun.map(({ run }) => run.length));
  const lines = begun.flatMap((run) => listLines(run, { color, columns: readableColumns(columns), width }));
  const left = runs.length - begun.length;
  return [...lines, ...(left > 0 ? [`${count(left, 'run')} not begun yet`] : [])].map((line) => `${line}\n`).join('');
}

function listLines(
  { run, outcome, awaits, durationMs, attempts, order }: RunSummary,
  { color, columns, width }: Style & { width: number },
): string[] {
  const mark = outcome === null ? ({ symbol: '→', colour: 'cyan' } as const) : outcomeMark(outcome);
  const state = outcome ?? (awaits === null ? 'not over' : 'waiting');
  const head = `${mark.symbol} ${escape(run).padEnd(width)}  ${state.padEnd(9)}  ${duration(durationMs).padStart(12)}  ${count(attempts.length, 'attempt').padEnd(11)}  `;
  const [first = '', ...others] = wrap(escape(order.title, { limit: 200 }), { columns, first: head, rest: ' '.repeat(head.length) });
  return [`${paint(color)(mark.colour, mark.symbol)}${first.slice(1)}`, ...others];
}

interface Style {
  readonly color: boolean;
  readonly columns: number;
}

function opening(
  { run, order, base, branch, policy, agent, sandbox, startedAt, durationMs }: RunSummary,
  { color, columns }: Style,
): string[] {
  const on = branch === null ? 'no branch' : escape(branch, { limit: 200 });
  const rules = policy.source === 'base' ? 'read from the base commit' : 'detected, the base commit has no config';
  return [
    paint(color)('bold', `${escape(order.title, { limit: 200 })}`),
    ...[
      `run      ${escape(run)}, order ${escape(order.id)}`,
      `base     ${short(base)} (${on})`,
      `rules    phase ${policy.phase}, ${rules}`,
      `made by  ${agent === null ? 'somebody before the run' : `the agent ${escape(agent)}`}, sandbox ${escape(sandbox)}`,
      `began    ${startedAt}, ${duration(durationMs)} from first to last event`,
    ].flatMap((line) => wrap(line, { columns, first: '  ', rest: '           ' })),
  ];
}

function attemptLines(
  { attempt, strategy, turn, usage, size, checkers, outcome, reasons }: AttemptSummary,
  { color, columns, results }: Style & Required<Pick<RunDetailsStyle, 'results'>>,
): string[] {
  const origin = strategy === null ? 'as it was brought' : MADE_BY[strategy];
  const how = [
    turn === null || turn === 'finished' ? origin : `${origin}, ${turn}`,
    size === null ? '' : `${count(size.files, 'file')}, ${count(size.linesAdded, 'line')} added, ${grouped(size.linesRemoved)} removed`,
    usage === null ? '' : `${grouped(usage.inputTokens)} tokens in, ${grouped(usage.outputTokens)} out`,
    usage === null || usage.usd === null ? '' : `$${usage.usd.toFixed(2)}`,
  ].filter((part) => part !== '');
  const width = Math.max(0, ...checkers.map(({ checker }) => checker.length));
  const colour = paint(color);
  const title = `Attempt ${attempt}`;
  const [first = '', ...others] = wrap(how.join(' · '), { columns, first: `${title}  `, rest: '    ' });
  const decided = outcome === null ? 'no gate decided about it' : `gate: ${outcome}`;
  const why = outcome === 'green' ? [] : reasons.map((reason) => escape(reason, { limit: 400 }));
  return [
    `${colour('bold', title)}${first.slice(title.length)}`,
    ...others,
    ...checkers
      .toSorted((a, b) => a.number - b.number)
      .flatMap((checker) => {
        const result = results.get(checker.result);
        return [checkerLine(checker, { color, width }), ...(result === undefined ? [] : findingLines(result, { color, columns }))];
      }),
    ...wrap([decided, ...why].join('; '), { columns, first: '  ', rest: '    ' }),
  ];
}

function checkerLine(
  { number, checker, mode, verdict, reason, durationMs, blocking, cached }: CheckerEnd,
  { color, width }: { readonly color: boolean; readonly width: number },
): string {
  const { symbol, colour } = verdictMark(verdict);
  const remarks = [
    blocking > 0 ? count(blocking, 'finding') : '',
    cached ? 'cached' : '',
    mode === 'shadow' ? 'shadow' : '',
    reasonOf({ verdict, ...(reason === null ? {} : { reason }) }),
  ].filter((remark) => remark !== '');
  const name = `${String(number).padStart(3)} ${escape(checker).padEnd(width)}`;
  return `  ${paint(color)(colour, symbol)}${name} ${(verdict === 'cancelled' ? '' : duration(durationMs)).padStart(9)}  ${remarks.join(', ')}`.trimEnd();
}

function stageLines(stages: readonly StageSummary[], { color }: Style): string[] {
  const lines = stages.map(({ stage, attempt, durationMs }) => {
    const time = durationMs === null ? 'not ended' : duration(durationMs);
    return `  ${stage.padEnd(9)}  ${time.padStart(12)}  ${attempt > 0 ? `attempt ${attempt}` : ''}`.trimEnd();
  });
  return lines.length === 0 ? [] : [paint(color)('bold', 'Stages'), ...lines];
}

function traces({ integrated, deployment }: RunSummary, columns: number): string[] {
  const branch = integrated?.branch ?? null;
  return [
    integrated === null ? '' : `Commit ${short(integrated.commit)}${branch === null ? '' : ` on ${escape(branch, { limit: 200 })}`}.`,
    deployment === null ? '' : `Deployment ${escape(deployment.id)}: ${deployment.outcome ?? 'not decided yet'}.`,
  ]
    .filter((line) => line !== '')
    .flatMap((line) => wrap(line, { columns, first: '', rest: '  ' }));
}

function ending({ run, outcome, reason, awaits }: RunSummary, { color, columns, program }: Style & { program: string }): string[] {
  const end = endOf({ run, outcome, reason, awaits }, program);
  const title = `${end.symbol} ${end.title}`;
  const [first = '', ...others] = wrap(end.text, { columns, first: `${title}  `, rest: '  ' });
  const style = paint(color);
  return [`${style('bold', style(end.colour, title))}${first.slice(title.length)}`, ...others];
}

function endOf(
  { run, outcome, reason, awaits }: Pick<RunSummary, 'run' | 'outcome' | 'reason' | 'awaits'>,
  program: string,
): Mark & { title: string; text: string } {
  if (outcome !== null) return { ...outcomeMark(outcome), title: outcome.toUpperCase(), text: escape(reason ?? '', { limit: 1000 }) };
  const resume = unbroken(`${program} runs resume ${escape(run)}`);
  return {
    symbol: '→',
    colour: 'cyan',
    ...(awaits === null
      ? { title: 'NOT OVER', text: `Next, when nobody works on it any more: ${resume}` }
      : { title: 'WAITING', text: `Next, take the change: ${unbroken(escape(awaits))} and release it: ${resume}` }),
  };
}
