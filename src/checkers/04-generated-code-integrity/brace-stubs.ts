import { type DeclaredFunction, type DeclaredFunctions, declaredFunctions } from '../../syntax/braces/declared-functions.ts';
import { statementsOf } from '../../syntax/braces/functions.ts';
import { type BraceLanguage, braceLanguage, type BraceSource } from '../../syntax/braces/read-braces.ts';
import type { FilePair, FileVersion } from './file-pair.ts';
import { madeUpAnswer } from './made-up-record.ts';
import { isSamplePath, isTestPath } from './place.ts';
import type { Sighting } from './rules.ts';
import { NOT_IMPLEMENTED } from './stub.ts';

/** Functions of Go, Rust and Java that only promise to be one, and errors that nobody sees. */
export function braceStubs(version: FileVersion): Sighting[] {
  const read = functionsOf(version);
  if (read === null) return [];
  const { path } = version;
  const unwritten = read.functions.flatMap((one): Sighting[] => {
    const said = promiseOf(one, read.source);
    return said === null || isWantedByOthers(one, said) ? [] : [unwrittenAt(path, { one, said, isMild: isAside(path, one) })];
  });
  return [...unwritten, ...hiddenErrors(path, read.source)];
}

/** What others may ask for, they may ask for it in vain. */
function isWantedByOthers({ isForOthers }: DeclaredFunction, { text }: Promised): boolean {
  return isForOthers && !text.startsWith('todo!');
}

interface Unwritten {
  readonly one: DeclaredFunction;
  readonly said: Promised;
  readonly isMild: boolean;
}

function unwrittenAt(path: string, { one, said, isMild }: Unwritten): Sighting {
  return {
    rule: 'stub',
    message: `${one.name} only ${said.text.startsWith('throw') ? 'throws' : 'panics'}: ${said.text}`,
    path,
    range: { startLine: said.line },
    ...(isMild ? { severity: 'warning' } : {}),
  };
}

function functionsOf(version: FileVersion | null): DeclaredFunctions | null {
  const language = version === null || version.isTooLarge ? null : braceLanguage(version.path);
  return version === null || language === null ? null : declaredFunctions(version.text, language);
}

function isAside(path: string, { around, attributes }: DeclaredFunction): boolean {
  return isTestPath(path) || isSamplePath(path) || /\btest\b/.test(attributes) || around.some(({ head }) => /\bmod tests?$/.test(head));
}

