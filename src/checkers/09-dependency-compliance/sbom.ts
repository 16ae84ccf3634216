import type { Ecosystem, LockedDependency } from '../../formats/dependency-graph/dependency-graph.ts';
import { isLicenceAllowed } from './licence-policy.ts';
import type { Lock } from './dependency-files.ts';

const PURL_TYPES: Readonly<Record<Ecosystem, string>> = { npm: 'npm', pypi: 'pypi', cargo: 'cargo', go: 'golang', maven: 'maven' };

/**
 * What lockfiles hold as CycloneDX 1.6 (ECMA-424) in JSON. The same lockfiles give the same text: it holds no time and no random
 * number. `unread` are lockfiles of the tree that nobody could read.
 */
export function sbomOf(locks: readonly Lock[], { tree, unread }: { readonly tree: string; readonly unread: readonly string[] }): string {
  const root = 'repository';
  const direct = locks.flatMap((lock) =>
    lock.graph.importers.flatMap(({ requests }) => requests.flatMap(({ id }) => (id === null ? [] : [refOf(lock, id)]))),
  );
  return JSON.stringify(
    {
      $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
      bomFormat: 'CycloneDX',
      specVersion: '1.6',
      version: 1,
      metadata: {
        tools: { components: [{ type: 'application', name: 'jidoka' }] },
        component: { type: 'application', 'bom-ref': root, name: 'repository', version: tree },
        properties: unread.map((path) => property('unread', path)),
      },
      components: locks.flatMap((lock) => packagesIn(lock).map((one) => componentOf(lock, one))),
      dependencies: [
        { ref: root, dependsOn: [...new Set(direct)] },
        ...locks.flatMap((lock) =>
          packagesIn(lock).map(({ id, dependsOn }) => ({
            ref: refOf(lock, id),
            dependsOn: [...new Set(dependsOn)].map((used) => refOf(lock, used)),
          })),
        ),
      ],
    },
    null,
    1,
  );
}

/** Anything else is a licence's name. */
function isExpression(licence: string): boolean {
  return licence !== 'UNLICENSED' && isLicenceAllowed(licence, new Set()) !== null;
}

/** Each once: requirements for several systems are there several times. */
function packagesIn({ graph }: Lock): LockedDependency[] {
  return [...new Map(graph.packages.map((one) => [one.id, one])).values()];
}

function refOf({ path }: Lock, id: string): string {
  return `${path}#${id}`;
}

function property(name: string, value: string): { readonly name: string; readonly value: string } {
  return { name: `jidoka:${name}`, value };
}

function componentOf(lock: Lock, one: LockedDependency) {
  const { name, version, licence, integrity, source, hasInstallScript } = one;
  const hashes = integrity.flatMap(hashOf);
  return {
    type: 'library',
    'bom-ref': refOf(lock, one.id),
    name,
    ...(version === '' ? {} : { version }),
    ...(hashes.length === 0 ? {} : { hashes }),
    ...(licence === null
      ? {}
      : {
          licenses: [isExpression(licence) ? { expression: licence } : { license: { name: licence } }],
        }),
    ...(source.kind === 'registry' ? { purl: purlOf(lock.graph.ecosystem, one) } : {}),
    properties: [
      property('lockfile', lock.path),
      property('source', source.url ?? source.kind),
      property('install-script', hasInstallScript === null ? 'not said' : hasInstallScript ? 'yes' : 'no'),
      ...integrity.filter((entry) => hashOf(entry).length === 0).map((entry) => property('hash', entry)),
    ],
  };
}

/** `pkg:npm/%40scope/name@1.0.0` (ECMA-427). */
function purlOf(ecosystem: Ecosystem, { name, version }: LockedDependency): string {
  const path = name
    .split(ecosystem === 'maven' ? ':' : '/')
    .map(encodeURIComponent)
    .join('/');
  return `pkg:${PURL_TYPES[ecosystem]}/${path}${version === '' ? '' : `@${encodeURIComponent(version)}`}`;
}

const ALGORITHMS: Readonly<Record<string, { readonly alg: string; readonly bytes: number }>> = {
  sha1: { alg: 'SHA-1', bytes: 20 },
  sha256: { alg: 'SHA-256', bytes: 32 },
  sha384: { alg: 'SHA-384', bytes: 48 },
  sha512: { alg: 'SHA-512', bytes: 64 },
};

/** Of one archive, in hexadecimal. What is hashed by file, or otherwise than as an archive, is a property. */
function hashOf(entry: string): { readonly alg: string; readonly content: string }[] {
  const [, name = '', value = ''] = /^(sha\d+)[-:](.+)$/.exec(entry) ?? [];
  const algorithm = ALGORITHMS[name];
  if (algorithm === undefined) return [];
  const content = /^[0-9a-f]+$/.test(value) && value.length === algorithm.bytes * 2 ? value : Buffer.from(value, 'base64').toString('hex');
  return content.length === algorithm.bytes * 2 ? [{ alg: algorithm.alg, content }] : [];
}
