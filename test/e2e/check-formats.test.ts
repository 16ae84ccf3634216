import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { BAD, GOOD } from '../rig/greeter.ts';
import { makeLine } from '../rig/line.ts';

test('one check in every format: each says the same, and so does the exit code', async () => {
  await using line = makeLine();
  const files = { sarif: 'out/report.sarif', junit: 'out/report.xml', agent: 'out/agent.txt', json: 'out/report.json' };
  const also = Object.entries(files).map(([format, file]) => `${format}=${file}`);
  const asked = ['check', '--format', 'github', '--also', also.join(',')];
  const said = (file: string) => readFileSync(join(line.root, file), 'utf8');
  line.write({ ...BAD, '.gitignore': `${said('.gitignore')}\nout\n` });
  const red = await line.cli(...asked);
  expect([red.code, red.stdout.split('\n')[0]]).toEqual([1, expect.stringMatching(/^::error file=src\/farewell\.js,line=/)]);
  expect(Object.values(files).map((file) => [said(file).includes('src/farewell.js'), said(file).trim() !== ''])).toEqual(
    Object.values(files).map(() => [true, true]),
  );
  expect(said(files.agent)).toMatch(/^RED: 1 new finding stops this change\./);
  line.write(GOOD);
  const green = await line.cli(...asked);
  expect([green.code, green.stdout]).toEqual([0, expect.stringMatching(/^✓ GREEN/)]);
  expect(said(files.junit)).toContain('failures="0" errors="0"');
  expect(said(files.agent)).toMatch(/^GREEN/);
});

test('a check that cannot begin leaves no older report that looks green', async () => {
  await using line = makeLine();
  line.write(GOOD);
  mkdirSync(join(line.root, 'out'));
  for (const name of ['a.sarif', 'b.xml', 'c.txt']) writeFileSync(join(line.root, 'out', name), 'green\n');
  const { code, stderr } = await line.cli(
    'check',
    '--base',
    'nowhere',
    '--format',
    'agent',
    '-o',
    'out/c.txt',
    '--also',
    'sarif=out/a.sarif,junit=out/b.xml',
  );
  expect([code, stderr]).toEqual([2, expect.stringContaining('nowhere names no commit')]);
  const said = ['a.sarif', 'b.xml', 'c.txt'].map((name) => readFileSync(join(line.root, 'out', name), 'utf8'));
  expect(said.map((text) => text.includes('nowhere names no commit'))).toEqual([true, true, true]);
  expect(said[0]).toContain('"executionSuccessful": false');
  expect(said[1]).toContain('errors="1"');
  expect(said[2]).toMatch(/^UNDECIDED, which is not green: /);
});

test.each([
  [['--format', 'xml'], 'expected a format'],
  [['--also', 'sarif'], '--also expects <format>=<file>'],
  [['--also', 'sarif='], '--also expects <format>=<file>'],
  [['--also', 'html=x'], 'expected a format'],
])('%j is refused before anything is judged', async (flags, message) => {
  await using line = makeLine();
  rmSync(join(line.root, '.jidoka', 'state'), { recursive: true, force: true });
  const { code, stderr } = await line.cli('check', ...flags);
  expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
});
