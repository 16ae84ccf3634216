import { type DeclaredFunction, type DeclaredFunctions, declaredFunctions } from '../../syntax/braces/declared-functions.ts';
import { braceLanguage, type BraceSource } from '../../syntax/braces/read-braces.ts';
import type { FilePair, FileVersion } from './file-pair.ts';
import { isSamplePath, isTestPath } from './place.ts';
import type { Sighting } from './rules.ts';
import { NOT_IMPLEMENTED } from './stub.ts';

/** Functions of Go and Rust that only promise to be one, and errors of Go that nobody sees. */
export function braceStubs(version: FileVersion): Sighting[] {
  const read = functionsOf(version);
  if (read === null) return [];
  const { path } = version;
  const unwritten = read.functions.flatMap((one): Sighting[] => {
    const said = promiseOf(one, read.source);
    if (said === null) return [];
    const isMild = isAside(path, one) || (one.isForOthers && !said.text.startsWith('todo!'));
    return [
      {
        rule: 'stub',
        message: `${one.name} only panics: ${said.text}`,
        path,
        range: { startLine: said.line },
        ...(isMild ? { severity: 'warning' } : {}),
      },
    ];
  });
  return [...unwritten, ...(path.endsWith('.go') ? hiddenErrors(path, read.source) : [])];
}

function functionsOf(version: FileVersion | null): DeclaredFunctions | null {
  const language = version === null || version.isTooLarge ? null : braceLanguage(version.path);
  return version === null || language === null ? null : declaredFunctions(version.text, language);
}

function isAside(path: string, { around, attributes }: DeclaredFunction): boolean {
  return isTestPath(path) || isSamplePath(path) || /\btest\b/.test(attributes) || around.some(({ head }) => /\bmod tests?$/.test(head));
}

