import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { workspacesFolder } from '../../src/platform/workspaces-folder.ts';
import { failure, json } from '../rig/answers.ts';
import { BAD, GOOD } from '../rig/greeter.ts';
import { copyLine, makeLine, type TestLine } from '../rig/line.ts';
import { recorded } from '../rig/scripted.ts';

const REASON: object = { reason: expect.any(String) };

describe('check', () => {
  interface Checked {
    readonly outcome: string;
    readonly reasons: readonly string[];
    readonly checkers: readonly {
      number: number;
      verdict: string;
      findings: readonly { rule: string; path: string; fingerprint: string; reproduce: string }[];
    }[];
  }
  const verdicts = (answer: unknown) => (answer as Checked).checkers.map(({ number, verdict }) => `${number} ${verdict}`);

  test('says green with exit 0, in a document of the published shape', async () => {
    await using line = makeLine();
    line.write(GOOD);
    const { code, answer } = await json(line, 'check');
    expect({ code, answer }).toEqual({
      code: 0,
      answer: {
        schemaVersion: 1,
        outcome: 'green',
        partial: false,
        base: line.git('rev-parse', 'main'),
        head: 'working-tree',
        tree: expect.stringMatching(/^[0-9a-f]{40}$/),
        policy: { digest: expect.stringMatching(/^[0-9a-f]{64}$/), phase: 3, source: 'base' },
        coverage: { inScope: 2, examined: 2, unexamined: [], unsupported: [] },
        reasons: [],
        notBuilt: [10, 11, 16, 17, 19],
        checkers: [1, 3, 4, 5, 6, 7, 8, 9].map((number) => ({
          number,
          id: expect.any(String),
          mode: 'enforced',
          verdict: number === 5 ? 'not-applicable' : 'passed',
          ...(number === 5 ? REASON : {}),
          ...(number === 8 ? { reason: 'vulnerable dependencies not evaluated: no source of advisories is asked' } : {}),
          examined: expect.any(Number),
          inScope: expect.any(Number),
          durationMs: expect.any(Number),
          cached: false,
          tools: expect.any(Array),
          findings: [],
          measurements: expect.any(Array),
        })),
      },
    });
    expect(line.git('status', '--porcelain')).toEqual('?? src/farewell.js\n?? test/farewell.test.js');
    const again = await json(line, 'check');
    expect((again.answer as { checkers: { cached: boolean }[] }).checkers.map(({ cached }) => cached)).toEqual([
      true,
      true,
      true,
      true,
      true,
      true,
      true,
      true,
    ]);
  });

  test('says red with exit 1, and explain tells the finding, its rule and the checker', async () => {
    await using line = makeLine();
    line.write(BAD);
    const { code, answer } = await json(line, 'check');
    expect({ code, outcome: (answer as Checked).outcome, verdicts: verdicts(answer) }).toEqual({
      code: 1,
      outcome: 'red',
      verdicts: ['1 passed', '3 passed', '4 passed', '5 cancelled', '6 cancelled', '7 failed', '8 passed', '9 passed'],
    });
    const found = (answer as Checked).checkers.flatMap(({ findings }) => findings);
    expect(found).toEqual([expect.objectContaining({ path: 'src/farewell.js', severity: 'error', baselineState: 'new' })]);
    const { fingerprint = '', rule = '' } = found[0] ?? {};
    const explained = await line.cli('explain', fingerprint.slice(0, 12));
    expect(explained.code).toEqual(0);
    for (const part of ['src/farewell.js', '7', 'style-and-convention', `waive ${fingerprint.slice(0, 12)} --reason`])
      expect(explained.stdout).toContain(part);
    for (const name of [rule, `style-and-convention/${rule}`]) {
      const told = await json(line, 'explain', name);
      expect({ code: told.code, answer: told.answer }).toEqual({
        code: 0,
        answer: { schemaVersion: 1, rules: [expect.objectContaining({ id: rule })] },
      });
    }
    for (const name of ['7', 'style-and-convention']) {
      const told = await line.cli('explain', name);
      expect(told.stdout).toMatch(/^7 style-and-convention: .*\n\n {2}(error|warning) [^]*README\.md\n$/);
    }
    const pretty = await line.cli('check', '-o', 'report.txt');
    expect(pretty).toEqual({ code: 1, signal: null, stdout: '', stderr: '' });
    expect(readFileSync(join(line.root, 'report.txt'), 'utf8')).toContain('src/farewell.js');
  });

  test('says undecided with exit 3 when nothing was changed, naming the base', async () => {
    await using line = makeLine();
    line.commit({});
    const { code, stdout } = await line.cli('check', '--base', 'main');
    expect(code).toEqual(3);
    expect(stdout).toContain(line.git('rev-parse', 'main').slice(0, 10));
    const { code: same, answer } = await json(line, 'check', '--base', 'main');
    expect({ same, outcome: (answer as Checked).outcome, reasons: (answer as Checked).reasons }).toEqual({
      same: 3,
      outcome: 'undecided',
      reasons: [`the change is empty: nothing differs from the base ${line.git('rev-parse', 'main')}`],
    });
  });

  test('judges what is staged, or a commit, and nothing else', async () => {
    await using line = makeLine();
    line.write(BAD);
    line.git('add', '--all');
    line.write(GOOD);
    const staged = await json(line, 'check', '--staged');
    const found = (staged.answer as Checked).checkers.flatMap(({ findings }) => findings);
    expect([staged.code, found.map(({ reproduce }) => reproduce)]).toEqual([1, ['jidoka check --only style-and-convention --staged']]);
    expect((await line.cli('check')).code).toEqual(0);
    line.git('commit', '--quiet', '-m', 'With a fault');
    expect((await line.cli('check', '--head', 'HEAD')).code).toEqual(1);
    expect((await line.cli('check', '--staged')).code).toEqual(3);
  });

  test('of some checkers is partial', async () => {
    await using line = makeLine();
    line.write(BAD);
    const { code, answer } = await json(line, 'check', '--only', 'generated-code-integrity,5');
    expect({ code, partial: (answer as { partial: boolean }).partial, verdicts: verdicts(answer) }).toEqual({
      code: 0,
      partial: true,
      verdicts: ['4 passed', '5 not-applicable'],
    });
  });
});

