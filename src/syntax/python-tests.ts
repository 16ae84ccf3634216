import { createHash } from 'node:crypto';
import { assertionsIn, isSkipCall } from './python/python-assertions.ts';
import { pythonClaimsIn } from './python/python-claims.ts';
import { functionsOf, lastLine, type PythonFunction } from './python/python-functions.ts';
import { type PythonStatement, readPython, walkPython } from './python/read-python.ts';
import type { Skip } from './test-options.ts';
import type { TestCase } from './tests.ts';

/** The tests of a Python file in the styles of pytest and unittest: functions called `test…`, at the top or in classes. */
export function pythonTestsOf(text: string): TestCase[] {
  const { statements } = readPython(text);
  const functions = functionsOf(statements);
  const count = assertionsIn(functions);
  // `pytestmark = pytest.mark.skip`: of every test of the file.
  const marks = statements.filter(({ code }) => /^pytestmark\b/.test(code)).map(({ code }) => code);
  const own = functions
    .filter(({ name, isInFunction }) => name.startsWith('test') && !isInFunction)
    .map((one): TestCase => {
      const body = textOf(one.statement.body);
      const { all, certain } = count(one);
      return {
        title: [...one.classes, one.name].join(' > '),
        name: one.name,
        line: one.line,
        endLine: one.endLine,
        skip: skipOf(one, marks),
        isOnly: false,
        isRetried: one.decorators.some((line) => /\bflaky\b|\bretry\b/i.test(withoutTexts(line))),
        isOpaque: false,
        body,
        bodyHash: createHash('sha256').update(body).digest('hex'),
        assertions: all,
        certain,
        mentions: wordsOf(one.statement),
        claims: () => pythonClaimsIn(one.statement.body),
        matter: () => null,
        macro: null,
        statements: () => [],
      };
    });
  return [...own, ...inheritedIn(statements)];
}

/** Classes of tests that another one completes, `class TestFile(TestStore)`: what they inherit runs for them too. */
function inheritedIn(statements: readonly PythonStatement[]): TestCase[] {
  return statements.flatMap((statement): TestCase[] => {
    const { code, body, line } = statement;
    const [, name = '', bases = ''] = /^class\s+(Test\w*)\s*\((.*)\)\s*:/s.exec(code) ?? [];
    if (!bases.split(',').some((one) => /^([\w.]*\.)?Test(?!Case$)\w+$/.test(one.trim()))) return [];
    const text = textOf(body);
    return [
      {
        title: name,
        name,
        line,
        endLine: lastLine(statement),
        skip: 'no',
        isOnly: false,
        isRetried: false,
        isOpaque: false,
        body: text,
        bodyHash: createHash('sha256').update(text).digest('hex'),
        assertions: 0,
        certain: 0,
        mentions: wordsOf(statement),
        claims: () => [],
        matter: () => null,
        macro: null,
        statements: () => [],
      },
    ];
  });
}

/** As a report may name the tests of a file: rows of a table have a name of their own, that nobody can read here. */
export function pythonTitlesOf(text: string): readonly string[] {
  return pythonTestsOf(text).flatMap(({ title }) => [title, `${title}[(computed)]`]);
}

/** `skip(reason="flaky")` tries nothing again. */
function withoutTexts(decorator: string): string {
  return decorator.replace(/"[^"]*"|'[^']*'/g, '""');
}

function textOf(body: readonly PythonStatement[]): string {
  const texts: string[] = [];
  walkPython(body, ({ code, text }) => {
    // Documentation is none of what a test does.
    if (!/^("")+$/.test(code)) texts.push(text);
  });
  return texts
    .join('')
    .replace(/\s+/g, '')
    .replace(/,(?=[)\]}])/g, '')
    .replace(/"/g, "'");
}

function wordsOf(statement: PythonStatement): ReadonlySet<string> {
  const words = new Set<string>();
  walkPython([statement], ({ code }) => {
    for (const [word] of code.matchAll(/\w+/g)) words.add(word);
  });
  return words;
}

function skipOf({ decorators, statement }: PythonFunction, marks: readonly string[]): Skip {
  const said = [...decorators, ...marks];
  if (said.some((line) => /\bskip\b(?!if)|\bexpectedFailure\b/i.test(line) || (/\bxfail\b/.test(line) && !isConditional(line))))
    return 'yes';
  if (statement.body.some(isSkipCall)) return 'yes';
  let isSometimes = said.some((line) => /skip(if|unless)|\bxfail\b/i.test(line));
  walkPython(statement.body, (one) => {
    isSometimes ||= isSkipCall(one);
  });
  return isSometimes ? 'conditional' : 'no';
}

/** `xfail(sys.platform == "win32", reason="")`: a condition is what comes first and has no name. */
function isConditional(decorator: string): boolean {
  return /\bxfail\s*\(\s*(?!\w+\s*=[^=])[^)\s]/.test(decorator) || /\bcondition\s*=/.test(decorator);
}
