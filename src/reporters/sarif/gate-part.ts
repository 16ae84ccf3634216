import type { CheckDocument } from '../json/check-document.ts';
import type { Result } from './log.ts';
import { descriptorOf, type Part, remark } from './sarif-part.ts';
import { sarifText } from './sarif-text.ts';
import { unreadFiles } from '../unread.ts';

const RULES = {
  unexamined: {
    severity: 'error',
    title: 'Every changed source file is examined',
    remediation: 'Look why no checker reads it: `jidoka doctor` says what is missing. No answer is not a yes.',
  },
  unsupported: {
    severity: 'note',
    title: 'A language that no parser or linter of a checker reads',
    remediation: 'Judge it in another way as well: the message says what the verdict rests on.',
  },
  'not-green': {
    severity: 'error',
    title: 'The gate answers',
    remediation: 'The message says why there is no verdict on this change; `jidoka check` says it again.',
  },
} as const;

/** What the gate says beyond its checkers. A gate that is not green is never a file without an error. */
export function gatePart(document: CheckDocument, checkers: readonly Part[]): Part {
  const { outcome, partial, coverage, reasons } = document;
  const unexamined = partial ? [] : coverage.unexamined;
  const results: Result[] = [
    ...unexamined.map((path) =>
      remark({ rule: 'gate/unexamined', level: 'error', path, message: 'Changed, and examined by no checker: the gate is undecided.' }),
    ),
    ...unreadFiles(document).map(({ path, message }) => remark({ rule: 'gate/unsupported', level: 'note', path, message })),
  ];
  const isVisible = [...results, ...checkers.flatMap((part) => part.results)].some(standsInTheWay);
  const words = reasons.length === 0 ? ['no reason was given'] : reasons;
  const said = words.map((reason) => sarifText(`The gate is ${outcome}: ${reason}`));
  return {
    id: 'gate',
    title: 'The gate as a whole',
    rules: Object.entries(RULES).map(([id, rule]) => descriptorOf({ id: `gate/${id}`, rule })),
    invocation: {
      executionSuccessful: outcome !== 'undecided',
      ...(outcome === 'undecided'
        ? { toolExecutionNotifications: said.map((text) => ({ level: 'error' as const, message: { text } })) }
        : {}),
      properties: { outcome, partial, inScope: coverage.inScope, examined: coverage.examined, notBuilt: document.notBuilt },
    },
    results:
      outcome === 'green' || isVisible
        ? results
        : [...results, ...said.map((message) => remark({ rule: 'gate/not-green', level: 'error', path: '.', message }))],
    tools: [],
  };
}

function standsInTheWay({ level, baselineState, suppressions }: Result): boolean {
  return level === 'error' && baselineState !== 'unchanged' && suppressions === undefined;
}
