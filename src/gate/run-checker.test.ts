import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { changeBetween, scriptedChecker } from '../../test/rig/gate.ts';
import { createRepository } from '../../test/rig/repository.ts';
import type { AnyChecker, Capabilities } from '../checkers/checker.ts';
import { AdapterError } from '../domain/error.ts';
import { systemClock } from '../platform/clock.ts';
import { runChecker } from './run-checker.ts';

interface Running {
  readonly options?: unknown;
  readonly timeoutMs?: number;
  readonly asideMs?: () => number;
  readonly onDuration?: (ms: number) => void;
  readonly signal?: AbortSignal;
}

/** What a checker's run says about a change of one line in a.js. */
async function run(
  checker: AnyChecker,
  {
    options = {},
    timeoutMs = 20_000,
    asideMs = () => 0,
    onDuration = () => undefined,
    signal = new AbortController().signal,
  }: Running = {},
) {
  using repo = createRepository({ 'a.js': 'one();\n' });
  const base = repo.git('rev-parse', 'HEAD');
  await using open = await changeBetween(repo, base, repo.commit({ 'a.js': 'one();\ntwo();\n' }));
  // Only what a test's checker looks at.
  const capabilities = open.capabilities as Capabilities;
  const ran = await runChecker({
    number: 99,
    id: 'x',
    checker,
    mode: 'enforced',
    options,
    capabilities,
    clock: systemClock,
    timeoutMs,
    asideMs,
    signal,
  });
  onDuration(ran.result.durationMs);
  const { verdict, reason, examined, inScope, findings, measurements, tools } = ran.result;
  return { verdict, reason, examined, inScope, findings: findings.map(({ message }) => message), measurements, tools };
}

const NOTHING = { reason: undefined, examined: 0, inScope: 0, findings: [], measurements: [], tools: [] };

test('a checker that finds nothing in what it examined passes', async () => {
  const checker = scriptedChecker(({ inScope, examined, measure, used }) => {
    inScope(['a.js', 'b.js', 'c.js']);
    examined(['a.js', 'elsewhere.js']);
    measure('size', 3, 'lines');
    used({ name: 'tool', version: '1' });
    return undefined;
  });
  expect(await run(checker)).toEqual({
    ...NOTHING,
    verdict: 'passed',
    examined: 1,
    inScope: 3,
    measurements: [{ name: 'size', value: 3, unit: 'lines' }],
    tools: [{ name: 'tool', version: '1' }],
  });
});

test('a new error fails it, a warning or what base has too does not', async () => {
  const say = (rule: string, side: 'base' | 'head' = 'head') =>
    scriptedChecker(({ report }) => {
      report(rule, { message: rule, path: 'a.js', range: { startLine: 1 } });
      if (side === 'base') report(rule, { message: rule, path: 'a.js', range: { startLine: 1 }, side });
    });
  const verdicts = await Promise.all([run(say('bad')), run(say('odd')), run(say('bad', 'base'))]);
  expect(verdicts.map(({ verdict, findings }) => [verdict, findings])).toEqual([
    ['failed', ['bad']],
    ['passed', ['odd']],
    ['passed', ['bad']],
  ]);
});

test.each<[string, AnyChecker, string]>([
  ['an exception', scriptedChecker(() => Promise.reject(new TypeError('x is not a function'))), 'TypeError: x is not a function'],
  [
    'a tool without an answer',
    scriptedChecker(() => Promise.reject(new AdapterError('T', 'eslint crashed', { hint: 'Install it.' }))),
    'eslint crashed (Install it.)',
  ],
  ['something thrown that is no error', scriptedChecker(() => Promise.reject('a word')), 'a word'],
  [
    'an undeclared rule',
    scriptedChecker(({ report }) => report('unheard-of', { message: 'm', path: 'a.js' })),
    'a checker reported the rule unheard-of, which it does not declare',
  ],
  ['an answer that is none', scriptedChecker(() => ({ reason: 'I say so' })), 'answered what is neither nothing nor "not applicable"'],
  ['null for an answer', scriptedChecker(() => null), 'answered what is neither nothing nor "not applicable"'],
])('%s is errored', async (_, checker, reason) => {
  const { verdict, reason: said } = await run(checker);
  expect([verdict, said]).toEqual(['errored', reason]);
});

test('findings before an exception stay, and do not make a verdict of it', async () => {
  const checker = scriptedChecker(({ report }) => {
    report('bad', { message: 'seen', path: 'a.js' });
    throw new Error('then it broke');
  });
  expect(await run(checker)).toEqual({ ...NOTHING, verdict: 'errored', reason: 'Error: then it broke', findings: ['seen'] });
});

test('files in scope of which none was examined are no proof', async () => {
  const checker = scriptedChecker(({ inScope, examined }) => {
    inScope(['a.js', 'b.js']);
    examined(['other.js']);
  });
  expect(await run(checker)).toEqual({ ...NOTHING, verdict: 'errored', reason: 'examined none of the 2 files in its scope', inScope: 2 });
});

test('files that base’s own configuration leaves out are not in scope', async () => {
  const checker = scriptedChecker(({ inScope, ignored }) => {
    inScope(['a.js']);
    ignored(['a.js']);
  });
  expect(await run(checker)).toEqual({ ...NOTHING, verdict: 'passed' });
});

