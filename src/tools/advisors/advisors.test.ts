import { chmodSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { sandboxIn } from '../../../test/rig/sandbox.ts';
import { temporaryFolder } from '../../../test/rig/temporary.ts';
import type { AdvisorName, AskedLock } from '../tool.ts';
import { advisors } from './advisors.ts';
import { isInRange } from './audit.ts';

const MANIFEST = JSON.stringify({
  name: 'shop',
  dependencies: { minimist: '*' },
  packageManager: 'npm@1.0.0',
  pnpm: { auditConfig: { ignoreCves: ['CVE-2020-7598'] } },
});
const npmLock = (version: string): AskedLock => ({
  path: 'app/package-lock.json',
  ecosystem: 'npm',
  beside: { 'package.json': MANIFEST },
  text: JSON.stringify({
    name: 'shop',
    lockfileVersion: 3,
    requires: true,
    packages: { '': { name: 'shop', dependencies: { minimist: '*' } }, 'node_modules/minimist': { version } },
  }),
});

interface Given {
  readonly locks?: readonly AskedLock[];
  /** Programs by name: what a Node program of that name does. */
  readonly programs?: Readonly<Record<string, string>>;
  readonly npmrc?: string;
}

async function ask(name: AdvisorName, { locks = [npmLock('0.2.0')], programs = {}, npmrc = '' }: Given) {
  using folder = temporaryFolder();
  for (const [program, source] of Object.entries(programs)) {
    writeFileSync(join(folder.path, `${program}.mjs`), source);
    writeFileSync(join(folder.path, program), `#!/bin/sh\nexec '${process.execPath}' '${folder.path}/${program}.mjs' "$@"\n`);
    chmodSync(join(folder.path, program), 0o755);
  }
  const PATH = Object.keys(programs).length > 0 ? `${folder.path}:/bin` : (process.env.PATH ?? '');
  const advise = advisors({
    sandbox: sandboxIn(join(folder.path, 'state'), { callerEnv: { PATH } }),
    registry: async () => ({ npmrc, endpoints: () => [], reach: {} }),
    cache: join(folder.path, 'cache'),
    keep: async (report) => `kept ${report.length > 0}`,
  });
  // Awaited here: the folder lives until then.
  return await advise(name, { locks, signal: new AbortController().signal });
}

/** A registry that knows one advisory, and answers the audit of npm. */
async function auditing(
  answer: (asked: Readonly<Record<string, readonly string[]>>) => { readonly status?: number; readonly body: unknown },
): Promise<Server> {
  const server = createServer((request, response) => {
    void buffer(request).then((raw) => {
      const body = request.headers['content-encoding'] === 'gzip' ? gunzipSync(raw).toString() : raw.toString();
      const isAsked = request.url === '/-/npm/v1/security/advisories/bulk';
      const { status = 200, body: said } = isAsked ? answer(JSON.parse(body) as Record<string, string[]>) : { status: 404, body: {} };
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(said));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

const ADVISORY = {
  id: 1179,
  url: 'https://github.com/advisories/GHSA-vh95-rmgr-6w4m',
  title: 'Prototype Pollution in minimist',
  severity: 'moderate',
  vulnerable_versions: '<0.2.1',
  cwe: ['CWE-1321'],
  cvss: { score: 5.6, vectorString: null },
};

async function audited(answer: Parameters<typeof auditing>[0], given: Given = {}) {
  const server = await auditing(answer);
  try {
    const { port } = server.address() as AddressInfo;
    return await ask('audit', { ...given, npmrc: `registry=http://127.0.0.1:${port}/\n` });
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

test('the audit of npm itself tells which packages of the lockfile are vulnerable', async () => {
  const sent: object[] = [];
  const answer = await audited((asked) => {
    sent.push(asked);
    return { body: { minimist: [ADVISORY] } };
  });
  expect(answer).toEqual({
    tool: { name: 'audit', version: expect.stringMatching(/^npm \d+\.\d+\.\d+/), digest: 'kept true' },
    vulnerabilities: [
      {
        lock: 'app/package-lock.json',
        name: 'minimist',
        version: '0.2.0',
        id: 'GHSA-vh95-rmgr-6w4m',
        aliases: [],
        summary: 'Prototype Pollution in minimist',
        severity: 'moderate',
        fixed: ['0.2.1'],
      },
    ],
    listed: null,
    leftOut: new Map(),
  });
  expect(sent).toEqual([{ minimist: ['0.2.0'] }, { minimist: ['0.0.8'] }]);
});

test('what the audit has nothing to say of is not vulnerable, as it knows the planted package', async () => {
  const answer = await audited((asked) => ({ body: asked['minimist']?.[0] === '0.0.8' ? { minimist: [ADVISORY] } : {} }), {
    locks: [npmLock('1.2.8')],
  });
  expect(answer.vulnerabilities).toEqual([]);
});

test.each<[string, Parameters<typeof auditing>[0], RegExp]>([
  ['knows no advisory at all', () => ({ body: {} }), /audit knows nothing of a package of npm that is known to be vulnerable/],
  ['refuses', () => ({ status: 405, body: {} }), /npm audit gave no report|ended with a code/],
  ['answers what is no advisory', () => ({ body: [] }), /knows nothing of a package|gave no report/],
])('a registry that %s is no answer', async (_, answer, message) => {
  await expect(audited(answer)).rejects.toThrow(message);
});

test('a lockfile that no audit reads is no answer, and neither is a program that is not there', async () => {
  const crates = { ...npmLock('1.0.0'), path: 'Cargo.lock', text: '' };
  await expect(ask('audit', { locks: [crates] })).rejects.toThrow(/nobody was asked about Cargo.lock/);
  await expect(ask('osv-scanner', { programs: { other: '' } })).rejects.toThrow(/osv-scanner, which .* asks, could not be started/);
});

const BERRY = (name: string, version: string) =>
  `"${name}@npm:^${version}":\n  version: ${version}\n  resolution: "${name}@npm:${version}"\n  linkType: hard\n\n`;
const OF_OTHERS: readonly (readonly [string, string, string])[] = [
  [
    'yarn 1',
    'yarn.lock',
    '# yarn lockfile v1\n\n\n"@a/b@^1.0.0":\n  version "1.0.0"\n\nminimist@^0.2.0:\n  version "0.2.0"\n\nminimist@^1.2.0:\n  version "1.2.8"\n',
  ],
  [
    'yarn 4',
    'app/yarn.lock',
    `__metadata:\n  version: 8\n\n${BERRY('@a/b', '1.0.0')}${BERRY('minimist', '0.2.0')}${BERRY('minimist', '1.2.8')}"own@workspace:packages/own":\n  version: 0.0.0-use.local\n  resolution: "own@workspace:packages/own"\n`,
  ],
  [
    'bun',
    'bun.lock',
    '{ "lockfileVersion": 1, "workspaces": { "": { "name": "own" } }, "packages": { "@a/b": ["@a/b@1.0.0", "", {}, ""], "minimist": ["minimist@0.2.0", "", {}, ""], "@a/b/minimist": ["minimist@1.2.8", "", {}, ""] } }',
  ],
];

test.for(OF_OTHERS)('the audit of npm is asked about all that %s locks', async ([, path, text]) => {
  const sent: object[] = [];
  const lock: AskedLock = { ...npmLock(''), path, text };
  const answer = (asked: object) => {
    sent.push(asked);
    return { body: { minimist: [ADVISORY] } };
  };
  const { vulnerabilities } = await audited(answer, { locks: [lock] });
  expect(vulnerabilities.map((one) => [one.lock, one.name, one.version, one.fixed])).toEqual([[path, 'minimist', '0.2.0', ['0.2.1']]]);
  expect(sent).toEqual([{ '@a/b': ['1.0.0'], minimist: ['0.2.0', '1.2.8'] }, { minimist: ['0.0.8'] }]);
});

const OF_GITHUB = '"own": ["own@github:user/own#0123456", {}, "user-own-0123456", ""]';
const bunLock = (packages: string): AskedLock => ({
  ...npmLock(''),
  path: 'bun.lock',
  text: `{ "lockfileVersion": 1, "workspaces": { "": { "name": "x" } }, "packages": { ${packages} } }`,
});

test('the audit of npm is asked about the rest where a package is of no registry, which is named', async () => {
  const sent: object[] = [];
  const answer = (asked: object) => {
    sent.push(asked);
    return { body: { minimist: [ADVISORY] } };
  };
  const { vulnerabilities, leftOut } = await audited(answer, {
    locks: [bunLock(`${OF_GITHUB}, "minimist": ["minimist@0.2.0", "", {}, ""]`)],
  });
  expect(vulnerabilities.map(({ name, version }) => [name, version])).toEqual([['minimist', '0.2.0']]);
  expect(sent).toEqual([{ minimist: ['0.2.0'] }, { minimist: ['0.0.8'] }]);
  expect([...leftOut]).toEqual([['bun.lock', new Set(['own@github:user/own#0123456'])]]);
  await expect(ask('audit', { locks: [bunLock(OF_GITHUB)] })).rejects.toThrow(
    'no registry has any package of bun.lock: own@github:user/own',
  );
});

test('a lockfile of yarn that cannot be read, or names what is no package, is no answer', async () => {
  const of = (text: string): AskedLock => ({ ...npmLock(''), path: 'yarn.lock', text });
  await expect(ask('audit', { locks: [of('what')] })).rejects.toThrow(/yarn.lock cannot be asked about/);
  await expect(ask('audit', { locks: [of('"../x@^1.0.0":\n  version "1.0.0"\n')] })).rejects.toThrow(/a package that no registry has/);
});

const PNPM = (advisories: string) => `
import { readFileSync } from 'node:fs';
if (process.argv[2] === '--version') console.log('10.34.9');
else {
  const version = /minimist@([\\d.]+)/.exec(readFileSync('pnpm-lock.yaml', 'utf8'))[1];
  const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
  if ('pnpm' in manifest || 'packageManager' in manifest) process.exit(9);
  const advisories = ${advisories};
  console.log(JSON.stringify({ actions: [], advisories, muted: [], metadata: { totalDependencies: 1 } }));
  process.exitCode = Object.keys(advisories).length === 0 ? 0 : 1;
}`;
const OF_PNPM =
  "{ 1179: { findings: [{ version, paths: ['minimist'] }], id: 1179, title: 'Pollution', module_name: 'minimist', cves: ['CVE-2020-7598'], vulnerable_versions: '<0.2.1', patched_versions: '>=0.2.1', severity: 'moderate', github_advisory_id: 'GHSA-vh95-rmgr-6w4m' } }";

test('the audit of pnpm is read, and told nothing by the manifest of the change', async () => {
  const lock: AskedLock = { ...npmLock(''), path: 'pnpm-lock.yaml', text: "lockfileVersion: '9.0'\npackages:\n  minimist@0.2.0: {}\n" };
  const { tool, vulnerabilities } = await ask('audit', { locks: [lock], programs: { pnpm: PNPM(OF_PNPM) } });
  expect([tool.version, vulnerabilities.map(({ lock: path, id, version, fixed }) => [path, id, version, fixed])]).toEqual([
    'pnpm 10.34.9',
    [['pnpm-lock.yaml', 'GHSA-vh95-rmgr-6w4m', '0.2.0', ['0.2.1']]],
  ]);
  await expect(ask('audit', { locks: [lock], programs: { pnpm: PNPM('{}') } })).rejects.toThrow(/knows nothing of a package of npm/);
});

const RECORD = {
  id: 'GHSA-vh95-rmgr-6w4m',
  aliases: ['CVE-2020-7598'],
  summary: 'Prototype Pollution in minimist',
  database_specific: { severity: 'MODERATE' },
  affected: [
    { package: { ecosystem: 'npm', name: 'minimist' }, ranges: [{ type: 'SEMVER', events: [{ introduced: '0' }, { fixed: '0.2.1' }] }] },
  ],
};

/** In the place of osv-scanner 2: its report for the lockfiles it is given. `knows`: those it knows an advisory for. */
const OSV = (knows: string, more = '') => `
import { readFileSync } from 'node:fs';
const given = process.argv.slice(2);
if (given[0] === '--version') console.log('osv-scanner version: 2.2.1\\nosv-scalibr version: 0.3.1');
else {
  const files = given.flatMap((one, at) => (one === '--lockfile' ? [given[at + 1]] : []));
  const results = files.map((path) => {
    const { version } = JSON.parse(readFileSync(path, 'utf8')).packages['node_modules/minimist'];
    const vulnerabilities = ${knows}.includes(version) ? [${JSON.stringify(RECORD)}] : [];
    return { source: { path, type: 'lockfile' }, packages: [{ package: { name: 'minimist', version, ecosystem: 'npm' }, ...(vulnerabilities.length ? { vulnerabilities, groups: [] } : {}) }] };
  });
  const isFound = results.some(({ packages }) => packages[0].vulnerabilities);
  console.log(JSON.stringify({ results, experimental_config: {} }));
  process.exitCode = isFound ? 1 : 0;
  ${more}
}`;

test('osv-scanner: what is vulnerable, what mends it, and what it looked up', async () => {
  const answer = await ask('osv-scanner', { programs: { 'osv-scanner': OSV("['0.0.8', '0.2.0']") } });
  expect(answer.tool).toEqual({ name: 'osv-scanner', version: '2.2.1', digest: 'kept true' });
  expect(answer.vulnerabilities).toEqual([
    {
      lock: 'app/package-lock.json',
      name: 'minimist',
      version: '0.2.0',
      id: RECORD.id,
      aliases: RECORD.aliases,
      summary: RECORD.summary,
      severity: 'MODERATE',
      fixed: ['0.2.1'],
    },
  ]);
  expect([...(answer.listed ?? [])]).toEqual([['app/package-lock.json', new Set(['minimist@0.2.0'])]]);
});

test.each([
  ['knows nothing', OSV('[]'), /knows nothing of a package of npm/],
  ['says by its exit code that it found nothing', OSV("['0.0.8']", 'process.exitCode = 0;'), /its report does not explain/],
  ['fails', OSV("['0.0.8']", 'process.exitCode = 127;'), /osv-scanner gave no report/],
  ['finds no package', OSV("['0.0.8']", 'process.exitCode = 128;'), /osv-scanner gave no report/],
  ['prints no report', "console.log('version 2.2.1')", /osv-scanner gave no report/],
])('osv-scanner is no answer when it %s', async (_, program, message) => {
  await expect(ask('osv-scanner', { programs: { 'osv-scanner': program } })).rejects.toThrow(message);
});

/** In the place of Trivy: its report over the folder it is given. */
const TRIVY = (knows: string, more = '') => `
import { readdirSync, readFileSync } from 'node:fs';
if (process.argv[2] === '--version') console.log('Version: 0.66.0');
else {
  const dir = process.argv.at(-1);
  const Results = readdirSync(dir).filter((name) => name.includes('-')).map((name) => {
    const { version } = JSON.parse(readFileSync(dir + '/' + name + '/package-lock.json', 'utf8')).packages['node_modules/minimist'];
    const found = { VulnerabilityID: 'CVE-2020-7598', VendorIDs: ['GHSA-vh95-rmgr-6w4m'], PkgName: 'minimist', InstalledVersion: version, FixedVersion: '0.2.1, 1.2.3', Status: 'fixed', Severity: 'MEDIUM', Title: 'nodejs-minimist: prototype pollution' };
    return { Target: name + '/package-lock.json', Class: 'lang-pkgs', Type: 'npm', Packages: [{ ID: 'minimist@' + version, Name: 'minimist', Version: version }], ...(${knows}.includes(version) ? { Vulnerabilities: [found] } : {}) };
  });
  console.log(JSON.stringify({ SchemaVersion: 2, ArtifactType: 'filesystem', Results }));
  ${more}
}`;

test('Trivy: what is vulnerable, what mends it, and what it looked up', async () => {
  const { tool, vulnerabilities, listed } = await ask('trivy', { programs: { trivy: TRIVY("['0.0.8', '0.2.0']") } });
  expect([tool.version, vulnerabilities.map(({ lock, id, severity, fixed }) => [lock, id, severity, fixed])]).toEqual([
    '0.66.0',
    [['app/package-lock.json', 'CVE-2020-7598', 'MEDIUM', ['0.2.1', '1.2.3']]],
  ]);
  expect([...(listed?.get('app/package-lock.json') ?? [])]).toEqual(['minimist@0.2.0']);
});

test.each([
  ['has no database', TRIVY("['0.0.8']", 'process.exitCode = 1;'), /trivy gave no report/],
  ['knows nothing', TRIVY('[]'), /knows nothing of a package of npm/],
])('Trivy is no answer when it %s', async (_, program, message) => {
  await expect(ask('trivy', { programs: { trivy: program } })).rejects.toThrow(message);
});

test.each([
  ['1.0.0', '<0.2.1 || >=1.0.0 <1.2.3', true],
  ['0.9.0', '<0.2.1 || >=1.0.0 <1.2.3', false],
  ['1.2.3', '<=1.2.3', true],
  ['1.2.3', '>1.2.3', false],
  ['1.2.3', '=1.2.3', true],
  ['1.2.4', '1.2.3', false],
  ['9.9.9', '*', true],
  ['odd', '<1.0.0', true],
  ['1.2.4', '~1.2.3', true],
  ['1.2.4', '^1.0.0 <2.0.0', true],
  ['1.2.4', '1.0.0 - 2.0.0', true],
])('%s in %s: %s', (version, range, isIn) => {
  expect(isInRange(version, range)).toBe(isIn);
});
