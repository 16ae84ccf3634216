import { expect, test } from 'vitest';
import { AdapterError } from './error.ts';
import { asSystemFailure } from './system-failure.ts';

const failure = (code: string, message: string, path?: string) => Object.assign(new Error(`${code}: ${message}`), { code, path });

test.each([
  ['ENOSPC', 'no space left on device, write', 'ENOSPC: no space left on device, write: /r/.jidoka/state/x', /^Free some space there/],
  ['EDQUOT', 'quota exceeded, write', 'EDQUOT: quota exceeded, write: /r/.jidoka/state/x', /^Free some space there/],
  ['EACCES', "permission denied, open '/r/.jidoka/state/x'", "EACCES: permission denied, open '/r/.jidoka/state/x'", /^Your user may not/],
  ['EROFS', "read-only file system, mkdir '/r/.jidoka/state/x'", "EROFS: read-only file system, mkdir '/r/.jidoka/state/x'", /read-only/],
  ['EMFILE', "too many open files, open '/r/.jidoka/state/x'", "EMFILE: too many open files, open '/r/.jidoka/state/x'", /ulimit/],
])('%s of the system names the path once and what to do', (code, message, said, hint) => {
  const found = asSystemFailure(failure(code, message, '/r/.jidoka/state/x'));
  expect(found).toBeInstanceOf(AdapterError);
  expect(found).toMatchObject({ message: said, hint: expect.stringMatching(hint) });
});

test('what the system is not to blame for stays as it came', () => {
  for (const error of [failure('EPIPE', 'broken pipe'), new Error('ours'), 'a word']) expect(asSystemFailure(error)).toBe(error);
});
