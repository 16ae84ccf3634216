import type { Node } from 'oxc-parser';
import { bare } from './bindings.ts';
import { summandsOf } from './summands.ts';
import type { Program } from './weakness.ts';

const DEEPEST = 12;

/** The pieces of text that a value is put together from, in order; null for what is not written there. */
export function piecesOf(node: Node, program: Program, depth = 0): (string | null)[] {
  const value = bare(node);
  if (depth > DEEPEST) return [null];
  switch (value.type) {
    case 'Literal':
      return [typeof value.value === 'string' ? value.value : typeof value.value === 'number' ? String(value.value) : null];
    case 'TemplateLiteral':
      return value.quasis.flatMap((quasi, index) => {
        const next = value.expressions[index];
        return [quasi.value.cooked ?? quasi.value.raw, ...(next === undefined ? [] : piecesOf(next, program, depth + 1))];
      });
    case 'BinaryExpression':
      return value.operator === '+' ? summandsOf(value).flatMap((one) => piecesOf(one, program, depth + 1)) : [null];
    case 'Identifier': {
      const writes = program.bindings.of(value)?.writes ?? [];
      const [only] = writes;
      return writes.length === 1 && only !== undefined && only.path.length === 0 && program.bindings.of(value)?.parameter === null
        ? piecesOf(only.value, program, depth + 1)
        : [null];
    }
    default:
      return [null];
  }
}

const SQL =
  /^\s*(select\b[^]*\bfrom|insert\s+into|update\b[^]*\bset|delete\s+from|with\b[^]*\bas\b|merge\s+into|replace\s+into|call\s+\w|exec(ute)?\s+\w|create\s+(table|user|database)|drop\s+(table|user|database)|alter\s+(table|user)|grant\s|truncate\s)/i;

/** An SQL statement that is put together. */
export function looksLikeSql(node: Node, program: Program): boolean {
  const pieces = piecesOf(node, program);
  return pieces.length > 1 && SQL.test(pieces.map((piece) => piece ?? ' x ').join(''));
}

/** Begins with a host or a folder of its own, so that what follows cannot leave it. */
export function hasFixedHost(node: Node, program: Program): boolean {
  const start = beginningOf(node, program);
  return /^([a-z][a-z0-9+.-]*:)?\/\/[^/]+\/|^\/[^/\\]|^[?#.]|^[a-z]+\/|^mailto:|^tel:/i.test(start);
}

function beginningOf(node: Node, program: Program): string {
  let start = '';
  for (const piece of piecesOf(node, program)) {
    if (piece === null) {
      // A name for a host that the program chooses itself: `${BASE}/path`.
      if (start === '' && isOwn(node, program)) return 'https://own/';
      return start;
    }
    start += piece;
  }
  return start;
}

/** Its first part is nothing that others choose. */
function isOwn(node: Node, program: Program): boolean {
  const value = bare(node);
  if (value.type === 'BinaryExpression') return isOwn(value.left, program);
  if (value.type === 'TemplateLiteral')
    return value.quasis[0]?.value.raw === '' && value.expressions[0] !== undefined && isOwn(value.expressions[0], program);
  if (value.type === 'Identifier') {
    const writes = program.bindings.of(value)?.writes ?? [];
    const [only] = writes;
    if (
      writes.length === 1 &&
      only !== undefined &&
      only.path.length === 0 &&
      /^(BinaryExpression|TemplateLiteral)$/.test(bare(only.value).type)
    )
      return isOwn(only.value, program);
  }
  return program.taint.of(value) === null;
}

/** A page that is put together, or what came as it came. */
export function isMarkup(node: Node, program: Program): boolean {
  const pieces = piecesOf(node, program);
  if (pieces.length > 1) return pieces.some((piece) => piece !== null && /<\/?[a-z!]/i.test(piece));
  return false;
}
