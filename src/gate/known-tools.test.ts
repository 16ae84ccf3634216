import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { benchOf } from '../../test/rig/gate.ts';
import { createRepository, type Files } from '../../test/rig/repository.ts';
import { standIns } from '../../test/rig/stand-ins.ts';
import { temporaryFolder } from '../../test/rig/temporary.ts';
import { check } from './check.ts';

const TOKEN = ['ghp', 'a9Bc2De4Fg6Hi8Jk0Lm1No3Pq5Rs7Tu9VwXy'].join('_');
const OTHER = ['ghp', 'z9Bc2De4Fg6Hi8Jk0Lm1No3Pq5Rs7Tu9VwXy'].join('_');

async function judged(name: string, { base = {}, head }: { readonly base?: Files; readonly head: Files }, isThere = true) {
  using folder = temporaryFolder();
  standIns(folder.path, isThere ? [name] : []);
  using repo = createRepository({
    '.jidoka/config.yaml': `phase: 3\ntools:\n  scan: { uses: ${name} }\n`,
    // Its dependencies cannot be installed, and need not be.
    'package.json': '{ "dependencies": { "no-such-package": "file:./nowhere" } }',
    ...base,
  });
  repo.commit(head);
  const bench = { ...(await benchOf(repo)), callerEnv: { PATH: `${folder.path}:/bin` } };
  const request = { base: 'HEAD~1', source: { head: 'HEAD' }, only: ['scan'], toolchain: {}, cache: null } as const;
  const { gate } = await check(bench, { ...request, signal: new AbortController().signal });
  const [result] = gate.checkers;
  return {
    said: `${result?.mode} ${result?.verdict} ${result?.examined}/${result?.inScope}`,
    reason: result?.reason ?? '',
    findings: result?.findings.map(({ path, range, baselineState }) => `${path}:${range?.startLine} ${baselineState}`) ?? [],
    tools: result?.tools.map(({ version, digest }) => [version, digest?.length]),
    all: JSON.stringify(gate),
  };
}

test('of a scanner that looks for files itself, what is new stops a change and what was there does not', async () => {
  const old = `a = "${TOKEN}"\n`;
  const answer = await judged('gitleaks', { base: { 'settings.py': old }, head: { 'settings.py': `# moved\n${old}b = "${OTHER}"\n` } });
  expect(answer).toMatchObject({
    said: 'enforced failed 1/1',
    reason: '',
    findings: ['settings.py:2 unchanged', 'settings.py:3 new'],
    tools: [['8.30.0', 64]],
  });
  // It is named by rule and place, never by what it is.
  expect(answer.all).not.toMatch(new RegExp(`${TOKEN}|${OTHER}`));
});

test('one that is named its files gets those of the change on both sides, whatever they are called', async () => {
  const base = { '-a b.sh': 'if a; then\n', 'other.sh': 'if other; then\n' };
  const answer = await judged('shellcheck', { base, head: { '-a b.sh': null, 'c d.sh': 'if a; then\nif b; then\n', 'new.sh': 'true\n' } });
  expect(answer).toMatchObject({ said: 'enforced failed 2/2', reason: '', findings: ['c d.sh:1 unchanged', 'c d.sh:2 new'] });
});

test('a program that is not there is no answer, and says what to do', async () => {
  const answer = await judged('gitleaks', { head: { 'a.py': 'a = 1\n' } }, false);
  expect([answer.said, answer.reason]).toEqual([
    'enforced errored 0/1',
    expect.stringMatching(/scan could not be started.*install it so that it is on the PATH/),
  ]);
});

/** Finds what is planted and nothing else. */
const BLIND = `#!/bin/sh
[ "$1" = version ] && echo 9.9.9 && exit
mkdir -p .jidoka && cat > .jidoka/report-of-a-tool.sarif <<'END'
${JSON.stringify({
  version: '2.1.0',
  runs: [
    {
      tool: { driver: { name: 'gitleaks' } },
      results: [
        { ruleId: 'r', message: { text: 'm' }, locations: [{ physicalLocation: { artifactLocation: { uri: 'jidoka-canary.txt' } } }] },
      ],
    },
  ],
})}
END
exit 10
`;

test.each([
  ['where it is judged', () => 'bin'],
  ['in the work tree', (root: string) => join(root, 'bin')],
])('a program that a change puts on the PATH %s is not the scanner', async (_, place) => {
  using folder = temporaryFolder();
  standIns(folder.path, ['gitleaks']);
  using repo = createRepository({ '.jidoka/config.yaml': 'phase: 3\ntools:\n  scan: { uses: gitleaks }\n' });
  repo.write({ 'bin/gitleaks': BLIND });
  chmodSync(join(repo.root, 'bin/gitleaks'), 0o755);
  repo.commit({ 'settings.py': `a = "${TOKEN}"\n` });
  const bench = { ...(await benchOf(repo)), callerEnv: { PATH: `${place(repo.root)}:${folder.path}:/bin` } };
  const request = { base: 'HEAD~1', source: { head: 'HEAD' }, only: ['scan'], toolchain: {}, cache: null } as const;
  const { gate } = await check(bench, { ...request, signal: new AbortController().signal });
  expect(gate.checkers.map(({ verdict, tools }) => [verdict, tools[0]?.version])).toEqual([['failed', '8.30.0']]);
});
