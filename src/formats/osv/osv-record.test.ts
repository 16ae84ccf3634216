import { expect, test } from 'vitest';
import { affectedBy, readOsvRecord } from './osv-record.ts';
import { type OsvEcosystem, versionOrderOf } from './version-order.ts';

interface Part {
  readonly versions?: readonly string[];
  readonly ranges?: readonly { readonly type: string; readonly events: readonly Readonly<Record<string, string>>[] }[];
}

const is = (ecosystem: OsvEcosystem, version: string, part: Part, name = 'a') => {
  const record = readOsvRecord(JSON.stringify({ id: 'X-1', affected: [{ package: { ecosystem, name: 'a' }, ...part }] }));
  return affectedBy(record, { ecosystem, name, version })?.is ?? 'not';
};
const range = (...events: Readonly<Record<string, string>>[]): Part => ({ ranges: [{ type: 'SEMVER', events }] });
const TWICE = range({ introduced: '0' }, { fixed: '1.2.3' }, { introduced: '2.0.0' }, { fixed: '2.1.0' });

test.each<[OsvEcosystem, string, Part, string]>([
  ['npm', '1.2.2', TWICE, 'affected'],
  ['npm', '1.2.3', TWICE, 'not'],
  ['npm', '1.2.3-beta.1', TWICE, 'affected'],
  ['npm', '2.0.5', TWICE, 'affected'],
  ['npm', '2.1.0', TWICE, 'not'],
  ['npm', '2.0.5', range({ fixed: '2.1.0' }, { introduced: '2.0.0' }), 'affected'],
  ['npm', '1.5.0', range({ introduced: '1.0.0' }, { last_affected: '1.5.0' }), 'affected'],
  ['npm', '1.5.1', range({ introduced: '1.0.0' }, { last_affected: '1.5.0' }), 'not'],
  ['npm', '1.5.0', range({ introduced: '0' }, { limit: '1.4.0' }), 'not'],
  ['npm', '1.5.0', { versions: ['1.5.0'] }, 'affected'],
  ['npm', '1.5.0', { versions: ['1.5.1'] }, 'not'],
  ['npm', '1.5.0', {}, 'affected'],
  ['npm', '1.5.0', { ranges: [{ type: 'GIT', events: [{ introduced: 'abc' }] }] }, 'unknown'],
  ['npm', 'master', TWICE, 'unknown'],
  ['Go', 'v1.2.0', range({ introduced: '0' }, { fixed: '1.2.3' }), 'affected'],
  ['Go', 'v2.0.0+incompatible', range({ introduced: '2.0.0' }), 'affected'],
  ['Go', 'v0.0.0-20200101000000-abcdefabcdef', range({ introduced: '0' }, { fixed: '0.0.0-20200601000000-abcdefabcdef' }), 'affected'],
  ['PyPI', '1.0rc1', { ranges: [{ type: 'ECOSYSTEM', events: [{ introduced: '0' }, { fixed: '1.0' }] }] }, 'affected'],
  ['PyPI', '1.0.post1', { ranges: [{ type: 'ECOSYSTEM', events: [{ introduced: '0' }, { fixed: '1.0' }] }] }, 'not'],
  ['Maven', '2.14.1', { ranges: [{ type: 'ECOSYSTEM', events: [{ introduced: '2.0-beta9' }, { fixed: '2.15.0' }] }] }, 'affected'],
  ['crates.io', '0.3.0', range({ introduced: '0.0.0-0' }, { fixed: '0.2.9' }), 'not'],
])('%s %s', (ecosystem, version, part, expected) => expect(is(ecosystem, version, part)).toBe(expected));

test('names of Python are compared as PyPI does, others as they are', () => {
  expect([is('PyPI', '1.0', {}, 'A'), is('npm', '1.0.0', {}, 'A'), is('npm', '1.0.0', {}, 'b')]).toEqual(['affected', 'not', 'not']);
});

/** Each older than the next. */
const ORDERED: readonly (readonly [OsvEcosystem, string])[] = [
  ['PyPI', '1.dev3 1.0a1 1.0a2.dev1 1.0a2 1.0b1 1.0rc1 1.0 1.0.post1.dev1 1.0.post1 1.0.1 1.1 1.10 1!0.1'],
  ['Maven', '1.0-alpha1 1.0-beta1 1.0-m2 1.0-rc1 1.0-SNAPSHOT 1.0 1.0-sp1 1.0.1 1.2 1.10'],
  ['npm', '0.1 1.0.0-alpha 1.0.0-alpha.1 1.0.0-beta.2 1.0.0-beta.11 1.0.0 1.2 1.10.0'],
];

test.each(ORDERED)('versions of %s: %s', (ecosystem, text) => {
  const versions = text.split(' ');
  const order = versionOrderOf(ecosystem);
  const signs = versions.flatMap((one, at) =>
    versions.map((other, place) => Math.sign(order(one, other) ?? Number.NaN) - Math.sign(at - place)),
  );
  expect(signs.filter((sign) => sign !== 0)).toEqual([]);
});

test.each<[OsvEcosystem, string, string]>([
  ['PyPI', '1.0', '1.0.0+local'],
  ['PyPI', 'v1.0-1', '1.0.post1'],
  ['Maven', '1.0.0', '1-ga'],
  ['npm', '1.2', 'v1.2.0+build'],
])('of %s %s is %s', (ecosystem, a, b) => expect(versionOrderOf(ecosystem)(a, b)).toBe(0));
