import type { Node } from 'oxc-parser';
import { bare, type Bindings, keyOf } from './bindings.ts';
import { meantBy } from './meant-by.ts';
import { textOf } from './literals.ts';
import { canonicalName } from './names.ts';
import { TaintReader } from './taint.ts';
import { piecesOf } from './texts.ts';
import type { Pattern, Program } from './weakness.ts';

const RUNS =
  /^(eval|Function|globalThis\.eval|window\.eval|vm\.(runInContext|runInNewContext|runInThisContext|compileFunction|Script|SourceTextModule)|module\(\)\._compile|child_process\.(exec|execSync))$/;
const ASKS =
  /^((node-|cross-)?fetch|axios(\.(get|request|post))?|got(\.get)?|ky(\.get)?|ofetch|\$fetch|undici\.(fetch|request)|request-promise(\.get)?|superagent\.get|needle(\.get)?)$/;

/** Code that nobody who reads the program sees: written so that it cannot be read, or fetched when it runs. */
export const unseenCode: Pattern = (node, program) => {
  if ((node.type !== 'CallExpression' && node.type !== 'NewExpression') || node.arguments.length === 0) return null;
  const { bindings, taint } = program;
  const name = canonicalName(node.callee, bindings);
  if (!RUNS.test(name) || node.arguments.some((one) => taint.of(one) !== null)) return null;
  const [hidden, fetched] = readersOf(bindings).map((reader) =>
    node.arguments.map((one) => reader.of(one)?.source).find((one) => one !== undefined),
  );
  if (hidden !== undefined)
    return { rule: 'code-injection', node, message: `${name} runs a text that is written so that nobody can read it` };
  const address = fetched === undefined ? null : addressOf(fetched, program);
  if (address === null || /^[./]/.test(address)) return null;
  return {
    rule: 'code-injection',
    node,
    message: `${name} runs what another computer answers`,
    ...(/^https?:\/\/(?!localhost|127\.|\[)/i.test(address) ? {} : { isMild: true }),
  };
};

const readers = new WeakMap<Bindings, readonly TaintReader[]>();

/** Of one program, for all its calls: what was followed for one of them need not be followed again for the next. */
function readersOf(bindings: Bindings): readonly TaintReader[] {
  const known = readers.get(bindings);
  if (known !== undefined) return known;
  const made = [new TaintReader(bindings, isDecoded), new TaintReader(bindings, isAnswer)];
  readers.set(bindings, made);
  return made;
}

/** `atob('…')`, `Buffer.from('…', 'base64')` and `String.fromCharCode(97, …)` of what is written there. */
function isDecoded(node: Node, bindings: Bindings): boolean {
  if (node.type !== 'CallExpression') return false;
  const name = canonicalName(node.callee, bindings);
  const [text, encoding] = node.arguments;
  if (text === undefined) return false;
  if (name === 'String.fromCharCode') return node.arguments.length > 1 && node.arguments.every(({ type }) => type === 'Literal');
  const isWritten = textOf(meantBy(text, bindings)) !== null;
  return isWritten && (name === 'atob' || (name === 'Buffer.from' && /^(base64(url)?|hex)$/.test(textOf(encoding) ?? '')));
}

/** An answer of the web, and whatever is taken out of it. */
function isAnswer(node: Node, bindings: Bindings): boolean {
  if (node.type !== 'CallExpression' && node.type !== 'MemberExpression') return false;
  return requestIn(node, bindings) !== null;
}

function requestIn(node: Node, bindings: Bindings): (Node & { readonly type: 'CallExpression' }) | null {
  let at: Node | null = node;
  for (let depth = 0; at !== null && depth < DEEPEST; depth += 1) {
    const value: Node = meantBy(at, bindings);
    if (value.type === 'CallExpression' && ASKS.test(canonicalName(value.callee, bindings))) return value;
    const next: Node = value.type === 'CallExpression' ? bare(value.callee) : value;
    at = next.type === 'MemberExpression' && !(next !== value && STARTS_ANEW.test(keyOf(next) ?? '')) ? next.object : null;
  }
  return null;
}

const DEEPEST = 8;
/** What is made of an answer by these holds nothing of it. */
const STARTS_ANEW = /^(test|includes|startsWith|endsWith|indexOf|push|finally|catch)$/;

/** How the address begins, as far as it is written. */
function addressOf(answer: Node, program: Program): string | null {
  const [address] = requestIn(answer, program.bindings)?.arguments ?? [];
  return address === undefined ? null : (piecesOf(address, program)[0] ?? '');
}
