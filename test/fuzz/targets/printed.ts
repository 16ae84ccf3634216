import { type Event, eventSchemas } from '../../../src/domain/event.ts';
import type { Finding } from '../../../src/domain/finding.ts';
import { checkDocument } from '../../../src/reporters/json/check-document.ts';
import { jsonText } from '../../../src/reporters/json/json-text.ts';
import { checkReport } from '../../../src/reporters/pretty/check-report.ts';
import { eventLine } from '../../../src/reporters/pretty/event-line.ts';
import type { Chance } from '../chance.ts';
import { mutateText } from '../mutate-text.ts';
import { type FuzzTarget, must } from '../target.ts';
import { recordedLedger } from './ledger-rows.ts';

const WORDS = [
  'src/a.js',
  'A comment stands for code: "// … rest"',
  'jidoka check --only x',
  '\u001B[2J\u202Eabc',
  '::error file=a::b',
  '##vso[task.complete]',
  '<b onclick=x>**a**</b>',
];

/** What a terminal, a CI system or a reader would take for ours: control characters, invisible ones, commands of workflows. */
const ACTS = /[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u200B-\u200F\u202A-\u202E\u2066-\u2069\uFEFF]|^\s*::\w|##(vso)?\[/m;

/** Nothing of a repository, an agent or a tool acts on whoever reads what is printed, and JSON says exactly what was found. */
export const printed: FuzzTarget = {
  refusals: [],
  open: () => {
    const { events } = recordedLedger();
    return { attempt: (chance) => (chance.oneIn(2) ? report(chance) : line(chance.oneOf(events), chance)) };
  },
};

const word = (chance: Chance): string => mutateText(chance.oneOf(WORDS), chance, WORDS).slice(0, 20_000);

function report(chance: Chance): string {
  const finding: Finding = {
    rule: 'bad',
    severity: 'error',
    message: word(chance),
    path: word(chance),
    fingerprint: 'f'.repeat(64),
    baselineState: 'new',
    remediation: word(chance),
    reproduce: word(chance),
  };
  const checker = {
    number: 4,
    id: 'generated-code-integrity',
    mode: 'enforced',
    verdict: 'failed',
    examined: 1,
    inScope: 1,
    durationMs: 1,
    cached: false,
    tools: [{ name: word(chance), version: word(chance) }],
    findings: [finding],
    measurements: [],
  } as const;
  const gate = {
    outcome: 'red',
    isPartial: false,
    checkers: [checker],
    coverage: { inScope: 1, examined: 1, unexamined: [word(chance)], unsupported: [] },
    notBuilt: [],
    reasons: [word(chance)],
    failing: [],
  } as const;
  const document = checkDocument({
    gate,
    base: 'a'.repeat(40),
    head: 'working-tree',
    tree: 'b'.repeat(40),
    policy: { digest: 'c'.repeat(64), phase: 3, source: 'base' },
  });
  mustBeHarmless(checkReport(document, { color: false, columns: chance.oneOf([20, 80, 200]), baseChoice: 'main' }));
  const text = jsonText(document);
  must(!ACTS.test(text.replaceAll('\n', ' ')), 'JSON acts on a terminal', text);
  const [said] = (JSON.parse(text) as typeof document).checkers[0]?.findings ?? [];
  must(said?.message === finding.message && said.path === finding.path, 'JSON says something else', said?.message, finding.message);
  return 'report';
}

/** Every text of an event replaced by others. */
function line(event: Event, chance: Chance): string {
  const payload = JSON.parse(
    JSON.stringify(event.payload, (_, value: unknown) => (typeof value === 'string' && chance.oneIn(2) ? word(chance) : value)),
  ) as object;
  // What is no event is refused at the ledger's edge.
  if (!eventSchemas[event.type].safeParse(payload).success) return 'no event';
  const told = eventLine({ type: event.type, payload } as Event, { start: 0, color: false, columns: 80 });
  if (told === null) return 'event, no line';
  mustBeHarmless(told);
  return 'event';
}

function mustBeHarmless(text: string): void {
  must(
    !ACTS.test(text),
    'what is printed acts on its reader',
    ACTS.exec(text)?.[0],
    text.slice(Math.max(0, text.search(ACTS) - 40)).slice(0, 100),
  );
}
