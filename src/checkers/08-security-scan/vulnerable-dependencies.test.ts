import { AdapterError } from '../../domain/error.ts';
import type { Advisors } from '../../tools/tool.ts';
import { testChecker } from '../test-checker.ts';

const lock = (versions: Readonly<Record<string, string>>) =>
  `${JSON.stringify(
    {
      name: 'shop',
      lockfileVersion: 3,
      packages: {
        '': { name: 'shop', dependencies: Object.fromEntries(Object.keys(versions).map((name) => [name, '*'])) },
        ...Object.fromEntries(Object.entries(versions).map(([name, version]) => [`node_modules/${name}`, { version }])),
      },
    },
    null,
    2,
  )}\n`;
const advisory = (id: string, more: object = {}) =>
  JSON.stringify({
    id,
    aliases: ['CVE-2020-7598'],
    summary: 'Prototype pollution in minimist',
    database_specific: { severity: 'HIGH' },
    affected: [
      { package: { ecosystem: 'npm', name: 'minimist' }, ranges: [{ type: 'SEMVER', events: [{ introduced: '0' }, { fixed: '1.2.6' }] }] },
    ],
    ...more,
  });
const BASE = { 'osv/npm/a.json': advisory('GHSA-vh95'), 'package-lock.json': lock({ ms: '2.1.3' }) };
const options = { advisories: 'osv' };
const found = { rule: 'vulnerable-dependency', path: 'package-lock.json', line: 15 };

