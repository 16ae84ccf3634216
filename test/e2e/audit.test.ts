import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, afterAll, describe, expect, test } from 'vitest';
import { GOOD, GREETER } from '../rig/greeter.ts';
import { lockOf } from '../hostile/texts.ts';
import { makeLine, settled, type TestLine } from '../rig/line.ts';

/** What a browser or a terminal would act on. */
const HOSTILE = 'Tidy <script>alert(1)</script> & "quotes" \u001b[31m ::error::x';
const AGENT = '\n\nCo-Authored-By: Claude <noreply@anthropic.com>';

interface Told {
  readonly all: { readonly commits: number; readonly stopped: number; readonly by: Record<string, number> };
  readonly authors: readonly { readonly author: string; readonly commits: number; readonly stopped: number }[];
  readonly commits: readonly {
    readonly subject: string;
    readonly unjudged: string | null;
    readonly findings: readonly { readonly rule: string }[];
  }[];
}

describe('a repository that never heard of Jidoka', () => {
  let line: TestLine;
  beforeAll(() => {
    line = makeLine({ config: null, orders: [] });
    line.git('rm', '--quiet', '-r', '.jidoka');
    line.git('commit', '--quiet', '--amend', '-m', 'Start');
    line.commit({ 'src/other.js': 'export const other = 1;\n' }, 'Add an other');
    line.commit(
      { 'test/greet.test.js': (GREETER['test/greet.test.js'] ?? '').replace(/ {2}assert\.equal.*\n/, '') },
      `Make the test faster${AGENT}`,
    );
    line.commit({ 'src/other.js': 'export const other = 2; // eslint-disable-line\n' }, HOSTILE);
    // What a merge brings in counts as the merge.
    line.git('checkout', '--quiet', '-b', 'side');
    line.commit({ 'src/greet.js': 'export function greet(name) {\n  // ... existing code ...\n}\n' }, 'Half');
    line.commit({ 'src/greet.js': GREETER['src/greet.js'] ?? '' }, 'Whole again');
    line.git('checkout', '--quiet', '--detach', 'HEAD~2');
    line.git('merge', '--quiet', '--no-ff', '-m', 'Merge side', 'side');
    line.commit(GOOD, 'Say goodbye');
  });
  afterAll(() => line[Symbol.asyncDispose]());

  async function told(...args: string[]): Promise<{ readonly code: number | null; readonly said: Told }> {
    const { code, stdout } = await line.cli('audit', '--json', ...args);
    return { code, said: JSON.parse(stdout) as Told };
  }

  test('hears of each of its commits what the rules would have said', async () => {
    const { code, said } = await told();
    expect(code).toBe(0);
    expect(
      said.commits.map(({ subject, unjudged, findings }) => [subject, unjudged === null ? findings.map(({ rule }) => rule) : unjudged]),
    ).toEqual([
      ['Say goodbye', []],
      ['Merge side', []],
      [HOSTILE, ['suppression-added']],
      ['Make the test faster', ['assertion-removed']],
      ['Add an other', []],
      ['Start', 'nothing is known before it: the first commit, or the edge of a shallow clone'],
    ]);
    expect([said.all, said.authors]).toEqual([
      { commits: 5, stopped: 2, by: { weakening: 2, protected: 0, unfinished: 0, insecure: 0 } },
      [
        expect.objectContaining({ author: 'people', commits: 4, stopped: 1 }),
        expect.objectContaining({ author: 'Claude Code', commits: 1, stopped: 1 }),
      ],
    ]);
  });

  test('may ask for another branch, and for fewer', async () => {
    const { said } = await told('--last', '2', 'side');
    expect(said.commits.map(({ subject, findings }) => [subject, findings.map(({ rule }) => rule)])).toEqual([
      ['Whole again', []],
      ['Half', ['elision-placeholder']],
    ]);
  });

  test('gets a page that loads nothing and runs nothing, and a report that acts on no terminal', async () => {
    const page = join(line.folder, 'audit.html');
    const { code, stdout } = await line.cli('audit', '--html', page);
    expect(code).toBe(0);
    const html = readFileSync(page, 'utf8');
    expect(html).toContain('Tidy &lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;quotes&quot;');
    expect(html.match(/<script|<img|<link|\bsrc=|url\(|https?:/g)).toBe(null);
    expect(html).toContain('2 of 5 commits would stop');
    for (const text of [html, stdout]) expect(/\u001b|^::error/m.test(text)).toBe(false);
    expect(stdout).toMatch(/Claude Code +1 +1 +0 +1 +0 +0/);
  });

  test('reads first what is worth reading, and what only touches what judges is counted apart', async () => {
    await using fresh = makeLine({ config: null });
    const ci = (step: string) => `on: push\npermissions: {}\njobs:\n  a:\n    runs-on: x\n    steps:\n      - run: ${step}\n`;
    fresh.commit({ 'src/a.js': 'export const a = 1; // eslint-disable-line\n', '.github/workflows/ci.yml': ci('make') }, 'Silence it');
    fresh.commit({ '.github/workflows/ci.yml': ci('make all') }, 'Make all');
    fresh.commit({ '.github/workflows/ci.yml': ci('make most') }, 'Make most');
    const page = join(fresh.folder, 'audit.html');
    const { stdout } = await fresh.cli('audit', '--last', '3', '--html', page);
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain('3 of 3 would stop. 2 of them only touch what judges.');
    const places = (text: string, ...words: string[]) => words.map((word) => text.indexOf(word));
    const inOrder = (found: number[]) => found.every((at, index) => at > (found[index - 1] ?? -1));
    const apart = 'What judges is touched, and nothing else';
    expect(
      inOrder(places(stdout, 'suppression-added ', 'protected-path ', 'Where to look', 'Silence it', apart, 'Make most', 'Make all')),
    ).toBe(true);
    // Of the commit itself too, although a workflow stands before a source.
    expect(inOrder(places(stdout.slice(stdout.indexOf('Silence it')), 'suppression-added', 'protected-path', apart))).toBe(true);
    const html = readFileSync(page, 'utf8');
    expect(html).toContain('2 of them only touch what judges.');
    expect(inOrder(places(html, 'Where to look first', 'Silence it', 'By author', 'By rule', apart, 'Make most'))).toBe(true);
  });

  test('is left as it was', async () => {
    const before = line.git('status', '--porcelain', '--ignored');
    await told();
    expect(line.git('status', '--porcelain', '--ignored')).toBe(before);
    expect(existsSync(join(line.root, '.jidoka/config.yaml'))).toBe(false);
    expect(await settled(line.folder)).toEqual([]);
  });

  test('judges what it has of a shallow clone', async () => {
    const shallow = join(line.folder, 'shallow');
    execFileSync('git', ['clone', '--quiet', '--depth', '3', `file://${line.root}`, shallow], { stdio: 'ignore' });
    const { code, said } = await told('-C', shallow);
    expect([code, said.commits.map(({ unjudged }) => unjudged === null)]).toEqual([0, [true, true, false]]);
  });

  test.each([['0'], ['many'], ['1.5']])('a number of commits that is %s is none', async (last) => {
    expect((await line.cli('audit', '--last', last)).code).toBe(2);
  });

  test('a swapped package is counted with what decides', async () => {
    line.commit({ 'package-lock.json': lockOf() }, 'Lock');
    line.commit({ 'package-lock.json': lockOf({ integrity: 'sha512-BBBB' }) }, 'Lock another one');
    const { said } = await told('--last', '1');
    expect([said.commits[0]?.findings.map(({ rule }) => rule), said.all.by]).toEqual([
      ['locked-package-swapped'],
      { weakening: 0, protected: 1, unfinished: 0, insecure: 0 },
    ]);
  });

  test('no generator of its config is run', async () => {
    const config = "checkers: { generated-code-integrity: { generators: [{ command: 'exit 1', outputs: ['gen/**'] }] } }\n";
    line.commit({ '.jidoka/config.yaml': config }, 'Name a generator');
    line.commit({ 'gen/a': 'by hand\n' }, 'Write by hand what is generated');
    const { said } = await told('--last', '1');
    expect(said.commits.map(({ findings, unjudged }) => [findings, unjudged])).toEqual([[[], null]]);
  });

  test('a secret and a weakness are counted by themselves, and the secret is shown nowhere', async () => {
    await using fresh = makeLine({ config: null });
    const token = `ghp_${'a1b2C3d4E5f6G7h8J9k0L1m2N3p4Q5r6S7t8'}`;
    fresh.commit({ 'src/a.js': `export const token = '${token}';\n` }, 'Try it');
    fresh.commit(
      { 'src/b.js': "import { exec } from 'node:child_process';\nexport default (req) => exec('ls ' + req.query.dir);\n" },
      'List',
    );
    const page = join(fresh.root, 'audit.html');
    const { stdout } = await fresh.cli('audit', '--json', '--last', '2', '--html', page);
    const { all, commits } = JSON.parse(stdout) as Told;
    expect([all.by, commits.map(({ findings }) => findings.map(({ rule }) => rule))]).toEqual([
      { weakening: 0, protected: 0, unfinished: 0, insecure: 2 },
      [['command-injection'], ['provider-token']],
    ]);
    expect(stdout + readFileSync(page, 'utf8') + (await fresh.cli('audit', '--last', '2')).stdout).not.toContain(token);
  });

  test('a commit that a check refuses does not count as one that passes', async () => {
    await using fresh = makeLine({ config: null });
    fresh.git('update-index', '--add', '--cacheinfo', `160000,${fresh.git('rev-parse', 'HEAD')},sub`);
    fresh.git('commit', '--quiet', '-m', 'Bring a submodule');
    const { stdout } = await fresh.cli('audit', '--json', '--last', '1');
    const { commits } = JSON.parse(stdout) as Told;
    expect(commits.map(({ unjudged }) => unjudged)).toEqual(['a check refuses it: sub: adds or alters a submodule (gitlink)']);
  });

  test('a commit whose policy could not be read then is named, the others are judged', async () => {
    line.commit({ '.jidoka/config.yaml': 'phase: [\n' }, 'Break the config');
    line.commit({ '.jidoka/config.yaml': 'phase: 3\n' }, 'Repair it');
    const { said } = await told('--last', '3');
    expect(said.commits.map(({ unjudged }) => unjudged === null)).toEqual([false, true, true]);
    expect(said.commits[0]?.unjudged).toContain('.jidoka/config.yaml');
  });
});
