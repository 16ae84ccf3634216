import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { exec } from '../../src/platform/exec.ts';
import { settled } from '../rig/line.ts';
import { PROGRAM, runCli } from '../rig/program.ts';
import { temporaryFolder } from '../rig/temporary.ts';

const root = resolve(import.meta.dirname, '../..');

/** The demo as somebody without a key, a config or a repository calls it; its folder is below `folder`. */
function demo(folder: string, program: string = PROGRAM) {
  const temporary = join(folder, 'temporary');
  mkdirSync(temporary, { recursive: true });
  const env = {
    PATH: [dirname(process.execPath), process.env.PATH ?? ''].join(delimiter),
    HOME: folder,
    TMPDIR: temporary,
    USER: 'tester',
    LANG: 'C.UTF-8',
  };
  return runCli(['demo'], { cwd: folder, env, program, timeoutMs: 90_000 });
}

test('the demo tells the whole story in less than 90 seconds', { timeout: 100_000 }, async () => {
  using folder = temporaryFolder();
  const { code, stdout, stderr } = await demo(folder.path);
  expect({ code, stderr, left: await settled(folder.path) }).toEqual({ code: 0, stderr: '', left: [] });
  // The turns of the story, in their order.
  const story = [
    '1. A change of a person goes down the line',
    'promoted',
    '2. An order for the coding agent',
    'Add pagination to the user list',
    '4 generated-code-integrity stopped it',
    'assertion-removed',
    '7 style-and-convention stopped it',
    'The gate is red',
    '(attempt 2)',
    'The gate is green',
    'The verdicts are signed',
    'promoted',
    '3. An order whose change passes every check, and fails its users',
    'The gate is green',
    'it is taken back',
    'incident',
    'ticket',
    'Where to look next',
  ];
  let from = 0;
  const missing = story.filter((part) => {
    const found = stdout.toLowerCase().indexOf(part.toLowerCase(), from);
    from = found === -1 ? from : found + part.length;
    return found === -1;
  });
  expect({ missing, stdout: missing.length === 0 ? '' : stdout }).toEqual({ missing: [], stdout: '' });

  // Where it says to look next there is something to see.
  const pasted = stdout.split('Where to look next\n')[1]?.match(/^ {2}\S.*$/gm) ?? [];
  const dir = / -C (\S+) runs list/.exec(stdout)?.[1] ?? '';
  const env = { PATH: [dirname(process.execPath), process.env.PATH ?? ''].join(delimiter), HOME: folder.path };
  const codes = await Promise.all(
    pasted.map((command) => exec({ argv: ['sh', '-c', command], cwd: dir, env, timeoutMs: 60_000 }).then(({ exitCode }) => exitCode)),
  );
  expect([pasted.length, codes]).toEqual([6, [0, 0, 0, 0, 0, 0]]);
  expect((await runCli(['-C', dir, 'status'], { cwd: folder.path, env })).code).toEqual(0);
});

test('without checker 4 the demo fails', { timeout: 100_000 }, async () => {
  using folder = temporaryFolder();
  const checkout = join(folder.path, 'checkout');
  for (const part of ['src', 'bin', 'examples', 'package.json']) cpSync(join(root, part), join(checkout, part), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(checkout, 'node_modules'));
  const registry = join(checkout, 'src/checkers/registry.gen.ts');
  const lines = readFileSync(registry, 'utf8').split('\n');
  const without = lines.filter((text) => !text.includes("id: 'generated-code-integrity'"));
  expect(lines.length - without.length).toEqual(1);
  writeFileSync(registry, without.join('\n'));
  const { code, stderr } = await demo(folder.path, join(checkout, 'bin/jidoka.js'));
  expect({ code, said: stderr.includes('checker 4 generated-code-integrity is missing'), left: await settled(folder.path) }).toEqual({
    code: 70,
    said: true,
    left: [],
  });
});
