import type { FuzzTarget } from './target.ts';

/** Every reader of what others wrote; each is loaded by itself, as a campaign looks at one. */
const LOADERS: Readonly<Record<string, () => Promise<FuzzTarget>>> = {
  config: async () => (await import('./targets/config.ts')).config,
  orders: async () => (await import('./targets/orders.ts')).orders,
  'ledger-rows': async () => (await import('./targets/ledger-rows.ts')).ledgerRows,
  'ledger-file': async () => (await import('./targets/ledger-file.ts')).ledgerFile,
  envelopes: async () => (await import('./targets/envelopes.ts')).envelopes,
  'test-reports': async () => (await import('./targets/test-reports.ts')).testReports,
  'tap-reports': async () => (await import('./targets/tap-reports.ts')).tapReports,
  'junit-reports': async () => (await import('./targets/junit-reports.ts')).junitReports,
  'coverage-reports': async () => (await import('./targets/coverage-reports.ts')).coverageReports,
  'lint-reports': async () => (await import('./targets/lint-reports.ts')).lintReports,
  'compiler-output': async () => (await import('./targets/compiler-output.ts')).compilerOutput,
  lockfiles: async () => (await import('./targets/lockfiles.ts')).lockfiles,
  'dependency-graphs': async () => (await import('./targets/dependency-graphs.ts')).dependencyGraphs,
  definitions: async () => (await import('./targets/definitions.ts')).definitions,
  'schema-texts': async () => (await import('./targets/schema-texts.ts')).schemaTexts,
  'agent-words': async () => (await import('./targets/agent-words.ts')).agentWords,
  projects: async () => (await import('./targets/projects.ts')).projects,
  sources: async () => (await import('./targets/sources.ts')).sources,
  'security-scan': async () => (await import('./targets/security-scan.ts')).securityScan,
  printed: async () => (await import('./targets/printed.ts')).printed,
  trees: async () => (await import('./targets/trees.ts')).trees,
  contracts: async () => (await import('./targets/contracts.ts')).contracts,
  captures: async () => (await import('./targets/captures.ts')).captures,
};

export const TARGET_NAMES: readonly string[] = Object.keys(LOADERS);

export async function loadTarget(name: string): Promise<FuzzTarget> {
  const load = LOADERS[name];
  if (load === undefined) throw new Error(`there is no target ${name}; expected one of ${TARGET_NAMES.join(', ')}`);
  return load();
}
