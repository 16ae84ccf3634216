import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { json } from '../rig/answers.ts';
import { GOOD, GREETER, TARGET } from '../rig/greeter.ts';
import { type LineOptions, makeLine, type TestLine } from '../rig/line.ts';
import { runCli } from '../rig/program.ts';
import { type Registry, startRegistry } from '../rig/registry.ts';

let registry: Registry;
beforeAll(async () => {
  registry = await startRegistry({
    'left@1.0.0': { 'index.js': "module.exports = 'left';\n" },
    'left@1.0.1': { 'index.js': "module.exports = 'evil';\n" },
  });
});
afterAll(() => registry[Symbol.asyncDispose]());

const manifest = (version: string) =>
  JSON.stringify({ ...(JSON.parse(GREETER['package.json'] ?? '{}') as object), dependencies: { left: version } });
const lock = (version: string, entry: object = {}) =>
  JSON.stringify({
    name: 'greeter',
    version: '1.0.0',
    lockfileVersion: 3,
    packages: {
      '': { name: 'greeter', version: '1.0.0', dependencies: { left: version } },
      'node_modules/left': { ...registry.locked(`left@${version}`), ...entry },
    },
  });

/** The greeter with a dependency; its test says what that exports. */
const withLeft = (options: LineOptions = {}): TestLine =>
  makeLine({
    ...options,
    files: {
      'package.json': manifest('1.0.0'),
      'package-lock.json': lock('1.0.0'),
      'test/left.test.js': `import assert from 'node:assert/strict';\nimport { createRequire } from 'node:module';\nimport { test } from 'node:test';\n\ntest('left is left', () => {\n  assert.equal(createRequire(import.meta.url)('left'), 'left');\n});\n`,
    },
  });

interface Answer {
  readonly outcome: string;
  readonly localDependencies?: boolean;
  readonly checkers: readonly { number: number; verdict: string; findings: readonly { rule: string; message: string }[] }[];
}

/** `check` with the registry of the test as the person's own. */
async function check(
  line: TestLine,
  ...flags: readonly string[]
): Promise<{ readonly code: number | null; readonly answer: Answer; readonly found: string[] }> {
  const env = { ...line.env, npm_config_registry: registry.url, NO_PROXY: '127.0.0.1', no_proxy: '127.0.0.1' };
  const { code, stdout } = await runCli(['check', '--json', ...flags], { cwd: line.root, env, timeoutMs: 110_000 });
  const answer = JSON.parse(stdout) as Answer;
  return {
    code,
    answer,
    found: answer.checkers.flatMap(({ findings }) => findings.map(({ rule, message }) => `${rule}: ${message.split('\n')[0]}`)),
  };
}

describe('a lockfile', () => {
  test('with another content for the same version is red, and nothing of it is fetched', async () => {
    await using line = withLeft();
    const { integrity, resolved } = registry.locked('left@1.0.1');
    line.write({ 'package-lock.json': lock('1.0.0', { integrity, resolved }) });
    const before = registry.asked.length;
    const { code, found } = await check(line);
    const was = registry.locked('left@1.0.0').integrity;
    expect({ code, found, asked: registry.asked.slice(before) }).toEqual({
      code: 1,
      found: [
        `locked-package-swapped: left@1.0.0 has other content than at the base commit: integrity was ${was} and is ${integrity}`,
        `lockfile-disagrees: left@1.0.0 is fetched from ${resolved}, another version`,
      ],
      asked: [],
    });
  });

  test('that the change brought out of step with its manifest is red', async () => {
    await using line = withLeft();
    line.write({ ...GOOD, 'package.json': manifest('1.0.1') });
    const { code, found } = await check(line);
    expect({ code, found }).toEqual({
      code: 1,
      found: ['lockfile-disagrees: left 1.0.1: package-lock.json holds 1.0.0'],
    });
  });
});

describe('packages that somebody edited', () => {
  const edit = (folder: string) => writeFileSync(join(folder, 'node_modules/left/index.js'), "module.exports = 'evil';\n");

  test('in the own working tree count for a check of theirs, which says so, and for nothing that is attested', async () => {
    await using line = withLeft();
    const text = (line.git('show', 'HEAD:test/left.test.js') + '\n').replace("is left'", "is edited'").replace("'left');", "'evil');");
    line.write({ 'test/edited.test.js': text });
    mkdirSync(join(line.root, 'node_modules/left'), { recursive: true });
    edit(line.root);
    const { packages } = JSON.parse(lock('1.0.0')) as { packages: Record<string, object> };
    const { '': _, ...installed } = packages;
    writeFileSync(join(line.root, 'node_modules/.package-lock.json'), JSON.stringify({ lockfileVersion: 3, packages: installed }));
    const edited = await check(line);
    expect([edited.code, edited.answer.localDependencies]).toEqual([0, true]);
    line.commit({}, 'A test that passes here alone');
    const attested = await check(line, '--head', 'HEAD', '--attest');
    expect([attested.code, attested.answer.localDependencies, attested.found]).toEqual([
      1,
      undefined,
      [expect.stringContaining('test-failed: left is edited')],
    ]);
    // What was kept of the first check is not believed when the packages are others.
    writeFileSync(join(line.root, 'node_modules/left/index.js'), "module.exports = 'left';\n");
    expect((await check(line)).code).toBe(1);
  });

  test('in the store are not released', async () => {
    await using line = withLeft({ config: TARGET });
    line.commit(GOOD, 'Say goodbye');
    expect((await check(line, '--head', 'HEAD', '--attest')).code).toBe(0);
    const store = join(line.root, '.jidoka/state/dependencies');
    const [key = ''] = readdirSync(store);
    edit(join(store, key));
    const { code, answer } = await json(line, 'release', 'HEAD');
    expect({ code, answer }).toEqual({
      code: 1,
      answer: expect.objectContaining({
        reasons: [
          `the dependencies ${key.slice(0, 12)} on this machine are not what was attested; send its change down the line again with \`jidoka run --change\``,
        ],
      }),
    });
    expect(line.processes()).toEqual([]);
  });
});