test('"not applicable" is a verdict, but not beside a finding or files in scope', async () => {
  const said = await Promise.all([
    run(scriptedChecker(({ notApplicable }) => notApplicable('no tests'))),
    run(scriptedChecker(({ notApplicable, report }) => (report('odd', { message: 'm', path: 'a.js' }), notApplicable('no tests')))),
    run(scriptedChecker(({ notApplicable, inScope }) => (inScope(['a.js']), notApplicable('no tests')))),
  ]);
  const refused = 'said "not applicable" (no tests) although it found something or had files in scope';
  expect(said.map(({ verdict, reason }) => [verdict, reason])).toEqual([
    ['not-applicable', 'no tests'],
    ['errored', refused],
    ['errored', refused],
  ]);
});

test.for([
  [{ strict: 'yes' }, 'checkers.x.strict: expected true or false, found "yes"'],
  [{ strikt: true }, 'checkers.x.strikt: unknown key, expected one of strict; did you mean "strict"?'],
])('options that its schema refuses are errored before it runs: %j', async ([options, fault]) => {
  let ran = false;
  const { verdict, reason } = await run(
    scriptedChecker(() => void (ran = true)),
    { options },
  );
  expect([verdict, reason, ran]).toEqual(['errored', `its options are invalid: .jidoka/config.yaml: ${fault}`, false]);
});

test('a checker that does not end is timed out, and what it says later counts nothing', async () => {
  const late = Promise.withResolvers<void>();
  const checker = scriptedChecker(async ({ report, examined, inScope, measure, used }) => {
    await late.promise;
    report('bad', { message: 'late', path: 'a.js' });
    inScope(['a.js']);
    examined(['a.js']);
    measure('late', 1, 'x');
    used({ name: 'late', version: '1' });
  });
  const result = await run(checker, { timeoutMs: 100 });
  late.resolve();
  await delay(10);
  expect(result).toEqual({ ...NOTHING, verdict: 'timed-out', reason: 'gave no answer within 0.1 s' });
});

test('what no checker is to blame for counts neither as its time nor against its limit', async () => {
  let aside = 0;
  const work = (ms: number) =>
    scriptedChecker(async ({ signal, inScope, examined }) => {
      inScope(['a.js']);
      examined(['a.js']);
      const began = performance.now();
      const before = aside;
      while (performance.now() - began < 300) {
        aside = before + performance.now() - began;
        await delay(10);
      }
      if (ms > 0) await delay(ms, undefined, { signal }).catch(() => undefined);
    });
  const durations: number[] = [];
  const told = { timeoutMs: 200, asideMs: () => aside, onDuration: (ms: number) => void durations.push(ms) };
  const [quick, slow] = [await run(work(0), told), await run(work(60_000), told)];
  // Of 300 ms each time.
  expect([quick.verdict, slow.verdict, durations.map((ms, at) => ms < (at === 0 ? 200 : 10_000))]).toEqual([
    'passed',
    'timed-out',
    [true, true],
  ]);
});

test('a checker that ends at once when its time is up has not passed', async () => {
  const checker = scriptedChecker(async ({ signal, inScope, examined }) => {
    inScope(['a.js', 'b.js']);
    examined(['a.js']);
    await new Promise((resolve) => signal.addEventListener('abort', resolve));
  });
  expect(await run(checker, { timeoutMs: 100 })).toEqual({
    ...NOTHING,
    verdict: 'timed-out',
    reason: 'gave no answer within 0.1 s',
    examined: 1,
    inScope: 2,
  });
});

test('a cancelled one has not passed either, whether it listens or not', async () => {
  const said = await Promise.all(
    [Promise.resolve(), new Promise<void>(() => undefined)].map((answer) => {
      const stop = new AbortController();
      const checker = scriptedChecker(() => {
        stop.abort();
        return answer;
      });
      return run(checker, { signal: stop.signal });
    }),
  );
  said.push(
    await run(
      scriptedChecker(() => undefined),
      { signal: AbortSignal.abort() },
    ),
  );
  const cancelled = { ...NOTHING, verdict: 'cancelled', reason: 'the run was cancelled' };
  expect(said).toEqual([cancelled, cancelled, cancelled]);
});

test('what an answer leaves open stands in its reason, and changes no verdict', async () => {
  const open = scriptedChecker(({ inScope, examined, caveat }) => {
    inScope(['a.js']);
    examined(['a.js']);
    caveat('the moon was not looked at');
    caveat('the moon was not looked at');
    caveat('nor were the stars');
  });
  const { verdict, reason } = await run(open);
  expect([verdict, reason]).toEqual(['passed', 'the moon was not looked at; nor were the stars']);
});

test('one that gives no answer says why, and nothing more', async () => {
  const silent = scriptedChecker(({ caveat }) => {
    caveat('the moon was not looked at');
    throw new AdapterError('X', 'broken');
  });
  const { verdict, reason } = await run(silent);
  expect([verdict, reason]).toEqual(['errored', 'broken']);
});

test('a token that a tool quotes is in no report', async () => {
  const token = 'ghp_m6qtkUsieoGoTzdWcgfmZCJ2Sxz9e8pGnyf2';
  const found = scriptedChecker(({ report }) => report('bad', { message: `unexpected "${token}"`, path: 'a.js' }));
  const failed = scriptedChecker(() => {
    throw new AdapterError('X', `it printed ${token}`);
  });
  expect([(await run(found)).findings, (await run(failed)).reason]).toEqual([['unexpected "ghp_…"'], 'it printed ghp_…']);
});
