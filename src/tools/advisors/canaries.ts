import type { Ecosystem } from '../../formats/dependency-graph/dependency-graph.ts';

/** Files of a folder by name; the lockfile first. */
export type Canary = readonly (readonly [name: string, text: string])[];

const MANIFEST = '{"name":"canary","version":"1.0.0","dependencies":{"minimist":"0.0.8"}}\n';

const PACKAGE_LOCK = JSON.stringify({
  name: 'canary',
  version: '1.0.0',
  lockfileVersion: 3,
  requires: true,
  packages: {
    '': { name: 'canary', version: '1.0.0', dependencies: { minimist: '0.0.8' } },
    'node_modules/minimist': { version: '0.0.8', resolved: 'https://registry.npmjs.org/minimist/-/minimist-0.0.8.tgz' },
  },
});

/** A package that advisories have named for years: a source that knows nothing of it knows nothing. */
export const CANARIES: Readonly<Record<Ecosystem, Canary>> = {
  npm: [
    ['package-lock.json', PACKAGE_LOCK],
    ['package.json', MANIFEST],
  ],
  pypi: [['requirements.txt', 'jinja2==2.4.1\n']],
  cargo: [
    [
      'Cargo.lock',
      'version = 3\n\n[[package]]\nname = "smallvec"\nversion = "0.6.9"\nsource = "registry+https://github.com/rust-lang/crates.io-index"\n',
    ],
  ],
  go: [
    ['go.sum', 'golang.org/x/text v0.3.0 h1:g61tztE5qeGQ89tm6NTjjM9VPIm088od1l6aSorWRWg=\n'],
    ['go.mod', 'module canary\n\ngo 1.20\n\nrequire golang.org/x/text v0.3.0\n'],
  ],
  maven: [['gradle.lockfile', 'org.apache.logging.log4j:log4j-core:2.14.1=compileClasspath\nempty=\n']],
};

/** The same for pnpm, which reads no version of its lockfile but its own. */
export function pnpmCanary(version: string): Canary {
  const isOld = version.startsWith('6');
  const name = isOld ? '/minimist@0.0.8' : 'minimist@0.0.8';
  const lock = `lockfileVersion: '${version}'

settings:
  autoInstallPeers: true
  excludeLinksFromLockfile: false

${isOld ? 'dependencies:\n  minimist:\n    specifier: 0.0.8\n    version: 0.0.8' : 'importers:\n\n  .:\n    dependencies:\n      minimist:\n        specifier: 0.0.8\n        version: 0.0.8'}

packages:

  ${name}:
    resolution: {integrity: sha512-miQKw5Hv4NS1Psg2517mV4e4dYNaO3++hjAvLOAzKqZ61rH8NS1SK+vbfBWZ5PY/Me/bEWhUwqMghEW5Fb9T7Q==}
${isOld ? '    dev: false\n' : `\nsnapshots:\n\n  ${name}: {}\n`}`;
  return [
    ['pnpm-lock.yaml', lock],
    ['package.json', MANIFEST],
  ];
}
