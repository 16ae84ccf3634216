import type { Node } from 'oxc-parser';
import { bare, keyOf, propertyOf } from './bindings.ts';
import { meantBy } from './meant-by.ts';
import { isOfOwnUrl } from './own-url.ts';
import { textOf } from './literals.ts';
import { isRawText } from './raw-text.ts';
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
    case 'TaggedTemplateExpression':
      return isRawText(value, program.bindings) ? piecesOf(value.quasi, program, depth + 1) : [null];
    case 'BinaryExpression':
      return value.operator === '+' ? summandsOf(value).flatMap((one) => piecesOf(one, program, depth + 1)) : [null];
    case 'Identifier': {
      const writes = program.bindings.of(value)?.writes ?? [];
      const [only] = writes;
      return writes.length === 1 && only !== undefined && only.path.length === 0 && program.bindings.of(value)?.parameter === null
        ? piecesOf(only.value, program, depth + 1)
        : [null];
    }
    case 'CallExpression':
      return piecesOfCall(value, program, depth) ?? writtenReturn(value, program) ?? [null];
    default:
      return [null];
  }
}

/** What a function of the file always answers, where that is one text. */
function writtenReturn({ callee }: Node & { readonly type: 'CallExpression' }, { bindings }: Program): string[] | null {
  const [only, ...more] = returnsOf(callee, bindings);
  const text = more.length === 0 ? textOf(only) : null;
  return text === null ? null : [text];
}

/** `['a', b].join(' ')` and `'a'.concat(b)`; null for another call. */
function piecesOfCall(
  { callee, arguments: given }: Node & { readonly type: 'CallExpression' },
  program: Program,
  depth = 0,
): (string | null)[] | null {
  if (callee.type !== 'MemberExpression') return null;
  const read = (one: Node | null) => (one === null ? [''] : piecesOf(one, program, depth + 1));
  if (keyOf(callee) === 'concat') return [callee.object, ...given].flatMap(read);
  const list = keyOf(callee) === 'join' ? listOf(callee.object, program) : null;
  if (list === null) return null;
  const between = given[0] === undefined ? [','] : read(given[0]);
  return list.flatMap((one, index) => [...(index === 0 ? [] : between), ...read(one)]);
}

/** What a list holds, with what is pushed to its name; in which order the program pushes is not followed. */
function listOf(node: Node, { bindings }: Program): (Node | null)[] | null {
  const value = bare(node);
  const binding = bindings.of(value);
  const writes = binding?.writes ?? [];
  const [only = null] = writes;
  const meant = only !== null && writes.length === 1 && only.path.length === 0 ? bare(only.value) : value;
  if (meant.type !== 'ArrayExpression') return null;
  return [...meant.elements, ...(binding?.keys ?? []).slice(0, MOST_OPENED).map((one) => one.value)];
}

const SQL =
  /^\s*(select\b[^]*\bfrom|insert\s+into|update\b[^]*\bset|delete\s+from|with\b[^]*\bas\b|merge\s+into|replace\s+into|call\s+\w|exec(ute)?\s+\w|create\s+(table|user|database)|drop\s+(table|user|database)|alter\s+(table|user)|grant\s|truncate\s)/i;

/** An SQL statement that is put together. */
export function looksLikeSql(node: Node, program: Program): boolean {
  const statement = statementIn(node, program);
  // What stands beside the text goes to the database as values.
  if (statement !== node && program.taint.of(statement) === null) return false;
  return textsOf(statement, program).some((pieces) => pieces.length > 1 && SQL.test(pieces.map((piece) => piece ?? ' x ').join('')));
}

/** `{ text: …, values }` and `{ sql: … }`, as drivers take a statement too, by a name or not; `new Command({ Statement: … })`. */
function statementIn(node: Node, { bindings }: Program): Node {
  const value = meantBy(node, bindings);
  const object = value.type === 'NewExpression' && value.arguments[0] !== undefined ? meantBy(value.arguments[0], bindings) : value;
  for (const key of STATEMENTS) {
    const found = propertyOf(object, key);
    if (found !== null) return found;
  }
  return node;
}

const STATEMENTS = ['text', 'sql', 'Statement', 'QueryString', 'Expression', 'queryString'];

