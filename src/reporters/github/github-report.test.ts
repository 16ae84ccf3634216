import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hostileCheck, redCheck, sampleCheck, sampleFinding, silentCheck, unaskedCheck } from '../../../test/rig/sample-check.ts';
import type { CheckDocument } from '../json/check-document.ts';
import { githubReport, MOST_ANNOTATIONS } from './github-report.ts';
import { githubSummary } from './github-summary.ts';

const lines = (document: CheckDocument) => githubReport(document, { program: 'jidoka' }).trimEnd().split('\n');
const commands = (document: CheckDocument) => lines(document).filter((line) => line.startsWith('::'));

describe('annotations', () => {
  test('a finding that stops the change is an error at its place', () => {
    expect(commands(redCheck([{ range: { startLine: 3, startColumn: 5, endLine: 4, endColumn: 6 } }]))).toEqual([
      '::error file=src/app.ts,line=3,endLine=4,col=5,endColumn=6,title=style-and-convention/lint::Unexpected `debugger` statement.%0AFix: Do what the linter says.%0AReproduce: jidoka check --only style-and-convention',
    ]);
  });

  test('green says so and annotates nothing', () => {
    expect(lines(sampleCheck)).toEqual(['✓ GREEN  Nothing new stands against this change: 1 checker passed.']);
  });

  test.each<[string, CheckDocument, string[]]>([
    [
      'a checker without an answer',
      silentCheck(),
      ['::error title=jidoka 7 style-and-convention%3A errored::no answer: oxlint printed no report'],
    ],
    ['a gate that asked nobody', unaskedCheck, ['::error title=jidoka%3A undecided::nothing is staged']],
    ['a red without a finding', redCheck([]), ['::error title=jidoka%3A red::7 style-and-convention failed: 1 new finding']],
    [
      'a file nobody examined',
      { ...sampleCheck, outcome: 'undecided', coverage: { ...sampleCheck.coverage, unexamined: ['a,b:c%.ts'] } },
      ['::error file=a%2Cb%3Ac%25.ts,title=jidoka/unexamined::Changed, and examined by no checker: the gate is undecided.'],
    ],
  ])('%s is an error', (_, document, expected) => {
    expect(commands(document)).toEqual(expected);
  });

  test('mild and shadow ones are no errors, old and waived ones nothing', () => {
    const kinds = (document: CheckDocument) => commands(document).map((line) => line.split(' ')[0]);
    const bare = { reproduce: 'x', remediation: 'y' };
    expect(
      kinds({
        ...redCheck([{ severity: 'warning' }, { severity: 'note' }, { ...bare, waived: 'x' }, { baselineState: 'unchanged' }]),
        outcome: 'green',
      }),
    ).toEqual(['::warning', '::notice']);
    expect(kinds({ ...redCheck([{}], { mode: 'shadow' }), outcome: 'green' })).toEqual(['::notice']);
  });

  test('ten of a kind; the tenth counts the others', () => {
    const findings = [...Array.from({ length: 25 }, () => ({})), ...Array.from({ length: 10 }, () => ({ severity: 'warning' as const }))];
    const said = commands(redCheck(findings));
    expect([said.filter((line) => line.startsWith('::error')).length, said.filter((line) => line.startsWith('::warning')).length]).toEqual([
      MOST_ANNOTATIONS,
      MOST_ANNOTATIONS,
    ]);
    expect(said[9]).toContain('::error title=jidoka::16 more errors without a place here');
  });
});

/** As GitHub's runner reads a line: a command begins it (spaces aside), or stands anywhere in the older form. */
function commandIn(line: string): string | null {
  const first = /^\s*::(?<name>[^\s:]+)/.exec(line)?.groups?.name;
  return first ?? /##\[(?<name>[^\]]*)\]?/.exec(line)?.groups?.name ?? null;
}

test('no text gives a command of its own, and none but a green gate looks green', () => {
  fc.assert(
    fc.property(hostileCheck, (document) => {
      const said = githubReport(document, { program: 'jidoka' });
      const found = said.split(/\r\n|[\n\r\u0085\u2028\u2029]/).flatMap((line) => commandIn(line) ?? []);
      expect(found.filter((name) => !['error', 'warning', 'notice'].includes(name))).toEqual([]);
      expect(found.length).toBeLessThanOrEqual(3 * MOST_ANNOTATIONS);
      expect(document.outcome === 'green' || found.includes('error')).toBe(true);
    }),
    { numRuns: 300 },
  );
});

describe('the summary of a job', () => {
  const summary = (document: CheckDocument, maxBytes = 1_000_000) => githubSummary(document, { program: 'jidoka', maxBytes });

  test('tells verdict, checkers, new and waived findings', () => {
    expect(summary(redCheck([{ message: 'a | b' }, { waived: 'until March', path: '.' }]))).toBe(`## Jidoka: red

&#10007; RED  1 new finding stops this change&#46; Next&#58; jidoka explain 9f2c01ab44de says why&#44; how to fix it and what lets it stay&#46;

Base <code>aaaaaaaaaa</code>, judged <code>bbbbbbbbbb</code>.

| checker | verdict | files | time | why |
| --- | --- | --- | --- | --- |
| 7 style&#45;and&#45;convention | failed | 2&#47;2 | 0&#46;4 s |  |

### New findings

|  | where | what | rule | fix |
| --- | --- | --- | --- | --- |
| ❌ | <code>src&#47;app&#46;ts&#58;12</code> | a &#124; b | style&#45;and&#45;convention&#47;lint | Do what the linter says&#46; |

### Waived

| where | rule | why |
| --- | --- | --- |
| <code>the change as a whole</code> | style&#45;and&#45;convention&#47;lint | until March |
`);
  });

  test('is undecided when nobody was asked', () => {
    expect(summary(unaskedCheck)).toContain('## Jidoka: undecided\n\n');
    expect(summary(unaskedCheck)).toContain('nothing is staged');
  });

  test('keeps within the size, whole rows only, and counts the rest', () => {
    const text = summary(redCheck(Array.from({ length: 2000 }, () => ({ message: '漢'.repeat(400) }))), 100_000);
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(100_000);
    expect(text).toMatch(/\n[\d,]+ more lines did not fit here: <code>jidoka check &#45;&#45;json<\/code> has all\.\n$/);
  });

  test('shows texts and does nothing with them', () => {
    fc.assert(
      fc.property(hostileCheck, (document) => {
        const text = summary(document);
        // Without our own structure nothing is left that means anything in Markdown or HTML.
        const rest = text.replaceAll(/<\/?code>|&#\d+;|^## Jidoka: .*$|^### .*$|^\| --- .*$/gm, '');
        expect(rest).not.toMatch(/[<>[\]()*_`~#@!\\{}]/);
        expect(text.startsWith(`## Jidoka: ${document.outcome}`)).toBe(true);
        const widths = text.split('\n').flatMap((line) => (line.startsWith('|') ? [line.split('|').length] : []));
        expect(widths.filter((width) => ![5, 7].includes(width))).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  test('of a finding that stops the change says so', () => {
    expect(summary(redCheck([sampleFinding]))).toContain('| ❌ |');
  });
});