const PANIC = /^(?:(?:todo|unimplemented)!\s*|panic!?\s*(?=\()|throw\s+new\s+[\w.]+\s*)(?=[([{])/;
const ALWAYS_SAYS_SO = /^(?:todo|unimplemented)!|^throw\s+new\s+[\w.]*\bNotImplemented\w*/;

interface Promised {
  readonly text: string;
  readonly line: number;
}

/** A body that is nothing but a panic, which says that it is not written yet. */
function promiseOf({ open, end }: DeclaredFunction, source: BraceSource): Promised | null {
  const start = open + 1 + source.plain.slice(open + 1, end).search(/\S/);
  const called = PANIC.exec(source.plain.slice(start, end))?.[0];
  if (called === undefined) return null;
  const behind = source.endOf(start + called.length);
  if (!/^\s*;?\s*\}?$/.test(source.plain.slice(behind, end))) return null;
  const text = source.code.slice(start, behind);
  if (!ALWAYS_SAYS_SO.test(called) && !textsIn(text).some((said) => NOT_IMPLEMENTED.test(said))) return null;
  return { text: text.replace(/\s+/g, ' ').slice(0, 80), line: source.lineOf(start) };
}

function textsIn(code: string): string[] {
  return [...code.matchAll(/["`]([^"`\n]*)["`]/g)].map(([, said = '']) => said);
}

/** Where an error is taken: everything up to a block with nothing in it. */
const TAKEN: Readonly<Record<BraceLanguage, RegExp | null>> = {
  go: /\bif\s[^{}\n]*\b\w*[eE]rr\w*\s*!=\s*nil\s*(?=\{\s*\}(?!\s*else\b))/g,
  java: /\bcatch\s*\([^(){}]*\)\s*(?=\{\s*\})/g,
  rust: null,
};
/** A name that says that it is meant. */
const MEANT = /\s(?:ignored?\w*|expected\w*|unused|_+)\s*\)\s*$/i;

/** `if err != nil {}`, `catch (IOException e) {}` */
function hiddenErrors(path: string, { plain, text, lineOf }: BraceSource): Sighting[] {
  const language = braceLanguage(path);
  const pattern = language === null ? null : TAKEN[language];
  return [...(pattern === null ? [] : plain.matchAll(pattern))].map(({ 0: found, index }): Sighting => {
    const open = index + found.length;
    const isExplained = text.slice(open + 1, plain.indexOf('}', open)).trim() !== '' || MEANT.test(found);
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

/** Functions of Go, Rust and Java that did something at base, and now give the same to everybody, do nothing or say that they are not written. */
export function braceConstants({ base, head }: FilePair): Sighting[] {
  const [before, now] = [functionsOf(base), functionsOf(head)];
  if (now === null || head === null) return [];
  const old = before === null ? new Map<string, DeclaredFunction>() : bySymbol(before);
  const { path } = head;
  return [...bySymbol(now)].flatMap(([symbol, one]): Sighting[] => {
    const was = old.get(symbol);
    const isNew = was === undefined || before === null;
    const said = promiseOf(one, now.source);
    if (said !== null) {
      const isAsBefore = !isNew && promiseOf(was, before.source) !== null;
      const isMild = isNew || isAside(path, one) || statementsOf(before.source.plain, was).length === 0;
      return isAsBefore || !isWantedByOthers(one, said) ? [] : [unwrittenAt(path, { one, said, isMild })];
    }
    if (isNew || isAside(path, one)) return [];
    const lost = lossOf({ one: was, source: before.source }, { one, source: now.source });
    return lost === null
      ? []
      : [
          {
            rule: 'stub',
            message: `${one.name} ${lost.message}`,
            path,
            range: { startLine: now.source.lineOf(lost.start) },
            code: symbol,
            ...(lost.isMild ? { severity: 'warning' } : {}),
          },
        ];
  });
}

interface Placed {
  readonly one: DeclaredFunction;
  readonly source: BraceSource;
}

interface Loss {
  readonly message: string;
  readonly start: number;
  readonly isMild?: boolean;
}

function lossOf(was: Placed, now: Placed): Loss | null {
  const { one, source } = now;
  const body = source.plain.slice(one.open + 1, one.end - 1).trim();
  if (body === '') {
    const isExplained = source.text.slice(one.open + 1, one.end - 1).trim() !== '';
    return doesMuch(was) ? { message: 'did something and now does nothing', start: one.start, isMild: isExplained } : null;
  }
  if (/^throw\s+new\s+UnsupportedOperationException\s*\(\s*\)\s*;$/.test(body))
    return doesMuch(was) ? { message: 'did something and now only throws', start: one.start } : null;
  const answers = answersOf(one, source);
  const madeUp = madeUpAnswer(
    answersOf(was.one, was.source).map(({ text }) => text),
    answers,
  );
  if (madeUp !== null) return { message: `computed what it returns and now returns what is made up: ${madeUp.text}`, start: madeUp.start };
  const [answer, ...more] = answers;
  if (answer === undefined || more.length > 0 || !answer.isAll || !isConstant(answer.text)) return null;
  const isFailure = answer.text === 'Ok(())' || (answer.text === 'nil' && /\)\s*error\s*$/.test(one.signature));
  // Who is given nothing may have given a constant in other words, but not where what it did could fail.
  const isComputed = isGiven(was) ? isOwnAnswer(was) : isFailure && doesMuch(was) && isOwnAnswer(was);
  return isComputed ? { message: `computed what it returns and now always returns ${answer.text}`, start: answer.start } : null;
}

/** More than one step, or one with what it is given; a constructor may take what it sets as a field. */
function doesMuch(was: Placed): boolean {
  const { one, source } = was;
  const steps = statementsOf(source.plain, one).filter(({ text }) => /^[^\s})\].]/.test(text));
  return steps.length > 1 || (steps.length === 1 && isGiven(was) && source.plain.slice(one.open, one.end).includes('('));
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
  /^(?:(?:nil|null|true|false|None|Optional\.empty\(\)|(?:List|Set|Map|Collections|Stream)\.(?:of|empty\w*)\(\)|new [\w.]+(?:<[\w\s,.]*>)?(?:\(\)|\[0\])|\(\)|-?\d[\w.]*|"[^"\\\n]*"(?:\.(?:to_string|to_owned|into)\(\))?|``|(?:String|Vec)::new\(\)|vec!\[\]|Default::default\(\)|(?:Some|Ok)\((?:true|false|\(\)|-?\d[\w.]*|""|None|(?:String|Vec)::new\(\)|vec!\[\]|Default::default\(\)|"[^"\\\n]*"\.(?:to_string|to_owned|into)\(\))\)|[\w.*&[\]]*\{\s*\})(?:,\s*(?!$)|$))+$/;

function isConstant(answer: string): boolean {
  return CONSTANT.test(answer);
}

function isGiven({ one, source }: Placed): boolean {
  const words = source.plain.slice(one.open, one.end).match(/\b[A-Za-z_]\w*/g) ?? [];
  return words.some((word) => one.parameters.has(word));
}

/** It says something that is no constant, or not the same to everybody. */
function isOwnAnswer({ one, source }: Placed): boolean {
  const body = source.plain.slice(one.open, one.end);
  const answers = answersOf(one, source).map(({ text }) => text);
  // In Rust what stands last may be a block, and a `?` answers as well.
  if (one.signature.includes('->') && (/\}\s*\}$/.test(body) || /\?\s*[;.)]/.test(body))) return true;
  return answers.some((answer) => !isConstant(answer)) || new Set(answers).size > 1;
}
