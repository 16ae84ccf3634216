import { testChecker } from '../test-checker.ts';

const ADVISORY = JSON.stringify({
  id: 'GHSA-jfh8-c2jp-5v3q',
  summary: 'Remote code injection in Log4j',
  database_specific: { severity: 'CRITICAL' },
  affected: [
    {
      package: { ecosystem: 'Maven', name: 'org.apache.logging.log4j:log4j-core' },
      ranges: [{ type: 'ECOSYSTEM', events: [{ introduced: '2.0-beta9' }, { fixed: '2.15.0' }] }],
    },
  ],
});
const dependency = (artifact: string, version: string | null, more = '') =>
  `<dependency>\n<groupId>org.apache.logging.log4j</groupId>\n<artifactId>${artifact}</artifactId>\n${
    version === null ? '' : `<version>${version}</version>\n`
  }${more}</dependency>\n`;
const pom = (artifact: string, inner: string) =>
  `<project>\n<groupId>shop</groupId>\n<artifactId>${artifact}</artifactId>\n<version>1</version>\n${inner}</project>\n`;
const parent = (version: string) =>
  pom(
    'parent',
    `<properties>\n<log4j>${version}</log4j>\n</properties>\n<dependencyManagement><dependencies>\n${dependency('log4j-core', '${log4j}')}</dependencies></dependencyManagement>\n`,
  );
const child = (dependencies: string) =>
  pom(
    'app',
    `<parent>\n<groupId>shop</groupId>\n<artifactId>parent</artifactId>\n<version>1</version>\n</parent>\n<dependencies>\n${dependencies}</dependencies>\n`,
  );
const BASE = { 'osv/a.json': ADVISORY, 'pom.xml': parent('2.17.1'), 'app/pom.xml': child(dependency('log4j-core', null)) };
const options = { advisories: 'osv' };
/** Where the version stands. */
const found = { rule: 'vulnerable-dependency', path: 'pom.xml', line: 12 };

testChecker(import.meta.url, {
  clean: [
    {
      name: 'what is mended, and what nothing locks is said',
      options,
      base: { ...BASE, 'pom.xml': parent('2.14.1') },
      head: { 'pom.xml': parent('2.15.0') },
      expect: { findings: [{ ...found, state: 'absent' }], reason: /what the dependencies of pom\.xml bring along not looked up/ },
    },
    {
      name: 'an old one',
      options,
      base: { ...BASE, 'pom.xml': parent('2.14.0') },
      head: { 'pom.xml': parent('2.14.1') },
      expect: { findings: [{ ...found, state: 'unchanged' }] },
    },
    {
      name: 'versions that the repository does not say are counted',
      options,
      base: BASE,
      head: {
        'app/pom.xml': child(
          ['log4j-core', 'log4j-api', 'log4j-web'].map((one, at) => dependency(one, [null, '[2,3)', '${none}'][at] ?? null)).join(''),
        ),
      },
      expect: {
        reason:
          /2 of 3 dependencies of pom\.xml not looked up, as the repository does not say their version: org\.apache\.logging\.log4j:log4j-api, /,
      },
    },
    {
      name: 'all of them too',
      options,
      base: { 'osv/a.json': ADVISORY, 'a.md': '' },
      head: { 'pom.xml': pom('a', `<dependencies>${dependency('log4j-core', null)}</dependencies>`) },
      expect: { reason: /1 of 1 dependencies of pom\.xml not looked up/ },
    },
    {
      name: 'modules of the repository, and those that only tests of the build use',
      options,
      base: BASE,
      head: {
        'app/pom.xml': child(
          `${dependency('log4j-core', null)}<dependency><groupId>shop</groupId><artifactId>parent</artifactId></dependency>`,
        ),
        'src/it/a/pom.xml': pom('it', `<dependencies>${dependency('log4j-core', '2.14.1')}</dependencies>`),
      },
    },
  ],
  flagged: [
    {
      name: 'by a property of the parent, which alone changes',
      options,
      base: BASE,
      head: { 'pom.xml': parent('2.14.1') },
      expect: { findings: [found] },
    },
    {
      name: 'by what a module writes itself, over what the parent manages',
      options,
      base: BASE,
      head: { 'app/pom.xml': child(dependency('log4j-core', '[2.14.1]')) },
      expect: { findings: [{ ...found, path: 'app/pom.xml', line: 14 }] },
    },
    {
      name: 'by a property of a module, over that of its parent',
      options,
      base: BASE,
      head: {
        'app/pom.xml': child(dependency('log4j-core', null)).replace(
          '<dependencies>',
          '<properties><log4j>2.0-rc1</log4j></properties><dependencies>',
        ),
      },
      expect: { findings: [found] },
    },
    {
      name: 'by a list that it imports from another module',
      options,
      base: { ...BASE, 'bom/pom.xml': parent('2.17.1').replace('>parent<', '>bom<') },
      head: {
        'bom/pom.xml': parent('2.14.1').replace('>parent<', '>bom<'),
        'other/pom.xml': pom(
          'other',
          `<dependencyManagement><dependencies><dependency><groupId>shop</groupId><artifactId>bom</artifactId><version>1</version><type>pom</type><scope>import</scope></dependency></dependencies></dependencyManagement><dependencies>${dependency('log4j-core', null)}</dependencies>`,
        ),
      },
      expect: { findings: [{ ...found, path: 'bom/pom.xml' }] },
    },
    {
      name: 'one that cannot be read is no answer',
      options,
      base: BASE,
      head: { 'pom.xml': '<project><dependencies>' },
      expect: { verdict: 'errored', reason: /pom\.xml cannot be read/ },
    },
  ],
});
