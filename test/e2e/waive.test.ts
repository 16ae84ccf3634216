import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WAIVERS_PATH } from '../../src/domain/waiver.ts';
import { loadSigningKey } from '../../src/platform/signing-key.ts';
import { A_HINT, failure, json } from '../rig/answers.ts';
import { BAD, GOOD } from '../rig/greeter.ts';
import { copyLine, makeLine, type TestLine } from '../rig/line.ts';
import { runCli } from '../rig/program.ts';

const inDays = (days: number) => new Date(Date.now() + days * 24 * 60 * 60_000).toISOString().slice(0, 10);

interface Shown {
  readonly outcome: string;
  readonly checkers: readonly {
    readonly findings: readonly { readonly rule: string; readonly fingerprint: string; readonly waived?: string }[];
  }[];
}

/** The outcome of a check of the working tree, and its findings: rule, and who waived it. */
async function checked(line: TestLine, ...args: string[]) {
  const { code, stdout } = await line.cli('check', ...args, '--json');
  const { outcome, checkers } = JSON.parse(stdout) as Shown;
  const findings = checkers.flatMap((checker) => checker.findings);
  return {
    code,
    outcome,
    found: findings.map(({ rule, waived }) => `${rule}${waived === undefined ? '' : ` waived: ${waived}`}`),
    findings,
  };
}

describe('a finding', () => {
  let template: TestLine;
  let fingerprint: string;
  beforeAll(async () => {
    template = makeLine();
    template.write(BAD);
    const { code, found, findings } = await checked(template);
    fingerprint = findings[0]?.fingerprint ?? '';
    expect([code, found]).toEqual([1, ['lint']]);
  });
  afterAll(() => template[Symbol.asyncDispose]());

  test('that an operator waives is no obstacle, in a check and in a run, and is named in every report', async () => {
    await using line = copyLine(template);
    const key = loadSigningKey(line.env)?.keyId.slice(0, 12);
    const until = inDays(10);
    const waived = await line.cli('waive', fingerprint.slice(0, 12), '--reason', 'Wanted for the demo', '--expires', until);
    expect([waived.code, waived.stdout.split('\n').slice(0, 3)]).toEqual([
      0,
      [
        `Waived until ${until}: style-and-convention/lint ${fingerprint.slice(0, 12)} in src/farewell.js`,
        expect.stringMatching(/^ {2}`debugger` statement is not allowed\./),
        `Signed by key ${key}: it counts in the change that adds it.`,
      ],
    ]);
    const note = `Wanted for the demo (until ${until}, signed by key ${key})`;
    const { code, outcome, found } = await checked(line);
    expect({ code, outcome, found }).toEqual({ code: 0, outcome: 'green', found: [`lint waived: ${note}`] });
    expect((await line.cli('check')).stdout).toContain(
      `Waived: style-and-convention/lint ${fingerprint.slice(0, 12)} in src/farewell.js: `,
    );
    const change = line.commit({}, 'With a waiver');
    const end = await line.run({ change, withRelease: false });
    const verified = JSON.parse((await line.cli('verify', end.commit ?? '', '--json')).stdout);
    const counted = verified.attestation.predicate.checkers.flatMap(
      ({ number, findings }: { readonly number: number; readonly findings: { readonly waived: number } }) =>
        findings.waived === 0 ? [] : [[number, findings.waived]],
    );
    expect([end.outcome, counted]).toEqual(['green', [[7, 1]]]);
    // A change of one character of it makes it nobody's.
    line.write({ [WAIVERS_PATH]: readFileSync(join(line.root, WAIVERS_PATH), 'utf8').replace('demo', 'Demo') });
    expect(await checked(line, '--base', `${change}^`)).toMatchObject({
      code: 1,
      outcome: 'red',
      found: ['protected-path', 'waiver-invalid', 'lint'],
    });
  });

  test('that the change itself waives, without a trusted key, is as red as before', async () => {
    await using line = copyLine(template);
    const env = { ...line.env, XDG_CONFIG_HOME: join(line.folder, 'another') };
    await runCli(['keys', 'new'], { cwd: line.root, env });
    const { code, stdout } = await runCli(['waive', fingerprint, '--reason', 'Mine', '--expires', inDays(10), '--json'], {
      cwd: line.root,
      env,
    });
    expect([code, JSON.parse(stdout).signed]).toEqual([0, false]);
    expect(await checked(line)).toMatchObject({ code: 1, outcome: 'red', found: ['protected-path', 'lint'] });
    // On the base it counts: whoever may write there has decided.
    line.git('add', WAIVERS_PATH);
    line.git('commit', '--quiet', '-m', 'Waive');
    expect(await checked(line, '--base', 'HEAD')).toMatchObject({
      code: 0,
      outcome: 'green',
      found: [`lint waived: Mine (until ${inDays(10)}, from the base commit)`],
    });
  });

  test('whose waiver was taken back is not waived by putting the signed waiver there again', async () => {
    await using line = copyLine(template);
    await line.cli('waive', fingerprint, '--reason', 'For now', '--expires', inDays(10));
    const signed = readFileSync(join(line.root, WAIVERS_PATH), 'utf8');
    line.git('add', WAIVERS_PATH);
    line.git('commit', '--quiet', '-m', 'Waive');
    line.git('rm', '--quiet', WAIVERS_PATH);
    line.git('commit', '--quiet', '-m', 'Take it back');
    line.git('update-ref', 'refs/heads/main', 'HEAD');
    line.write({ [WAIVERS_PATH]: signed });
    expect(await checked(line)).toMatchObject({ code: 1, outcome: 'red', found: ['protected-path', 'waiver-invalid', 'lint'] });
  });

  test.each([
    { args: ['0123456789ab', '--reason', 'x', '--expires', inDays(1)], code: 'UNKNOWN_FINDING', message: /no finding on record/ },
    { args: ['<it>', '--expires', inDays(1)], message: /^waive needs --reason/ },
    { args: ['<it>', '--reason', 'x', '--expires', '2026-02-30'], message: /^waive needs --expires <date>, found "2026-02-30"$/ },
    { args: ['<it>', '--reason', 'x', '--expires', inDays(92)], message: /is more than 90 days ahead$/ },
  ])('is not waived by $args', async ({ args, code = 'USAGE', message }) => {
    const answer = await json(template, 'waive', ...args.map((arg) => (arg === '<it>' ? fingerprint : arg)));
    expect(answer).toEqual(failure(code, expect.stringMatching(message), A_HINT));
    expect(template.git('status', '--porcelain', '.jidoka')).toBe('');
  });
});

test('tests that are not reached are waived by nobody: nothing is proven then', async () => {
  const lint = "import { existsSync } from 'node:fs';\nif (existsSync('src/farewell.js')) throw new Error('no farewells');\n";
  await using line = makeLine({ config: { commands: { test: 'node lint.js && node --test' } }, files: { 'lint.js': lint } });
  line.write({ 'src/farewell.js': GOOD['src/farewell.js'] ?? '' });
  const { code, found, findings } = await checked(line);
  expect([code, found]).toEqual([1, ['tests-not-reached']]);
  const [{ fingerprint } = { fingerprint: '' }] = findings;
  expect(await json(line, 'waive', fingerprint, '--reason', 'Later', '--expires', inDays(10))).toEqual(
    failure('NOT_WAIVABLE', 'test-coverage/tests-not-reached cannot be waived', A_HINT),
  );
  expect((await checked(line)).code).toBe(1);
});
