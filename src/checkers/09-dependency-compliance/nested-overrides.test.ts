import { expect, test } from 'vitest';
import { found } from '../../../test/rig/dependency-findings.ts';
import type { Files } from '../../../test/rig/repository.ts';

const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;
const ASKS = (more: object = {}) => json({ name: 'app', dependencies: { a: '1', other: '1' }, ...more });
const USES = { 'use.js': "import 'a';\nimport 'other';\n" };
const AT = (version: string, more: object = {}) => ({ version, integrity: 'sha512-aa==', ...more });

/** `a` and `other` use `b`, `a` that of its own. */
const NPM_LOCK = (own: string) =>
  json({
    name: 'app',
    lockfileVersion: 3,
    packages: {
      '': { name: 'app', dependencies: { a: '1', other: '1' } },
      'node_modules/a': AT('1.0.0', { dependencies: { b: '^1.0.0' } }),
      'node_modules/a/node_modules/b': AT(own),
      'node_modules/b': AT('1.0.0'),
      'node_modules/other': AT('1.0.0', { dependencies: { b: '^1.0.0' } }),
    },
  });
const CLASSIC = (name: string, range: string, version: string, more = '') =>
  `${name}@${range}:\n  version "${version}"\n  resolved "https://registry.yarnpkg.com/${name}/-/${name}-${version}.tgz#aa"\n  integrity sha512-aa==\n${more}\n`;
const USING = '  dependencies:\n    b "^1.0.0"\n';
const CLASSIC_LOCK = (...held: readonly string[]) =>
  `${CLASSIC('a', '1', '1.0.0', USING)}${CLASSIC('other', '1', '1.0.0', USING)}${held.map((one) => CLASSIC('b', one, one.replace('^', ''))).join('')}`;
const BERRY = (name: string, range: string, version: string, more = '') =>
  `"${name}@npm:${range}":\n  version: ${version}\n  resolution: "${name}@npm:${version}"\n${more}  checksum: 10c0/aa\n  languageName: node\n  linkType: hard\n\n`;
const BERRY_LOCK = (held: string) =>
  `__metadata:\n  version: 8\n\n${BERRY('a', '1', '1.0.0', '  dependencies:\n    b: "npm:^1.0.0"\n')}"app@workspace:.":\n  version: 0.0.0-use.local\n  resolution: "app@workspace:."\n  dependencies:\n    a: "npm:1"\n    other: "npm:1"\n  languageName: unknown\n  linkType: soft\n\n${BERRY('b', '^1.0.0', held)}${BERRY('other', '1', '1.0.0')}`;

const NPM: Files = { ...USES, 'package.json': ASKS(), 'package-lock.json': NPM_LOCK('1.0.0') };
const YARN_1: Files = { ...USES, 'package.json': ASKS(), 'yarn.lock': CLASSIC_LOCK('^1.0.0') };
const YARN_4: Files = { ...USES, 'package.json': ASKS(), 'yarn.lock': BERRY_LOCK('1.0.0') };
const overrides = (own: object) => ({ 'package.json': ASKS({ overrides: own }) });
const resolutions = (own: object) => ({ 'package.json': ASKS({ resolutions: own }) });
const SAID = (line: number) => [`lockfile-disagrees: error package.json:${line}`];

test.each<[string, Files, Files, string[]]>([
  ['of npm', NPM, overrides({ a: { b: '2.0.0' } }), SAID(9)],
  ['of npm, of a version', NPM, overrides({ 'a@^1': { b: '2.0.0' } }), SAID(9)],
  ['of npm, of another version', NPM, overrides({ 'a@^3': { b: '2.0.0' } }), []],
  ['of npm, followed', NPM, { ...overrides({ a: { b: '2.0.0' } }), 'package-lock.json': NPM_LOCK('2.0.0') }, []],
  ['of npm, of what uses no such package', NPM, overrides({ b: { a: '2.0.0' } }), []],
  ['of npm, of what is not there', NPM, overrides({ gone: { b: '2.0.0' } }), []],
  ['of npm, a reference', NPM, overrides({ a: { b: '$other' } }), []],
  ['of yarn 1', YARN_1, resolutions({ 'a/b': '2.0.0' }), SAID(8)],
  ['of yarn 1, at any depth', YARN_1, resolutions({ 'a/**/b': '2.0.0' }), SAID(8)],
  ['of yarn 1, followed', YARN_1, { ...resolutions({ 'a/b': '2.0.0' }), 'yarn.lock': CLASSIC_LOCK('^1.0.0', '2.0.0') }, []],
  ['of yarn 1, of what is not there', YARN_1, resolutions({ 'gone/b': '2.0.0' }), []],
  ['of yarn 4', YARN_4, resolutions({ 'a/b': '2.0.0' }), SAID(8)],
  ['of yarn 4, followed', YARN_4, { ...resolutions({ 'a/b': '2.0.0' }), 'yarn.lock': BERRY_LOCK('2.0.0') }, []],
])('an override below a package: %s', async (_, base, changed, expected) => {
  expect(await found(base, changed)).toEqual(expected);
});
