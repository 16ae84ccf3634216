import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Node, parseSync } from 'oxc-parser';
import { walk } from '../../src/syntax/walk.ts';

export interface ShownRules {
  /** Strings of the flagged cases. */
  readonly flagged: readonly string[];
  /** Strings of all cases: a rule that is no error shows up in a clean one. */
  readonly anywhere: readonly string[];
}

/**
 * What the tests in a checker's folder expect. The cases are read from the source, as running them to see their names would
 * run every one of them twice: the flagged ones stand below something named `flagged`, a property, a constant or a `describe`.
 */
export function shownRules(folder: string): ShownRules {
  const flagged: string[] = [];
  const anywhere: string[] = [];
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.test.ts'))) {
    const { program } = parseSync(name, readFileSync(join(folder, name), 'utf8'));
    walk(program, (node, ancestors) => {
      if (node.type !== 'Literal' || typeof node.value !== 'string') return;
      anywhere.push(node.value);
      if (ancestors.some(isNamedFlagged)) flagged.push(node.value);
    });
  }
  return { flagged, anywhere };
}

function isNamedFlagged(node: Node): boolean {
  switch (node.type) {
    case 'Property':
      return node.key.type === 'Identifier' && node.key.name === 'flagged';
    case 'VariableDeclarator':
      return node.id.type === 'Identifier' && node.id.name === 'flagged';
    case 'CallExpression': {
      const [title] = node.arguments;
      return node.callee.type === 'Identifier' && node.callee.name === 'describe' && title?.type === 'Literal' && title.value === 'flagged';
    }
    default:
      return false;
  }
}

/** A rule is shown by its id, alone or before a colon and its message. */
export function isShown(rule: string, strings: readonly string[]): boolean {
  return strings.some((text) => text === rule || text.startsWith(`${rule}: `));
}