/** A program that knows `minimist` and the old `ms` to be vulnerable, looks up all but what is called `odd`, and is not asked about `own`. */
const advise: Advisors = async (name, { locks }) => {
  if (name === 'audit') throw new AdapterError('ADVISORIES_UNREACHABLE', 'the registry refused');
  const packages = (text: string) => [...text.matchAll(/"node_modules\/(\w+)": \{\s*"version": "([^"]+)"/g)];
  return {
    tool: { name, version: '2.2.1' },
    vulnerabilities: locks.flatMap(({ path, text }) =>
      packages(text)
        .filter(([, one, version]) => one === 'minimist' || version === '2.0.0')
        .flatMap(([, one = '', version = '']) =>
          ['CVE-2020-7598', 'GHSA-vh95'].map((id) => ({
            lock: path,
            name: one,
            version,
            id,
            aliases: ['CVE-2020-7598'],
            summary: '',
            severity: 'HIGH',
            fixed: ['9.0.0'],
          })),
        ),
    ),
    listed: new Map(
      locks.map(({ path, text }) => [
        path,
        new Set(name === 'trivy' ? [] : packages(text).flatMap(([, one, version]) => (one === 'odd' ? [] : [`${one}@${version}`]))),
      ]),
    ),
    leftOut: new Map(
      locks.map(({ path, text }) => [
        path,
        new Set(packages(text).flatMap(([, one, version]) => (one === 'own' ? [`${one}@${version}`] : []))),
      ]),
    ),
  };
};

testChecker(import.meta.url, {
  tools: () => ({ advise }),
  clean: [
    { name: 'what is mended', options, base: BASE, head: { 'package-lock.json': lock({ ms: '2.1.3', minimist: '1.2.8' }) } },
    { name: 'no lockfile in the change', options, base: BASE, head: { 'a.js': 'f();\n' } },
    {
      name: 'an old one in another version that is no better',
      options,
      base: { ...BASE, 'package-lock.json': lock({ ms: '2.1.3', minimist: '1.2.0' }) },
      head: { 'package-lock.json': lock({ ms: '2.1.3', minimist: '1.2.5' }) },
      expect: { findings: [{ ...found, state: 'unchanged' }] },
    },
    {
      name: 'what is not bad, and what was taken back',
      options,
      base: {
        ...BASE,
        'osv/npm/a.json': advisory('GHSA-a', { aliases: [], database_specific: { severity: 'MODERATE' } }),
        'osv/npm/b.json': advisory('GHSA-b', { aliases: [], withdrawn: '2021-01-01T00:00:00Z' }),
      },
      head: { 'package-lock.json': lock({ ms: '2.1.3', minimist: '1.2.5' }) },
      expect: { findings: [found] },
    },
    {
      name: 'what a program was not asked about is said',
      options: { advisories: 'osv-scanner' },
      base: {},
      head: { 'package-lock.json': lock({ ms: '2.1.3', own: '1.0.0' }) },
      expect: { reason: /did not look up 1 of 2 packages of package-lock.json: own@1.0.0/ },
    },
    {
      name: 'what a program did not look up is said',
      options: { advisories: 'osv-scanner' },
      base: {},
      head: { 'package-lock.json': lock({ ms: '2.1.3', odd: '1.0.0' }) },
      expect: { reason: /osv-scanner did not look up 1 of 2 packages of package-lock.json: odd@1.0.0/ },
    },
    { name: 'a program is not asked where no lockfile changes', options: { advisories: 'audit' }, base: BASE, head: { 'a.js': 'f();\n' } },
    {
      name: 'nobody was named to be asked',
      base: BASE,
      head: { 'package-lock.json': lock({ ms: '2.1.3', minimist: '1.2.5' }) },
      expect: { reason: /^vulnerable dependencies not evaluated: no source/ },
    },
    {
      name: 'there is nothing to look up',
      options,
      base: { 'osv/npm/a.json': advisory('GHSA-a') },
      head: { 'package.json': '{ "dependencies": { "minimist": "*" } }\n' },
      expect: { reason: /^vulnerable dependencies not evaluated: there is no lockfile/ },
    },
  ],
  flagged: [
    {
      name: 'a version that an advisory names, whatever else calls it so',
      options,
      base: { ...BASE, 'osv/b.json': advisory('OTHER-1'), 'osv/c.json': advisory('OTHER-2', { affected: [] }) },
      head: { 'package-lock.json': lock({ ms: '2.1.3', minimist: '1.2.5' }) },
      expect: { findings: [{ rule: 'vulnerable-dependency', path: 'package-lock.json', line: 15 }] },
    },
    {
      name: 'a database that the change brings in is not asked',
      options,
      base: { 'package-lock.json': lock({ ms: '2.1.3' }) },
      head: { 'osv/npm/a.json': advisory('GHSA-a'), 'package-lock.json': lock({ ms: '2.1.4' }) },
      expect: { verdict: 'errored', reason: /osv, which .* names, has no JSON file/ },
    },
    {
      name: 'an empty database, also where nothing is to be asked',
      options,
      base: {},
      head: { 'a.js': 'f();\n' },
      expect: { verdict: 'errored', reason: /has no JSON file/ },
    },
    {
      name: 'a lockfile that nobody can read',
      options,
      base: BASE,
      head: { 'package-lock.json': '{' },
      expect: { verdict: 'errored', reason: /nobody knows whether what it locks is vulnerable/ },
    },
    {
      name: 'what a program names, unless base has it too',
      options: { advisories: 'osv-scanner' },
      base: { 'package-lock.json': lock({ ms: '2.0.0' }) },
      head: { 'package-lock.json': lock({ ms: '2.0.0', minimist: '1.2.5' }) },
      expect: {
        findings: [
          { rule: 'vulnerable-dependency', path: 'package-lock.json', line: 12, state: 'unchanged' },
          { rule: 'vulnerable-dependency', path: 'package-lock.json', line: 15 },
        ],
      },
    },
    {
      name: 'a program that looked up nothing of a lockfile',
      options: { advisories: 'trivy' },
      base: {},
      head: { 'package-lock.json': lock({ ms: '2.1.3' }) },
      expect: { verdict: 'errored', reason: /trivy looked up none of the 1 packages of package-lock.json/ },
    },
    {
      name: 'a program that has no answer',
      options: { advisories: 'audit' },
      base: {},
      head: { 'package-lock.json': lock({ ms: '2.1.3' }) },
      expect: { verdict: 'errored', reason: /the registry refused/ },
    },
  ],
});
