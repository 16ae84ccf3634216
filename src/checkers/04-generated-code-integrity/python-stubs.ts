import { functionsOf, type PythonFunction } from '../../syntax/python/python-functions.ts';
import { isPython, type PythonSource, type PythonStatement, readPython, walkPython } from '../../syntax/python/read-python.ts';
import type { FilePair, FileVersion } from './file-pair.ts';
import { madeUpAnswer } from './made-up-record.ts';
import { isSamplePath, isTestInput, isTestPath } from './place.ts';
import type { Sighting } from './rules.ts';

/** Python that is no program any more, functions that only promise to be one, and constants where base computed. */
export function pythonStubs({ base, head }: FilePair): Sighting[] {
  if (head === null || !isPython(head.path) || head.isTooLarge) return [];
  const now = readPython(head.text);
  const before = base === null || !isPython(base.path) || base.isTooLarge ? null : readPython(base.text);
  if (now.problem !== null) return before?.problem ? [] : [truncated(head, now, base)];
  if (head.path.endsWith('.pyi')) return [];
  const known = new Map(before?.problem === null ? functionsOf(before.statements).map((one) => [one.symbol, one]) : []);
  const isAside = isTestPath(head.path) || isSamplePath(head.path);
  const functions = functionsOf(now.statements).flatMap((code): Sighting[] => {
    const old = known.get(code.symbol);
    const said = promiseOf(code, now) ?? (isAside ? null : constantOf(code, old));
    if (said === null || (old !== undefined && before !== null && promiseOf(old, before) !== null)) return [];
    // A class that others complete; where base computed, it did not.
    const isMild = isAside || said.isMild === true || (said.isOverridable && (old === undefined || computation(old) !== 'from-input'));
    return [
      {
        rule: 'stub',
        message: `${code.symbol} ${said.message}`,
        path: head.path,
        range: { startLine: said.line },
        code: code.symbol,
        ...(isMild ? { severity: 'warning' as const } : {}),
      },
    ];
  });
  return [...functions, ...(isAside ? [] : silencedHandlers(head.path, { before: known, now: functionsOf(now.statements) }))];
}

interface BothSides {
  readonly before: ReadonlyMap<string, PythonFunction>;
  readonly now: readonly PythonFunction[];
}

/** Handlers that raised at base, and take the same errors now and do nothing. */
function silencedHandlers(path: string, { before, now }: BothSides): Sighting[] {
  return now.flatMap(({ symbol, statement }) => {
    const old = before.get(symbol);
    if (old === undefined) return [];
    const raising = new Set(handlersIn(old.statement).flatMap((one) => (raises(one) ? [caught(one)] : [])));
    return handlersIn(statement)
      .filter((one) => raising.has(caught(one)) && one.body.every(({ code }) => /^(pass|\.\.\.)$/.test(code)))
      .map(({ line, endLine, body }) => ({
        rule: 'stub' as const,
        message: `an except of ${symbol} that raised does nothing now`,
        path,
        range: { startLine: line, endLine: body.at(-1)?.endLine ?? endLine },
        code: symbol,
      }));
  });
}

function handlersIn({ body }: PythonStatement): PythonStatement[] {
  const found: PythonStatement[] = [];
  walkPython(body, (one) => {
    if (/^except\b/.test(one.code)) found.push(one);
  });
  return found;
}

function raises({ body }: PythonStatement): boolean {
  return body.some(({ code }) => /^raise\b/.test(code));
}

/** The errors a handler takes, whatever it calls them. */
function caught({ code }: PythonStatement): string {
  return code.replace(/\s+as\s+\w+\s*:$/, ':').replace(/\s+/g, '');
}

function truncated({ path, text }: FileVersion, { problem }: PythonSource, base: FileVersion | null): Sighting {
  const severity = base === null && isTestInput(path) ? { severity: 'warning' as const } : {};
  // What is only the beginning of what was there is wrong where it ends, wherever the bracket is.
  const isCut = base?.text.startsWith(text.trimEnd()) === true;
  return {
    rule: 'truncated-file',
    message: `does not parse${base === null ? '' : ' (its base version does)'}: ${problem?.message ?? ''}`,
    path,
    range: { startLine: isCut ? text.trimEnd().split('\n').length : (problem?.line ?? 1) },
    ...severity,
  };
}

