import { circleViolations } from './circles.ts';
import { directionViolations } from './direction.ts';
import { readModuleGraph } from './module-graph.ts';
import { nameViolations } from './names.ts';
import { orphanViolations } from './orphans.ts';
import { statementViolations } from './statements.ts';
import type { Violation } from './violation.ts';

/** Every breach of the architecture under `<root>/src`, and how many modules were looked at. `entries`: what outsiders start or import. */
export function checkArchitecture(
  root: string,
  entries: readonly string[],
): { readonly modules: number; readonly violations: readonly Violation[] } {
  const graph = readModuleGraph(root);
  const violations = [
    ...directionViolations(graph),
    ...circleViolations(graph),
    ...orphanViolations(graph, entries),
    ...nameViolations(graph),
    ...statementViolations(graph),
  ];
  return { modules: graph.size, violations: violations.toSorted((a, b) => a.path.localeCompare(b.path) || a.line - b.line) };
}
