import type { ModuleGraph } from './module-graph.ts';
import type { Violation } from './violation.ts';

/** Circles of imports, types and `import()` included: each strongly connected group once, at its first file. */
export function circleViolations(graph: ModuleGraph): Violation[] {
  const reach = new Map([...graph.keys()].map((path) => [path, reachableFrom(graph, path)]));
  const seen = new Set<string>();
  return [...graph.keys()].toSorted().flatMap((path) => {
    if (seen.has(path) || reach.get(path)?.has(path) !== true) return [];
    const members = [...(reach.get(path) ?? [])].filter((other) => reach.get(other)?.has(path)).toSorted();
    for (const member of members) seen.add(member);
    const message = `circle of imports: ${members.join(', ')}: files that need each other are one file, or a missing third`;
    return [{ path, line: 1, rule: 'no-circles', message }];
  });
}

function reachableFrom(graph: ModuleGraph, start: string): Set<string> {
  const reached = new Set<string>();
  const open = [start];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    for (const { target } of graph.get(path)?.imports ?? []) {
      if (target === null || reached.has(target)) continue;
      reached.add(target);
      open.push(target);
    }
  }
  return reached;
}
