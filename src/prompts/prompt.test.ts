import { expect, test } from 'vitest';
import type { CheckerResult } from '../domain/verdict.ts';
import type { Finding } from '../domain/finding.ts';
import { type PromptContext, writePrompt } from './prompt.ts';

const CONTEXT: PromptContext = {
  order: {
    id: 'a-page',
    title: 'Add a page',
    kind: 'feature',
    scope: ['src/**'],
    mayChange: ['package.json'],
    description: 'It lists people.',
    criteria: [{ id: 'AC-1', text: 'It lists ten.' }],
    digest: '0'.repeat(64),
  },
  strategy: 'first',
  judgedBy: ['The change builds'],
  protectedPaths: ['.jidoka/**', 'package.json'],
  verdicts: [],
  reasons: [],
};

const finding = (more: Partial<Finding> = {}): Finding => ({
  rule: 'bad',
  severity: 'error',
  message: 'this is bad',
  path: 'a.js',
  range: { startLine: 3 },
  fingerprint: 'f',
  baselineState: 'new',
  reproduce: 'npx check a.js',
  remediation: 'Make it good.',
  ...more,
});

const result = (more: Partial<CheckerResult>): CheckerResult => ({
  number: 4,
  id: 'generated-code-integrity',
  mode: 'enforced',
  verdict: 'failed',
  examined: 1,
  inScope: 1,
  durationMs: 1,
  cached: false,
  tools: [],
  findings: [],
  measurements: [],
  ...more,
});

const ENDING =
  'Edit the files in the working directory. Name each criterion a test covers in the title of the test (AC-1 …). What you say is not believed; what you leave in the files is judged. If the order cannot be met, print one line CANNOT_SATISFY(reason) and change nothing.\n';

test('the first prompt is the order, its limits and what it will be judged by', () => {
  expect(writePrompt(CONTEXT).text).toBe(`Carry out this work order in the repository in your working directory.

# Add a page

It lists people.

## Acceptance criteria

- AC-1: It lists ten.

## Files you may change

- src/**

## What the change must stand up to

- The change builds

## Paths that stay as they are

.jidoka/**

${ENDING}`);
});

test('a repair names what blocks, where, how to see it and what to do; not what is in shadow, old, mild or was not asked', () => {
  const { text } = writePrompt({
    ...CONTEXT,
    strategy: 'repair',
    reasons: ['the change is empty'],
    verdicts: [
      result({
        findings: [finding(), finding({ baselineState: 'unchanged', message: 'old' }), finding({ severity: 'warning', message: 'mild' })],
      }),
      result({ number: 5, id: 'build-and-compile', verdict: 'errored', reason: 'no compiler' }),
      result({ number: 6, id: 'test-coverage', verdict: 'cancelled', reason: 'cheaper-checker-failed' }),
      result({ number: 7, id: 'style-and-convention', mode: 'shadow', findings: [finding({ message: 'shadow' })] }),
    ],
  });
  const start = text.indexOf('## What stopped');
  expect(text.slice(start, text.indexOf('## What the change must'))).toBe(`## What stopped the last attempt

- the change is empty
- generated-code-integrity: failed
  - a.js:3 [bad] this is bad
    Make it good.
    reproduce: npx check a.js
- build-and-compile: errored (no compiler)

`);
});

test('a long message keeps its head and its tail, and many findings are counted', () => {
  const long = `${'a'.repeat(20_000)}end`;
  const many = Array.from({ length: 500 }, (_, index) => finding({ message: `finding ${index}` }));
  const clipped = writePrompt({ ...CONTEXT, verdicts: [result({ findings: [finding({ message: long })] })] }).text;
  const counted = writePrompt({ ...CONTEXT, verdicts: [result({ findings: many })] }).text;
  expect([clipped.includes('\n[… clipped …]\n'), clipped.includes('aend'), clipped.length < 13_000]).toEqual([true, true, true]);
  expect([counted.includes('finding 49'), counted.includes('finding 50'), counted.includes('  - … and 450 more')]).toEqual([
    true,
    false,
    true,
  ]);
});

test('a reason is clipped like a message', () => {
  const { text } = writePrompt({ ...CONTEXT, reasons: ['x'.repeat(50_000)] });
  expect(text.length < 13_000).toBe(true);
});

test('the digest names the text', () => {
  const digests = [writePrompt(CONTEXT), writePrompt(CONTEXT), writePrompt({ ...CONTEXT, strategy: 'fresh' })].map(({ digest }) => digest);
  expect([digests[0] === digests[1], digests[0] === digests[2]]).toEqual([true, false]);
});
