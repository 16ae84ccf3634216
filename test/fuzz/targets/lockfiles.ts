import { readLockfile } from '../../../src/formats/lockfile/read-lockfile.ts';
import { mutateJson } from '../mutate-json.ts';
import { mutateText } from '../mutate-text.ts';
import { type FuzzTarget, must } from '../target.ts';

const MS = 'sha512-6FlzubTLZG3J2a/NVCAleEhjzq5oxgHyaCU9yYXvcLsvoVaHJq/s5xXI6/XXP6tz7R9xAOtHnSO/tXtF3WRTlA==';

const NPM = {
  name: 'app',
  lockfileVersion: 3,
  packages: {
    '': { name: 'app', version: '1.0.0', dependencies: { ms: '2.1.3' } },
    'node_modules/ms': { version: '2.1.3', resolved: 'https://registry.example/ms/-/ms-2.1.3.tgz', integrity: MS, license: 'MIT' },
    'node_modules/second': { name: 'ms', version: '2.0.0', integrity: 'sha512-x' },
    'node_modules/lib': { resolved: 'lib', link: true },
  },
};

const TEXTS: Readonly<Record<string, string>> = {
  'package-lock.json': JSON.stringify(NPM, null, 1),
  'pnpm-lock.yaml': `lockfileVersion: '9.0'\n\nimporters:\n\n  .:\n    dependencies:\n      ms:\n        specifier: 2.1.3\n        version: 2.1.3\n\npackages:\n\n  ms@2.1.3:\n    resolution: {integrity: ${MS}}\n\nsnapshots:\n\n  ms@2.1.3: {}\n`,
  'yarn.lock': `# yarn lockfile v1\n\n\nms@2.1.3, ms@^2.1.0:\n  version "2.1.3"\n  resolved "https://registry.example/ms.tgz#574c8138ce1d2b5861f0b44579dbadd60c6615b2"\n  integrity ${MS}\n  dependencies:\n    x "9.9.9"\n\n"second@npm:ms@2.0.0":\n  version "2.0.0"\n`,
  'bun.lock': `{\n  "lockfileVersion": 1,\n  "workspaces": { "": { "name": "app", "dependencies": { "ms": "2.1.3", }, }, },\n  "packages": {\n    "ms": ["ms@2.1.3", "", {}, "${MS}"],\n  }\n}\n`,
};

const isPinned = (value: unknown): boolean => typeof value === 'object' && value !== null && 'integrity' in value && value.integrity === MS;

/** What a lockfile pins is read with its hash, or the file is refused: unless its own entry is changed. */
export const lockfiles: FuzzTarget = {
  refusals: [],
  open: () => ({
    attempt(chance) {
      const path = chance.oneOf(Object.keys(TEXTS));
      const isFree = path !== 'package-lock.json' || chance.oneIn(2);
      const text = isFree ? mutateText(TEXTS[path] ?? '', chance) : JSON.stringify(mutateJson(NPM, chance, isPinned));
      const read = readLockfile(path, text);
      if (read === null) return 'refused';
      must(
        read.every((one) => typeof one.name === 'string' && typeof one.version === 'string'),
        'a package without a name',
        read,
      );
      const isPinnedStill = read.some(({ name, version, integrity }) => name === 'ms' && version === '2.1.3' && integrity === MS);
      must(isFree || isPinnedStill, 'a pinned package has lost its hash', read);
      return 'read';
    },
  }),
};
