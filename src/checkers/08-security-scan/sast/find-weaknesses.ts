import type { Node } from 'oxc-parser';
import type { ParsedSource } from '../../../syntax/parse-source.ts';
import { walk } from '../../../syntax/walk.ts';
import { withoutComments } from '../../../syntax/without-comments.ts';
import type { Secret } from '../secrets/secret.ts';
import type { RuleId } from '../rules.ts';
import { keyOf, readBindings } from './bindings.ts';
import { fixedCredential } from './fixed-credentials.ts';
import { isChecked } from './guards.ts';
import { canonicalName } from './names.ts';
import { PATTERNS } from './patterns.ts';
import { type Sink, SINKS } from './sinks.ts';
import { isPageSource } from './sources.ts';
import { TaintReader } from './taint.ts';
import { findTokens } from '../secrets/find-tokens.ts';
import { piecesOf } from './texts.ts';
import { type Call, type Program, quote, type Weakness } from './weakness.ts';

export interface Weaknesses {
  readonly weaknesses: readonly Weakness[];
  readonly secrets: readonly Secret[];
}

/** What can be misused in a JavaScript or TypeScript program that parses. */
export function findWeaknesses(parsed: ParsedSource): Weaknesses {
  const bindings = readBindings(parsed.program);
  // What a comment says makes nothing better: `// some day scrypt`.
  const program: Program = { parsed: { ...parsed, text: withoutComments(parsed) }, bindings, taint: new TaintReader(bindings) };
  const weaknesses: Weakness[] = [];
  const secrets: Secret[] = [];
  walk(parsed.program, (node) => {
    for (const pattern of PATTERNS) {
      const found = pattern(node, program);
      if (found !== null) weaknesses.push(found);
    }
    secrets.push(...tokensPutTogether(node, program));
    if (node.type !== 'CallExpression' && node.type !== 'NewExpression') return;
    const found = atCall(node, program);
    if (found !== null) weaknesses.push(found);
    const secret = fixedCredential(node, program);
    if (secret !== null) secrets.push(secret);
  });
  return { weaknesses, secrets };
}

/** A token of which a part stands under a name, or is written as `\x67`. */
function tokensPutTogether(node: Node, program: Program): Secret[] {
  if (node.type === 'Literal' && typeof node.value === 'string' && /\\[xu]/.test(node.raw ?? ''))
    return findTokens(node.value).map((secret) => ({ ...secret, line: program.parsed.lineOf(node.start) }));
  const isPutTogether =
    (node.type === 'TemplateLiteral' && node.expressions.length > 0) || (node.type === 'BinaryExpression' && node.operator === '+');
  const parent = isPutTogether ? program.bindings.parentOf(node) : null;
  if (!isPutTogether || parent?.type === 'BinaryExpression') return [];
  const pieces = piecesOf(node, program);
  if (pieces.length < 2 || pieces.some((piece) => piece === null)) return [];
  return findTokens(pieces.join('')).map((secret) => ({ ...secret, line: program.parsed.lineOf(node.start) }));
}

const OF_A_PAGE = new Set<RuleId>([
  'cross-site-scripting',
  'open-redirect',
  'code-injection',
  'template-injection',
  'unsafe-deserialization',
]);

/** The first thing that is wrong with what a call is given: one for each call. */
function atCall(written: Call, program: Program): Weakness | null {
  const call = withoutCall(written);
  const name = canonicalName(call.callee, program.bindings);
  const method = keyOf(call.callee);
  for (const sink of sinksFor(name, method)) {
    const found = givenTo(sink, call, program);
    if (found !== null) return found;
  }
  return null;
}

/** `db.query.call(db, sql)` and `db.query.apply(db, [sql])` are `db.query(sql)`. */
function withoutCall(call: Call): Call {
  const { callee } = call;
  const method = keyOf(callee);
  if (callee.type !== 'MemberExpression' || callee.object.type !== 'MemberExpression' || (method !== 'call' && method !== 'apply'))
    return call;
  const [, list] = call.arguments;
  const given =
    method === 'call' ? call.arguments.slice(1) : list?.type === 'ArrayExpression' ? list.elements.filter((one) => one !== null) : [];
  return { ...call, callee: callee.object, arguments: given };
}

const MOST_KEPT = 20_000;
const sinksByName = new Map<string, readonly Sink[]>();

/** The same few names are called again and again. */
function sinksFor(name: string, method: string | null): readonly Sink[] {
  const key = `${name}\0${method ?? ''}`;
  const known = sinksByName.get(key);
  if (known !== undefined) return known;
  const found = SINKS.filter(({ callee }) => callee.test(name) || (method !== null && callee.test(`.${method}`)));
  if (sinksByName.size === MOST_KEPT) sinksByName.clear();
  sinksByName.set(key, found);
  return found;
}

function givenTo({ rule, arguments: places, when, isMild, isOfObjects }: Sink, call: Call, program: Program): Weakness | null {
  for (const [index, argument] of call.arguments.entries()) {
    if (places !== undefined && !places.includes(index)) continue;
    const taint = program.taint.of(argument);
    if (taint === null || when?.(call, argument, program) === false || isChecked(taint, call, program.bindings)) continue;
    if (isOfObjects === true && isChecked(taint, call, program.bindings, 'type')) continue;
    // A browser asks and reads for who sits before it, with their rights alone.
    if (!OF_A_PAGE.has(rule) && isPageSource(taint.source, program.bindings)) continue;
    const message = `${quote(program, call.callee)} gets ${quote(program, taint.source)}`;
    return { rule, node: call, message, ...(isMild === true || isInCallback(argument) ? { isMild: true } : {}) };
  }
  return null;
}

function isInCallback({ type }: Node): boolean {
  return type === 'ArrowFunctionExpression' || type === 'FunctionExpression';
}
