import { isList, isObject, type Json } from '../json-value.ts';
import { type Fault, fault, type Frame, join, type Keyword, type Outcome } from './frame.ts';
import { isOfType } from './keywords-scalar.ts';

const allOf: Keyword = (frame, value) => {
  for (const schema of isList(value) ? value : [value]) join(frame, frame.run.under(frame, schema));
};

const anyOf: Keyword = (frame, value) => {
  if (!isList(value)) return;
  const outcomes = value.map((schema) => frame.run.under(frame, schema));
  const fitting = outcomes.filter(({ faults }) => faults.length === 0);
  for (const outcome of fitting) join(frame, outcome);
  if (fitting.length === 0) nothingFits(frame, 'anyOf', outcomes);
};

const oneOf: Keyword = (frame, value) => {
  if (!isList(value)) return;
  const outcomes = value.map((schema) => frame.run.under(frame, schema));
  const fitting = outcomes.filter(({ faults }) => faults.length === 0);
  for (const outcome of fitting) join(frame, outcome);
  if (fitting.length === 0) nothingFits(frame, 'oneOf', outcomes);
  else if (fitting.length > 1) fault(frame, 'oneOf', `fits ${fitting.length} of the alternatives, of which it may fit one`);
};

/** The alternative that was most likely meant says what is wrong: the one that went furthest into the value. */
function nothingFits(frame: Frame, keyword: string, outcomes: readonly Outcome[]): void {
  const nearest = outcomes.toSorted((a, b) => reach(b.faults) - reach(a.faults) || a.faults.length - b.faults.length)[0];
  if (nearest === undefined) fault(frame, keyword, 'there is no alternative that it could fit');
  else join(frame, nearest);
}

/** How far into the value the fault lies that is nearest to its root. */
function reach(faults: readonly Fault[]): number {
  return Math.min(...faults.map(({ steps, keyword, message }) => steps.length - distance(keyword, message)));
}

/** A value of another kind, another tag, or no reference at all, was not meant to be this alternative; yes and no are nobody's tags. */
function distance(keyword: string, message: string): number {
  if (/, found (?:true|false)$/.test(message)) return 0;
  if (keyword === 'const' || keyword === 'enum' || message.includes('"$ref"')) return 1.5;
  return keyword === 'type' ? 0.5 : 0;
}

const not: Keyword = (frame, value) => {
  if (frame.run.under(frame, value).faults.length === 0) fault(frame, 'not', 'fits a schema that it may not fit');
};

const condition: Keyword = (frame, value) => {
  const outcome = frame.run.under(frame, value);
  const isMet = outcome.faults.length === 0;
  if (isMet) join(frame, outcome);
  const next = frame.schema[isMet ? 'then' : 'else'];
  if (next !== undefined) join(frame, frame.run.under(frame, next));
};

/** Draft 3: types and schemas that a value may not be of. */
const disallow: Keyword = (frame, value) => {
  const isOf = (one: Json) =>
    typeof one === 'string' ? isOfType(frame.instance, one) : isObject(one) && frame.run.under(frame, one).faults.length === 0;
  if ((isList(value) ? value : [value]).some(isOf)) fault(frame, 'disallow', 'is of a type that it may not be of');
};

export const COMBINING_KEYWORDS: Readonly<Record<string, Keyword>> = { allOf, anyOf, oneOf, not, if: condition, disallow, extends: allOf };
