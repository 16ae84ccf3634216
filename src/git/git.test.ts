import { expect, test } from 'vitest';
import { gitFailed } from './git.ts';

test('a disk that is full is said with what to do, in whichever words git says it', () => {
  const hint = (stderr: string) => gitFailed('write-tree', { code: 128, stdout: Buffer.of(), stderr }).hint;
  expect(hint('fatal: unable to write loose object file: No space left on device')).toMatch(/^Free some space there/);
  expect(hint('error: failed to write new configuration file /r/config.lock')).toMatch(/^Is there space left/);
  expect(hint('fatal: not a tree object')).toBeUndefined();
});
