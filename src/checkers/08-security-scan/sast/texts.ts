import type { Node } from 'oxc-parser';
import { bare } from './bindings.ts';
import { returnsOf } from './returns.ts';
import { summandsOf } from './summands.ts';
import type { Program } from './weakness.ts';

const DEEPEST = 12;
/** More functions and names are no statement that a person put together. */
const MOST_OPENED = 200;

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
  return textsOf(node, program).some((pieces) => pieces.length > 1 && SQL.test(pieces.map((piece) => piece ?? ' x ').join('')));
}

/**
 * The texts that a value may be, piece by piece: what functions of the file return, and what is added to a variable, included. Each value is opened
 * once, or a function with ten returns that call it again would be read ten times ten times.
 */
function textsOf(node: Node, program: Program, opened = new Set<Node>()): (string | null)[][] {
  const value = bare(node);
  if (opened.has(value) || opened.size > MOST_OPENED) return [];
  opened.add(value);
  if (value.type === 'CallExpression') return returnsOf(value.callee, program.bindings).flatMap((one) => textsOf(one, program, opened));
  const writes = (program.bindings.of(value)?.writes ?? []).filter(({ path }) => path.length === 0);
  const [only] = writes;
  if (writes.length === 1 && only !== undefined) return textsOf(only.value, program, opened);
  const isGrown = writes.some((one) => isAddedTo(value, one.value, program));
  return [isGrown ? writes.flatMap((one) => piecesOf(one.value, program)) : piecesOf(value, program)];
}

/** `sql += …` and `sql = sql + …`. */
function isAddedTo(name: Node, written: Node, { bindings }: Program): boolean {
  const parent = bindings.parentOf(written);
  if (parent?.type === 'AssignmentExpression' && parent.operator === '+=') return true;
  const [first] = summandsOf(written);
  return first !== undefined && first !== bare(written) && bindings.of(first) === bindings.of(name);
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
