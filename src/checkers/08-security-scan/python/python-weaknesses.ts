import { readPython } from '../../../syntax/python/read-python.ts';
import { isBuilt, placeOf } from '../place.ts';
import type { Sighting } from '../rules.ts';
import { answersWritten } from './python-answers.ts';
import { comparisonsFound } from './python-comparisons.ts';
import { callsIn, type PythonCall } from './python-expression.ts';
import { isChecked } from './python-guards.ts';
import { assignmentFound, PYTHON_PATTERNS } from './python-patterns.ts';
import { pythonName, readPythonProgram } from './python-program.ts';
import { argumentsFor, withSpread } from './python-arguments.ts';
import { PYTHON_SINKS, type PythonFound, type PythonPlace } from './python-rules.ts';
import { PythonTaintReader } from './python-taint.ts';

/** Characters from which on a file is data, not code somebody writes. */
const READ_CHARACTERS = 1_000_000;

/** Null for a program that was not read. */
export function pythonWeaknesses(path: string, text: string): Sighting[] | null {
  const place = placeOf(path);
  if (place === 'test' || place === 'foreign') return [];
  if (text.length > READ_CHARACTERS) return null;
  const source = readPython(text);
  if (source.problem !== null) return null;
  const program = readPythonProgram(source);
  const taint = new PythonTaintReader(program);
  return program.lines.flatMap((at) => {
    const spot = { program, at, taint };
    const found = callsIn(at.expression).flatMap((call) => atCall(withSpread(call, at.scope), spot));
    const own = assignmentFound(at.text, program);
    return [...found, ...(own === null ? [] : [own]), ...comparisonsFound(spot), ...answersWritten(spot)].map(
      ({ rule, message, isMild, remediation }): Sighting => ({
        rule,
        path,
        message,
        range: { startLine: at.line },
        ...(isMild === true || place === 'docs' || isBuilt(path) ? { severity: 'warning' } : {}),
        ...(remediation === undefined ? {} : { remediation }),
      }),
    );
  });
}

/** The first thing that is wrong with what a call is given, and what is wrong with the call itself. */
function atCall(call: PythonCall, place: PythonPlace): PythonFound[] {
  const name = pythonName(call.callee, place.program.imports);
  const patterns = PYTHON_PATTERNS.map((pattern) => pattern(call, name, place)).filter((one) => one !== null);
  for (const { rule, callee, given, when, remediation } of PYTHON_SINKS) {
    if (!callee.test(name)) continue;
    for (const argument of argumentsFor(call, given)) {
      const taint = place.taint.of(argument, place.at.scope);
      if (taint === null || when?.(call, argument, place) === false || isChecked(taint, place.at)) continue;
      return [...patterns, { rule, message: `${name} gets ${taint.source}`, ...(remediation === undefined ? {} : { remediation }) }];
    }
  }
  return patterns;
}
