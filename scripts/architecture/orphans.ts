import type { ModuleGraph } from './module-graph.ts';
import type { Violation } from './violation.ts';

/** Files of the program that no entry reaches: dead, or only kept alive by their own tests. */
export function orphanViolations(graph: ModuleGraph, entries: readonly string[]): Violation[] {
  const reached = new Set<string>();
  const open = entries.filter((entry) => graph.has(entry));
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    if (reached.has(path)) continue;
    reached.add(path);
    for (const { target } of graph.get(path)?.imports ?? []) if (target !== null) open.push(target);
  }
  return [...graph.values()]
    .filter(({ path, isTest }) => !isTest && !reached.has(path))
    .map(({ path }) => ({
      path,
      line: 1,
      rule: 'no-orphans',
      message: 'no entry of tsconfig.build.json reaches this file, so it is not in the package: use it or delete it',
    }));
}
