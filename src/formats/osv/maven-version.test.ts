import { expect, test } from 'vitest';
import { compareMaven, mavenVersion } from './maven-version.ts';

const order = (a: string, b: string) => Math.sign(compareMaven(mavenVersion(a) ?? [], mavenVersion(b) ?? []));

// The examples of the reference of the POM, and of the tests of Maven's ComparableVersion.
test.each([
  ['1', '1.1'],
  ['1-snapshot', '1'],
  ['1', '1-sp'],
  ['1-foo2', '1-foo10'],
  ['1.foo', '1-1'],
  ['1-foo', '1-1'],
  ['1-1', '1.1'],
  ['1-ga', '1-sp'],
  ['1-ga.1', '1-sp.1'],
  ['1-sp-1', '1-ga-1'],
  ['1.0.RC2', '1.0-RC3'],
  ['1.0-RC3', '1.0.1'],
  ['4.0.0.Beta3', '4.0.0-RC1'],
  ['1-alpha2snapshot', '1-alpha2'],
  ['1-alpha2', '1-alpha-123'],
  ['1-alpha-123', '1-beta-2'],
  ['1-beta123', '1-m2'],
  ['1-m11', '1-rc'],
  ['1-cr2', '1-rc123'],
  ['1-rc123', '1-SNAPSHOT'],
  ['1-sp2', '1-sp123'],
  ['1-sp123', '1-abc'],
  ['1-abc', '1-def'],
  ['1-def', '1-pom-1'],
  ['1-pom-1', '1-1-snapshot'],
  ['1-1-snapshot', '1-1'],
  ['1-1', '1-2'],
  ['1-2', '1-123'],
  ['2.0', '2.0.a'],
  ['2-1', '2.0.2'],
  ['2.0.a', '2-1'],
  ['2.0.2', '2.0.123'],
  ['2.1.0', '2.1-a'],
  ['2.1-a', '2.1b'],
  ['2.1b', '2.1-c'],
  ['2.1-1', '2.1.0.1'],
  ['6.1.0rc3', '6.1.0'],
  ['6.1.0', '6.1H.5-beta'],
  ['1-0.alpha', '1-0.beta'],
  ['1-0.beta', '1'],
  ['20190126.230843', '20190126.1230843'],
  ['1.99999999999999999998', '1.99999999999999999999'],
  ['9.4.48.v20220622', '9.4.49.v20220914'],
  ['31.1-android', '31.1-jre'],
])('%s is older than %s', (a, b) => {
  expect([order(a, b), order(b, a)]).toEqual([-1, 1]);
});

test.each([
  ['1.ga', '1'],
  ['1-ga', '1-0'],
  ['1-0', '1.0'],
  ['1.0', '1'],
  ['1.', '1-'],
  ['1.foo', '1-foo'],
  ['1-a1', '1-alpha-1'],
  ['1x', '1.0.0-x'],
  ['1.0.0-foo.0.0', '1-foo'],
  ['1.0.0-0.0.0', '1'],
  ['1cr', '1rc'],
  ['1.0RC1', '1-rc-1'],
  ['1A1', '1-ALPHA-1'],
  ['5.3.0.RELEASE', '5.3'],
  ['4.1.100.Final', '4.1.100'],
])('%s is %s', (a, b) => {
  expect(order(a, b)).toBe(0);
});

test('no version is null', () => {
  expect([mavenVersion(''), mavenVersion('1 2'), mavenVersion('1'.repeat(300))]).toEqual([null, null, null]);
});