interface Said {
  readonly message: string;
  readonly line: number;
  /** It may be meant to be replaced by a class below. */
  readonly isOverridable: boolean;
  /** It may be meant. */
  readonly isMild?: boolean;
}

const NOT_IMPLEMENTED = /^raise\s+NotImplementedError\b|^raise\s+\w+\(.*\b(not (yet )?implemented|todo|implement me)\b/i;
const TO_DO = /^(todo|fixme|xxx|implement|your code|placeholder)\b|\b(not implemented|implementation goes here|to be implemented)\b/i;
const NOT_OURS_TO_WRITE = /\b(abstractmethod|abstractproperty|overload|abstractclassmethod)\b/;

function withoutDocumentation({ statement: { body } }: PythonFunction): readonly PythonStatement[] {
  return body.filter(({ code }) => !/^("")+$/.test(code));
}

/** A body that only raises "not implemented", or does nothing under a comment that promises more. */
function promiseOf(code: PythonFunction, { comments }: PythonSource): Said | null {
  if (code.decorators.some((line) => NOT_OURS_TO_WRITE.test(line))) return null;
  const [only, ...more] = withoutDocumentation(code);
  if (more.length > 0) return null;
  if (only !== undefined && NOT_IMPLEMENTED.test(only.text)) {
    return { message: 'only raises that it is not implemented', line: only.line, isOverridable: code.classes.length > 0 };
  }
  if (only !== undefined && !/^(pass|\.\.\.|return|return None)$/.test(only.code)) return null;
  const promise = comments.find(({ line, text }) => line >= code.line && line <= code.endLine + 1 && TO_DO.test(text));
  if (promise === undefined) return null;
  return { message: `does nothing: its body is the comment "${promise.text}"`, line: promise.line, isOverridable: false };
}

const LITERAL = /^return\s+(?:None|True|False|-?[\d._]+|""|[[{(](?:[\s\d._:,()[\]{}-]|""|None|True|False)*[\]})])$|^return$|^pass$/;

/** It computed something from what it is given, and now everybody gets the same. */
function constantOf(code: PythonFunction, old: PythonFunction | undefined): Said | null {
  const [only, ...more] = withoutDocumentation(code);
  const madeUp =
    old === undefined
      ? null
      : madeUpAnswer(
          answersOf(old).map(({ text }) => text),
          answersOf(code),
        );
  if (madeUp !== null)
    return { message: `computed what it returns and now returns what is made up: ${madeUp.text}`, line: madeUp.line, isOverridable: false };
  if (old === undefined || only === undefined || more.length > 0 || !LITERAL.test(only.code)) return null;
  const before = computation(old);
  if (before === null) return null;
  // What came from nothing it was given may have been a constant in other words.
  const isMild = before === 'from-calls';
  return only.code === 'pass'
    ? { message: 'did something and now does nothing', line: only.line, isOverridable: false, isMild }
    : {
        message: `computed what it returns and now always returns ${only.text.replace(/^return\s*/, '') || 'None'}`,
        line: only.line,
        isOverridable: false,
        isMild,
      };
}

function answersOf({ statement }: PythonFunction): { readonly text: string; readonly line: number }[] {
  const answers: { text: string; line: number }[] = [];
  walkPython(statement.body, ({ text, line }) => {
    const [, said] = /^return\s+([^]+)$/.exec(text) ?? [];
    if (said !== undefined) answers.push({ text: said, line });
  });
  return answers;
}

/** Does it return something that depends on its parameters, or at least on a call? */
function computation({ statement }: PythonFunction): 'from-input' | 'from-calls' | null {
  const [, parameters = ''] = /\((.*)\)/s.exec(statement.code) ?? [];
  const names = new Set([...parameters.matchAll(/(?:^|,)\s*\*{0,2}(\w+)/g)].map(([, name = '']) => name));
  let isComputed = false;
  let isInput = false;
  let isCall = false;
  walkPython(statement.body, ({ code }) => {
    isInput ||= code.split(/\W+/).some((word) => names.has(word));
    const isAnswer = /^return\s+\S|\byield\b/.test(code) && !LITERAL.test(code);
    isComputed ||= isAnswer;
    isCall ||= isAnswer && code.includes('(');
  });
  if (!isComputed) return null;
  return isInput ? 'from-input' : isCall ? 'from-calls' : null;
}