const PANIC = /^(?:(?:todo|unimplemented)!\s*|panic!?\s*(?=\())(?=[([{])/;

/** A body that is nothing but a panic, which says that it is not written yet. */
function promiseOf({ open, end }: DeclaredFunction, source: BraceSource): { readonly text: string; readonly line: number } | null {
  const start = open + 1 + source.plain.slice(open + 1, end).search(/\S/);
  const called = PANIC.exec(source.plain.slice(start, end))?.[0];
  if (called === undefined) return null;
  const behind = source.endOf(start + called.length);
  if (!/^\s*;?\s*\}?$/.test(source.plain.slice(behind, end))) return null;
  const text = source.code.slice(start, behind);
  if (called.startsWith('panic') && !textsIn(text).some((said) => NOT_IMPLEMENTED.test(said))) return null;
  return { text: text.replace(/\s+/g, ' ').slice(0, 80), line: source.lineOf(start) };
}

function textsIn(code: string): string[] {
  return [...code.matchAll(/["`]([^"`\n]*)["`]/g)].map(([, said = '']) => said);
}

const IF_ERROR = /\bif\s[^{}\n]*\b\w*[eE]rr\w*\s*!=\s*nil\s*(?=\{\s*\}(?!\s*else\b))/g;

/** `if err != nil {}` */
function hiddenErrors(path: string, { plain, text, lineOf }: BraceSource): Sighting[] {
  return [...plain.matchAll(IF_ERROR)].map(({ 0: found, index }): Sighting => {
    const open = index + found.length;
    const isExplained = text.slice(open + 1, plain.indexOf('}', open)).trim() !== '';
    const isMild = isExplained || isTestPath(path) || isSamplePath(path);
    return {
      rule: 'stub',
      message: 'an empty block hides the error',
      path,
      range: { startLine: lineOf(index) },
      ...(isMild ? { severity: 'warning' } : {}),
    };
  });
}

/** A function of Go or Rust that computed its answer at base and gives the same one to everybody now. */
export function braceConstants({ base, head }: FilePair): Sighting[] {
  const [before, now] = [functionsOf(base), functionsOf(head)];
  if (before === null || now === null || head === null) return [];
  const old = bySymbol(before);
  return [...bySymbol(now)].flatMap(([symbol, one]): Sighting[] => {
    const was = old.get(symbol);
    if (was === undefined || isAside(head.path, one)) return [];
    const [answer, ...more] = answersOf(one, now.source);
    if (answer === undefined || more.length > 0 || !answer.isAll || !isConstant(answer.text)) return [];
    if (!isComputed(was, before.source)) return [];
    return [
      {
        rule: 'stub',
        message: `${one.name} computed what it returns and now always returns ${answer.text}`,
        path: head.path,
        range: { startLine: now.source.lineOf(answer.start) },
        code: symbol,
      },
    ];
  });
}

/** Functions whose name, with the type it belongs to, no other function of the file has. */
function bySymbol({ functions }: DeclaredFunctions): Map<string, DeclaredFunction> {
  return new Map(
    [...Map.groupBy(functions, ({ symbol }) => symbol)].flatMap(([symbol, [first, ...others]]) =>
      first === undefined || others.length > 0 ? [] : [[symbol, first]],
    ),
  );
}

interface Answer {
  readonly text: string;
  readonly start: number;
  /** The body is nothing else. */
  readonly isAll: boolean;
}

/** What it returns, each by itself, and in Rust what stands last. */
function answersOf({ open, end, signature }: DeclaredFunction, { plain, code, endOf }: BraceSource): Answer[] {
  const body = plain.slice(open + 1, end - 1);
  const isAll = (start: number, stop: number) => body.slice(0, start).trim() === '' && /^\s*;?\s*$/.test(body.slice(stop));
  const returned = [...body.matchAll(/\breturn\b[^\S\n]*(?=\S)/g)].map(({ 0: word, index }): Answer => {
    const start = index + word.length;
    let stop = start;
    while (stop < body.length && !/[\n;}]/.test(body[stop] ?? ''))
      stop = /[{([]/.test(body[stop] ?? '') ? endOf(open + 1 + stop) - open - 1 : stop + 1;
    return { text: code.slice(open + 1 + start, open + 1 + stop).trim(), start: open + 1 + start, isAll: isAll(index, stop) };
  });
  if (!signature.includes('->')) return returned;
  const last = /[^;{}]*$/.exec(body)?.[0] ?? '';
  const start = body.length - last.trimStart().length;
  const tail = { text: code.slice(open + 1 + start, end - 1).trim(), start: open + 1 + start, isAll: body.trim() === last.trim() };
  return [...returned, ...(last.trim() === '' || /^\s*return\b/.test(last) ? [] : [tail])];
}

const CONSTANT =
  /^(?:(?:nil|true|false|None|\(\)|-?\d[\w.]*|"[^"\\\n]*"(?:\.(?:to_string|to_owned|into)\(\))?|``|(?:String|Vec)::new\(\)|vec!\[\]|Default::default\(\)|(?:Some|Ok)\((?:true|false|\(\)|-?\d[\w.]*|""|None|(?:String|Vec)::new\(\)|vec!\[\]|Default::default\(\)|"[^"\\\n]*"\.(?:to_string|to_owned|into)\(\))\)|[\w.*&[\]]*\{\s*\})(?:,\s*(?!$)|$))+$/;

function isConstant(answer: string): boolean {
  return CONSTANT.test(answer);
}

/** From what it is given: it says something that is no constant, or not the same to everybody. */
function isComputed(one: DeclaredFunction, source: BraceSource): boolean {
  const body = source.plain.slice(one.open, one.end);
  if (!(body.match(/\b[A-Za-z_]\w*/g) ?? []).some((word) => one.parameters.has(word))) return false;
  const answers = answersOf(one, source).map(({ text }) => text);
  // In Rust what stands last may be a block, and a `?` answers as well.
  if (one.signature.includes('->') && (/\}\s*\}$/.test(body) || /\?\s*[;.)]/.test(body))) return true;
  return answers.some((answer) => !isConstant(answer)) || new Set(answers).size > 1;
}
