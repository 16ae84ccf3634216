import { effectivePolicy } from '../../../src/config/effective-policy.ts';
import { DEFAULT_PROTECTED_PATHS } from '../../../src/config/protected-paths.ts';
import { CHECKER_IDS } from '../../../src/gate/policy.ts';
import { configOf } from '../../rig/greeter.ts';
import type { Chance } from '../chance.ts';
import { mutateJson } from '../mutate-json.ts';
import { mutateText } from '../mutate-text.ts';
import { type FuzzTarget, must } from '../target.ts';

const MANIFEST = {
  name: 'x',
  type: 'module',
  packageManager: 'pnpm@9.0.0',
  workspaces: ['packages/*', { packages: ['a'] }],
  scripts: {
    build: 'tsc -p tsconfig.build.json && npm run copy',
    copy: 'cp -r a b',
    test: 'npm run unit -- --config lint/rules.js',
    unit: 'node --test',
    lint: 'eslint -c eslint.js .',
  },
  dependencies: { react: '^18.0.0' },
  devDependencies: { vitest: '5.0.0', typescript: '7' },
  jest: { setupFiles: ['./setup.js'], preset: './preset' },
};

/** A repository of many kinds at once: every file that detection looks into. */
const FILES: Readonly<Record<string, string>> = {
  'package.json': JSON.stringify({ ...MANIFEST, workspaces: ['packages/*'] }, null, 2),
  'packages/a/package.json': '{"name":"a","scripts":{"test":"vitest"}}',
  'pnpm-workspace.yaml': 'packages:\n  - packages/*\n',
  'package-lock.json': '{"lockfileVersion":3}',
  'tsconfig.json': '{\n  // why\n  "extends": "./base.json", "compilerOptions": { "strict": true }\n}\n',
  'base.json': '{}',
  'vitest.config.ts': "import { shared } from './shared.ts';\nexport default { test: { setupFiles: ['./setup.js'] } };\n",
  'shared.ts': 'export const shared = 1;\n',
  'setup.js': '',
  'eslint.config.js': "import a from './lint/rules.js';\nexport default [a];\n",
  'lint/rules.js': 'export default {};\n',
  '.eslintrc.json': '{"extends":"./lint/rules.js"}',
  'biome.json': '{"extends":["./base.json"]}',
  '.prettierrc': 'semi: false\n',
  'pyproject.toml': '[project]\nname = "x"\n\n[tool.pytest.ini_options]\n\n[build-system]\nrequires = ["hatchling"]\n',
  'go.mod': 'module example.com/a\n\ngo 1.22\n',
  'Cargo.toml': '[package]\nname = "a"\n',
  'pom.xml': '<project></project>\n',
  'src/a.ts': 'export const a = 1;\n',
  'py/a.py': 'a = 1\n',
};

/** Whatever a repository's own files hold, its policy is one that protects what every policy protects, or there is none. */
export const projects: FuzzTarget = {
  refusals: ['MANIFEST_INVALID', 'CONFIG_INVALID'],
  open: () => ({
    async attempt(chance) {
      const files = { ...FILES };
      for (let left = chance.integer(1, 2); left > 0; left -= 1) {
        const path = chance.oneOf(Object.keys(files));
        if (chance.oneIn(8)) Reflect.deleteProperty(files, path);
        else
          files[path] =
            path === 'package.json' && chance.oneIn(2)
              ? JSON.stringify(mutateJson(MANIFEST, chance))
              : mutateText(files[path] ?? '', chance);
      }
      if (chance.oneIn(6)) files[oddPath(chance)] = '{}';
      const tree = { paths: Object.keys(files), read: async (path: string) => (Object.hasOwn(files, path) ? (files[path] ?? null) : null) };
      const policy = await effectivePolicy({ configText: chance.oneIn(2) ? configOf() : null, tree, checkerIds: CHECKER_IDS });
      must(
        DEFAULT_PROTECTED_PATHS.every((glob) => policy.protectedPaths.includes(glob)),
        'a path is protected no more',
      );
      must(policy.config.phase === 3 && /^[0-9a-f]{64}$/.test(policy.digest), 'another phase, or none', policy.config.phase);
      must(
        Object.values(policy.project.commands).every((command) => typeof command === 'string' && command !== ''),
        'a command that is none',
        policy.project.commands,
      );
      return policy.project.testRunners.join(' and ') || 'no runner';
    },
  }),
};

function oddPath(chance: Chance): string {
  return chance.oneOf([
    '__proto__/package.json',
    'constructor',
    `${'a/'.repeat(500)}package.json`,
    'a\nb/package.json',
    '{a,b}/tsconfig.json',
    '*',
    'jest.config.{js',
  ]);
}
