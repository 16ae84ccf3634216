import { expect, test } from 'vitest';
import { managerWords } from './manager-words.ts';

const NPM = `npm warn Unknown env config "manage-package-manager-versions".
npm warn deprecated whatwg-encoding@3.1.1: Use @exodus/bytes instead
npm error code E404
npm error 404 Not Found - GET https://registry.example/a/-/a-0.4.1.tgz
`;
const PNPM = `Lockfile is up to date, resolution step is skipped
Progress: resolved 1, reused 0, downloaded 0, added 0
Packages: +263
++++++++++++++++++++
Progress: resolved 263, reused 135, downloaded 127, added 255
 ERR_PNPM_FETCH_404  GET https://registry.example/obuild/-/obuild-0.4.9.tgz: Not Found - 404
`;
const E404 = 'npm error code E404\nnpm error 404 Not Found - GET https://registry.example/a/-/a-0.4.1.tgz';
const FETCH = 'ERR_PNPM_FETCH_404  GET https://registry.example/obuild/-/obuild-0.4.9.tgz: Not Found - 404';

test.each([
  ['npm', { stderr: NPM, stdout: '' }, E404],
  ['pnpm, which says all of it on standard output', { stderr: '', stdout: PNPM }, FETCH],
  ['warnings on standard error, the failure on the other', { stderr: 'npm warn old\n', stdout: PNPM }, FETCH],
  ['nothing but warnings', { stderr: 'npm warn old\n', stdout: '' }, 'npm warn old'],
  ['nothing', { stderr: '', stdout: '' }, ''],
  ['much', { stderr: `${'x'.repeat(3000)}end`, stdout: '' }, `${'x'.repeat(1997)}end`],
])('of %s', (_, result, expected) => expect(managerWords(result)).toBe(expected));
