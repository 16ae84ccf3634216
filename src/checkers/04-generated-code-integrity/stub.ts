import type { Node } from 'oxc-parser';
import { stringValue } from '../../syntax/literal.ts';
import type { ParsedSource } from '../../syntax/parse-source.ts';
import { emptyCatches } from './empty-catches.ts';
import type { FilePair, FileVersion } from './file-pair.ts';
import { type FunctionCode, functionsOf } from './functions.ts';
import { isMinified, isSamplePath, isTestPath } from './place.ts';
import type { Sighting } from './rules.ts';

export const NOT_IMPLEMENTED = /\bnot (yet )?(been )?implemented\b|\bunimplemented\b|^\s*(todo|fixme)\b|\bimplement me\b|\bnot done yet\b/i;
const TO_DO =
  /^[\s*]*(todo|fixme|xxx|implement|add implementation|your code|placeholder)\b|\b(not implemented|implementation goes here|to be implemented|implement (this|me|later))\b/i;

/** Functions that only promise to be one, and errors that nobody sees. */
export function stubs(version: FileVersion): Sighting[] {
  const { path, parsed, isBundle } = version;
  if (parsed === null || parsed.problem !== null) return [];
  const isAside = isTestPath(path) || isSamplePath(path) || isMinified(path) || isBundle;
  const sighting = (node: { start: number }, message: string, isMild: boolean): Sighting => ({
    rule: 'stub',
    message,
    path,
    range: { startLine: parsed.lineOf(node.start) },
    ...(isMild || isAside ? { severity: 'warning' } : {}),
  });
  const unwritten = functionsOf(parsed).flatMap((code) => {
    const name = code.symbol ?? 'a function';
    const said = promised(code);
    if (said !== null) return code.isOverridable ? [] : [sighting(said.node, `${name} only throws "${said.thrown}"`, false)];
    const promise = code.statements.length === 0 && code.expression === null ? promiseIn(parsed, code) : null;
    return promise === null ? [] : [sighting(promise, `${name} does nothing: its body is the comment "${promise.text}"`, false)];
  });
  const hidden = emptyCatches(parsed).map(({ kind, node, isExplained, hidesAssertion }): Sighting => {
    if (kind === 'rejection') return sighting(node, 'an empty catch hides that the promise was rejected', isExplained);
    if (!hidesAssertion) return sighting(node, 'an empty catch hides the error', isExplained);
    return { ...sighting(node, 'an empty catch hides that an assertion fails', false), severity: 'error' };
  });
  return [...unwritten, ...hidden];
}

/** What a class leaves to those below it, and what it did itself on the base commit. */
export function stubsForOthers({ base, head }: FilePair): Sighting[] {
  if (head === null || head.parsed === null || head.parsed.problem !== null) return [];
  const { path, parsed, isBundle } = head;
  const before = new Map((base?.parsed?.problem === null ? functionsOf(base.parsed) : []).map((code) => [code.symbol, code]));
  const isAside = isTestPath(path) || isSamplePath(path) || isMinified(path) || isBundle;
  return functionsOf(parsed).flatMap((code): Sighting[] => {
    const said = code.isOverridable ? promised(code) : null;
    const old = code.symbol === null ? undefined : before.get(code.symbol);
    if (said === null || (old !== undefined && promised(old) !== null)) return [];
    const isMild = isAside || old === undefined || (old.statements.length === 0 && old.expression === null);
    const message = `${code.symbol ?? 'a function'} only throws "${said.thrown}"`;
    return [
      { rule: 'stub', message, path, range: { startLine: parsed.lineOf(said.node.start) }, ...(isMild ? { severity: 'warning' } : {}) },
    ];
  });
}

/** A body that only throws that it is not written yet. */
function promised({ statements: [first, ...more] }: FunctionCode): { readonly node: Node; readonly thrown: string } | null {
  const thrown = first === undefined || more.length > 0 ? null : thrownMessage(first);
  return first !== undefined && thrown !== null && NOT_IMPLEMENTED.test(thrown) ? { node: first, thrown } : null;
}

function thrownMessage(statement: Node): string | null {
  if (statement.type !== 'ThrowStatement') return null;
  const { argument } = statement;
  if (argument.type !== 'NewExpression' && argument.type !== 'CallExpression') return stringValue(argument);
  const [message] = argument.arguments;
  if (message?.type === 'TemplateLiteral') return message.quasis.map(({ value }) => value.raw).join('…');
  const callee = argument.callee.type === 'Identifier' ? argument.callee.name : '';
  return stringValue(message) ?? (/^NotImplemented(Error|Exception)?$/.test(callee) ? 'not implemented' : null);
}

function promiseIn({ comments }: ParsedSource, { start, end }: FunctionCode): { readonly start: number; readonly text: string } | null {
  const inside = comments.filter((comment) => start < comment.start && comment.end < end);
  const found = inside.find(({ value }) => TO_DO.test(value.trim()));
  return found === undefined ? null : { start: found.start, text: found.value.trim().split('\n')[0] ?? '' };
}