/**
 * The texts that a value may be, piece by piece: what functions of the file return, and what is added to a variable, included. Each value is opened
 * once, or a function with ten returns that call it again would be read ten times ten times.
 */
function textsOf(node: Node, program: Program, opened = new Set<Node>()): (string | null)[][] {
  const value = bare(node);
  if (opened.has(value) || opened.size > MOST_OPENED) return [];
  opened.add(value);
  const open = (one: Node) => textsOf(one, program, opened);
  if (value.type === 'ConditionalExpression') return [value.consequent, value.alternate].flatMap(open);
  if (value.type === 'LogicalExpression') return [value.left, value.right].flatMap(open);
  if (value.type === 'SequenceExpression') return value.expressions.slice(-1).flatMap(open);
  if (value.type === 'CallExpression') {
    const own = piecesOfCall(value, program);
    return own === null ? returnsOf(value.callee, program.bindings).flatMap(open) : [own];
  }
  // A statement begins with the first of them.
  const writes = (program.bindings.of(value)?.writes ?? []).filter(({ path }) => path.length === 0).slice(0, MOST_OPENED);
  if (writes.some((one) => isAddedTo(value, one.value, program))) return [writes.flatMap((one) => piecesOf(one.value, program))];
  return writes.length === 0 ? [piecesOf(value, program)] : writes.flatMap((one) => open(one.value));
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
  if (/^([a-z][\w+.-]*:)?\/\/$/i.test(start)) return isOwnAfterText(node, program);
  return /^([a-z][a-z0-9+.-]*:)?\/\/[^/?#]+[/?#]|^\/[^/\\]|^[?#.]|^[\w.-]+[/?#]|^mailto:|^tel:/i.test(start);
}

function beginningOf(node: Node, program: Program, depth = 0): string {
  const [first, ...more] = program.bindings.of(bare(node))?.writes ?? [];
  // `url = '/a/' + b; url += c` begins as the first of them does.
  const isGrown =
    first !== undefined && more.length > 0 && first.path.length === 0 && more.every((one) => isAddedTo(bare(node), one.value, program));
  if (isGrown && depth < DEEPEST) return beginningOf(first.value, program, depth + 1);
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

/** `https://${host}/…` of a host that the program chooses, and that nobody makes longer: `.evil.com` behind it is another one. */
function isOwnAfterText(node: Node, program: Program): boolean {
  let isHost = false;
  for (const part of partsOf(node, program).slice(1)) {
    if (typeof part === 'string') {
      if (isHost && /[/?#]/.test(part)) return true;
    } else if (program.taint.of(part) === null) isHost = true;
    else return isHost && isOfOwnUrl(part, program.bindings);
  }
  return isHost;
}

const DEEPEST_PART = 3;

/** What a text is put together from, in order; texts that say nothing left out. */
function partsOf(node: Node, program: Program, depth = 0): (string | Node)[] {
  const value = meantBy(node, program.bindings);
  const own = (one: Node) => partsOf(one, program, depth + 1);
  if (depth < DEEPEST_PART && value.type === 'BinaryExpression') return summandsOf(value).flatMap(own);
  if (depth < DEEPEST_PART && value.type === 'TemplateLiteral')
    return value.quasis
      .flatMap(({ value: { raw } }, index) => [raw, ...value.expressions.slice(index, index + 1).flatMap(own)])
      .filter((one) => one !== '');
  return [textOf(value) ?? node];
}

/** Its first part is nothing that others choose. */
function isOwn(node: Node, program: Program, depth = 0): boolean {
  if (depth > DEEPEST) return false;
  const value = meantBy(node, program.bindings);
  const [first] = value.type === 'BinaryExpression' ? summandsOf(value) : value.type === 'TemplateLiteral' ? value.expressions : [node];
  if (first === undefined || first === node) return program.taint.of(node) === null;
  return (value.type !== 'TemplateLiteral' || value.quasis[0]?.value.raw === '') && isOwn(first, program, depth + 1);
}

/** A page that is put together, or what came as it came. */
export function isMarkup(node: Node, program: Program): boolean {
  const pieces = piecesOf(node, program);
  if (pieces.length > 1) return pieces.some((piece) => piece !== null && /<\/?[a-z!]/i.test(piece));
  return false;
}
