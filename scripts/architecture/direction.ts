import type { Module, ModuleGraph, ModuleImport } from './module-graph.ts';
import type { Violation } from './violation.ts';

/** Folders with one contract, many implementations: `src/<family>/<implementation>/`. */
const FAMILIES = new Set(['agents', 'tools', 'formats', 'targets', 'trackers', 'stores', 'checkers', 'models']);

/** What an implementation may import besides its own folder, its family's contract, `domain` and `platform`; and a folder that works with a family's implementations. */
const MAY_ALSO_USE: Readonly<Record<string, readonly string[]>> = {
  tools: ['src/formats/', 'src/syntax/'],
  targets: ['src/formats/'],
  trackers: ['src/formats/'],
  // It reads lockfiles as a tool reads a report.
  workspace: ['src/formats/'],
  // One store holds both; each contract is beside what works with it.
  stores: ['src/ledger/ledger.ts', 'src/engine/journal.ts'],
  checkers: [
    'src/statistics/',
    'src/architecture/',
    'src/metrics/',
    'src/formats/',
    'src/syntax/',
    'src/definitions/',
    'src/delivery/judge',
    // The contracts of what `needs` hands a checker: without them its files could not name what they are given.
    'src/tools/tool.ts',
    'src/workspace/checkout.ts',
  ],
};

/** Where implementations meet contracts. The registry only says where the checkers are and loads none. */
const JOINTS = new Set(['src/compose.ts', 'src/checkers/registry.gen.ts']);

/** The outermost ring: it starts the rest, and nothing in the rest knows it. */
const SHELLS = ['src/cli/', 'src/server/', 'src/mcp/', 'src/worker/'];

interface DirectionRule {
  readonly rule: string;
  readonly why: string;
  refuses(from: Module, to: ModuleImport, graph: ModuleGraph): boolean;
}

/** Section 2 of the architecture as a table; tests are free. Builtins by folder are in oxlint.config.ts. */
const DIRECTION_RULES: readonly DirectionRule[] = [
  {
    rule: 'pure-core',
    why: 'domain and statistics import nothing outside themselves (zod in domain/event.ts excepted): everybody may depend on them because they depend on nobody',
    refuses({ path }, { target, specifier }) {
      const core = ['src/domain/', 'src/statistics/'].find((folder) => path.startsWith(folder));
      if (core === undefined) return false;
      if (target !== null) return !target.startsWith(core);
      return !(path === 'src/domain/event.ts' && specifier === 'zod');
    },
  },
  {
    rule: 'implementation-alone',
    why: 'an implementation imports its own folder, its contract, domain, platform and what its family may use: each can be read, replaced or deleted alone',
    refuses({ path }, { target }) {
      const own = implementationOf(path);
      if (own === null || target === null) return false;
      const allowed = [own.folder, 'src/domain/', 'src/platform/', ...(MAY_ALSO_USE[own.family] ?? [])];
      const isContract = target.startsWith(`src/${own.family}/`) && implementationOf(target) === null && !JOINTS.has(target);
      return !isContract && !allowed.some((folder) => target.startsWith(folder));
    },
  },
  {
    rule: 'contracts-only',
    why: 'only compose.ts and tests join implementations to contracts: whoever knows one implementation by name cannot work with another',
    refuses({ path }, { target }) {
      if (target === null || JOINTS.has(path) || implementationOf(path) !== null) return false;
      // What several implementations of a family share is beside their contract, and may use what they may.
      const family = path.split('/')[1] ?? '';
      const isShared = (MAY_ALSO_USE[family] ?? []).some((folder) => target.startsWith(folder));
      return implementationOf(target) !== null && !isShared;
    },
  },
  {
    rule: 'shells-outside',
    why: 'cli, server, mcp and worker are thin shells around the program: what is needed from there belongs deeper',
    refuses({ path }, { target }) {
      if (target === null) return false;
      const shell = SHELLS.find((folder) => target.startsWith(folder));
      return shell !== undefined && !path.startsWith(shell);
    },
  },
  {
    rule: 'compose-outside',
    why: 'compose.ts knows every implementation, so whoever imports it does too: only the shells and the demo may',
    refuses: ({ path }, { target }) => target === 'src/compose.ts' && ![...SHELLS, 'src/demo/'].some((folder) => path.startsWith(folder)),
  },
  {
    rule: 'no-test-imports',
    why: 'nothing imports a test: what both need is neither',
    refuses: (_, { target }, graph) => target !== null && (graph.get(target)?.isTest === true || /\/(fixtures|canary)\//.test(target)),
  },
  {
    rule: 'inside-src',
    why: 'the published package holds what src is built to: a file outside it is not there',
    refuses: (_, { target }) => target !== null && !target.startsWith('src/'),
  },
];

/** Imports that go the wrong way. */
export function directionViolations(graph: ModuleGraph): Violation[] {
  return [...graph.values()]
    .filter((from) => !from.isTest)
    .flatMap((from) =>
      from.imports.flatMap((to) =>
        DIRECTION_RULES.filter((rule) => rule.refuses(from, to, graph)).map(({ rule, why }) => ({
          path: from.path,
          line: to.line,
          rule,
          message: `may not import ${to.specifier}: ${why}`,
        })),
      ),
    );
}

function implementationOf(path: string): { readonly family: string; readonly folder: string } | null {
  const [, family = '', implementation = '', ...rest] = path.split('/');
  if (!FAMILIES.has(family) || rest.length === 0) return null;
  return { family, folder: `src/${family}/${implementation}/` };
}
