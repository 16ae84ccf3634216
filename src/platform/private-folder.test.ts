import { execFileSync } from 'node:child_process';
import { rmSync, symlinkSync } from 'node:fs';
import { expect, test } from 'vitest';
import { privateFolder } from './private-folder.ts';

test.each([
  ['a named pipe', (file: string) => execFileSync('mkfifo', [file])],
  ['a link out of the folder', (file: string) => symlinkSync('/etc/passwd', file)],
])('a report that turns into %s while others are read is none', { timeout: 20_000 }, async (_, turn) => {
  await using folder = await privateFolder();
  await folder.write('a.json', '1');
  const second = await folder.write('b.json', '2');
  const reports = folder.texts('.', '.json');
  expect((await reports.next()).value).toEqual({ name: 'a.json', text: '1' });
  rmSync(second);
  turn(second);
  await expect(reports.next()).rejects.toMatchObject({ code: 'REPORT_UNREADABLE' });
});