describe('after a run', () => {
  let template: TestLine;
  let run: string;
  beforeAll(async () => {
    template = recorded([{ write: BAD }, { write: GOOD }]);
    expect((await template.cli('run', 'say-goodbye', '--yes')).code).toEqual(0);
    run = await template.lastRun();
  });
  afterAll(() => template[Symbol.asyncDispose]());

  test('runs list, show and explain tell it', async () => {
    const events = await template.events(run);
    const list = await json(template, 'runs', 'list');
    expect(list).toEqual({
      code: 0,
      answer: {
        schemaVersion: 1,
        runs: [
          {
            status: 'finished',
            run,
            order: { id: 'say-goodbye', title: 'Say goodbye', digest: expect.any(String) },
            base: template.git('rev-parse', 'HEAD'),
            startedAt: events[0]?.time,
            finishedAt: events.at(-1)?.time,
            attempts: 2,
            outcome: 'green',
            reason: 'integrated; the policy names no target to release to',
            commit: template.git('rev-parse', 'main'),
          },
        ],
      },
    });
    expect(await json(template, 'explain', run)).toEqual({ code: 0, answer: { schemaVersion: 1, events } });
    for (const args of [['runs'], ['runs', 'show', run], ['explain', run]]) {
      const { code, stdout, stderr } = await template.cli(...args);
      expect({ args, code, stderr }).toEqual({ args, code: 0, stderr: '' });
      expect(stdout).toContain('Say goodbye');
    }
    // What the first attempt was sent back for, with what `explain` and `waive` take.
    expect((await template.cli('runs', 'show', run)).stdout).toMatch(/src\/farewell\.js:2[^]*\/[a-z-]+ {2}[0-9a-f]{12}\n/);
    expect(await json(template, 'runs', 'cancel', run)).toEqual(failure('RUN_FINISHED', `${run} is finished`, null));
  });

  test('the ledger is exported line by line', async () => {
    const { code, stdout } = await template.cli('ledger', 'export');
    const exported = stdout
      .trim()
      .split('\n')
      .map((text) => JSON.parse(text));
    expect({ code, exported }).toEqual({ code: 0, exported: await template.events() });
  });

  test('clean frees what can be made again, and never the ledger', async () => {
    await using line = copyLine(template);
    const [artefact = ''] = readdirSync(join(line.root, '.jidoka/state/artefacts'));
    const unused = ['artefacts', 'dependencies'].map((folder) => `${folder}/${'0'.repeat(64)}`);
    for (const path of unused) mkdirSync(join(line.root, '.jidoka/state', path), { recursive: true });
    mkdirSync(join(workspacesFolder(join(line.root, '.jidoka/state')), run), { recursive: true });
    // One that the target's state mentions.
    mkdirSync(join(line.root, '.jidoka/state/target'), { recursive: true });
    mkdirSync(join(line.root, '.jidoka/state/dependencies', '1'.repeat(64)));
    writeFileSync(join(line.root, '.jidoka/state/target/state.json'), JSON.stringify({ dependencies: `/x/${'1'.repeat(64)}` }));
    const { code, answer } = await json(line, 'clean', '--all');
    rmSync(join(line.root, '.jidoka/state/target/state.json'));
    const { removed, bytes } = answer as { removed: string[]; bytes: number };
    expect({ code, isEmpty: removed.some((path) => /ledger|git/.test(path)), bytes }).toEqual({
      code: 0,
      isEmpty: false,
      bytes: expect.any(Number),
    });
    expect(removed).toEqual(expect.arrayContaining([...unused, `workspaces/${run}`]));
    expect([readdirSync(join(line.root, '.jidoka/state/artefacts')), removed.filter((path) => path.endsWith('1'.repeat(64)))]).toEqual([
      [artefact],
      [],
    ]);
    expect((await line.cli('ledger', 'verify')).code).toEqual(0);
    expect((await line.cli('verify', 'main')).code).toEqual(0);
    expect((await line.events()).length).toEqual((await template.events()).length);
  });
});
