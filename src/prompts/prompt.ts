import { createHash } from 'node:crypto';
import type { Strategy } from '../domain/event.ts';
import { blocks, type Finding } from '../domain/finding.ts';
import type { CheckerResult } from '../domain/verdict.ts';
import type { WorkOrder } from '../domain/work-order.ts';

export interface PromptContext {
  readonly order: WorkOrder;
  readonly strategy: Strategy;
  /** Titles of the rules the change will be judged by. */
  readonly judgedBy: readonly string[];
  readonly protectedPaths: readonly string[];
  /** The verdicts on the last attempt; empty before the first. */
  readonly verdicts: readonly CheckerResult[];
  /** What else stood in the way of the last attempt. */
  readonly reasons: readonly string[];
}

export interface Prompt {
  readonly text: string;
  readonly digest: string;
}

const CLIP = 5000;

/** Of one checker; the next attempt is judged by all of them all the same. */
const MAX_FINDINGS = 50;

/** The prompt of one turn: the order first, then what went wrong, then the rules. */
export function writePrompt({ order, strategy, judgedBy, protectedPaths, verdicts, reasons }: PromptContext): Prompt {
  const open = protectedPaths.filter((glob) => !order.mayChange.includes(glob));
  const text = [
    OPENING[strategy],
    `# ${order.title}\n\n${order.description}`.trim(),
    section(
      'Acceptance criteria',
      order.criteria.map(({ id, text: criterion }) => `- ${id}: ${criterion}`),
    ),
    section(
      'Files you may change',
      order.scope.map((glob) => `- ${glob}`),
    ),
    section('What stopped the last attempt', [...reasons.map((reason) => `- ${clip(reason)}`), ...verdicts.flatMap(findingLines)]),
    section(
      'What the change must stand up to',
      judgedBy.map((title) => `- ${title}`),
    ),
    section('Paths that stay as they are', [open.join(', ')].filter(Boolean)),
    'Edit the files in the working directory. Name each criterion a test covers in the title of the test (AC-1 …). What you say is not believed; what you leave in the files is judged. If the order cannot be met, print one line CANNOT_SATISFY(reason) and change nothing.',
  ]
    .filter((part) => part !== '')
    .join('\n\n');
  return { text: `${text}\n`, digest: createHash('sha256').update(text).digest('hex') };
}

const OPENING: Record<Strategy, string> = {
  first: 'Carry out this work order in the repository in your working directory.',
  repair: 'The change you made was stopped. Fix only what is listed under "What stopped the last attempt" and keep what passes.',
  fresh:
    'A change for this work order exists in your working directory and was stopped. Fix only what is listed under "What stopped the last attempt" and keep what passes.',
  'change-strategy':
    'A change for this work order exists in your working directory. The same findings came back after a repair: the approach does not work. Take another one, even if it means to undo part of what is there.',
};

function section(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? '' : `## ${title}\n\n${lines.join('\n')}`;
}

function findingLines({ id, mode, verdict, reason, findings }: CheckerResult): string[] {
  if (mode === 'shadow' || verdict === 'passed' || verdict === 'not-applicable' || reason === 'cheaper-checker-failed') return [];
  const blocking = findings.filter(blocks);
  const more = blocking.length - MAX_FINDINGS;
  return [
    `- ${id}: ${verdict}${reason === undefined ? '' : ` (${clip(reason)})`}`,
    ...blocking.slice(0, MAX_FINDINGS).map(findingLine),
    ...(more > 0 ? [`  - … and ${more} more`] : []),
  ];
}

function findingLine({ path, range, rule, message, remediation, reproduce }: Finding): string {
  const place = range === undefined ? path : `${path}:${range.startLine}`;
  const way = remediation === undefined ? '' : `\n    ${remediation}`;
  return `  - ${place} [${rule}] ${clip(message)}${way}${reproduce === undefined ? '' : `\n    reproduce: ${reproduce}`}`;
}

/** 5k characters of the head and 5k of the tail. */
function clip(text: string): string {
  return text.length <= 2 * CLIP ? text : `${text.slice(0, CLIP)}\n[… clipped …]\n${text.slice(-CLIP)}`;
}
