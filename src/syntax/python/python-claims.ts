import type { Claim, Strength } from '../claim-strength.ts';
import { type PythonStatement, walkPython } from './read-python.ts';

/** What the assertions of a Python test say, as far as it is known how much that is: plain `assert` and unittest's methods. */
export function pythonClaimsIn(body: readonly PythonStatement[]): Claim[] {
  const found: Claim[] = [];
  walkPython(body, ({ text, line }) => {
    const judged = judgedOf(text);
    if (judged !== null) found.push({ subject: plain(judged.subject), says: plain(judged.says), strength: judged.strength, line });
  });
  return found;
}

interface Judged {
  readonly subject: string;
  readonly says: string;
  readonly strength: Strength;
}

const METHODS: Readonly<Record<string, Strength>> = {
  Equal: 3,
  Equals: 3,
  Is: 3,
  IsNone: 3,
  ListEqual: 3,
  DictEqual: 3,
  SetEqual: 3,
  TupleEqual: 3,
  MultiLineEqual: 3,
  SequenceEqual: 3,
  AlmostEqual: 2,
  CountEqual: 2,
  In: 2,
  IsInstance: 2,
  Regex: 2,
  Greater: 2,
  GreaterEqual: 2,
  Less: 2,
  LessEqual: 2,
  NotEqual: 1,
  IsNotNone: 1,
  True: 1,
};

function judgedOf(text: string): Judged | null {
  const [, asserted] = /^assert\b\s*(.*)$/s.exec(text) ?? [];
  if (asserted !== undefined) {
    const [condition = ''] = parts(asserted);
    return judgedCondition(condition);
  }
  const [, method = '', given = ''] = /^self\.assert(\w+)\((.*)\)$/s.exec(text) ?? [];
  const [first = '', second = ''] = parts(given);
  const strength = METHODS[method];
  if (strength === undefined) return null;
  if (method === 'True') return judgedCondition(first);
  return { subject: method === 'In' ? second : first, says: `${method}(${first},${second})`, strength };
}

const COMPARISON = /==|!=|<=|>=|<|>|\bis\s+not\b|\bis\b|\bnot\s+in\b|\bin\b/g;

function judgedCondition(condition: string): Judged | null {
  const outside = blankInside(condition);
  const comparisons = [...outside.matchAll(COMPARISON)];
  const [only] = comparisons;
  if (/\b(and|or|not(?!\s+in\b)|if|lambda)\b/.test(outside.replace(/\bis\s+not\b/g, 'is')) || comparisons.length > 1) return null;
  if (only === undefined) return { subject: condition, says: condition, strength: 1 };
  const [left, right] = [condition.slice(0, only.index), condition.slice(only.index + only[0].length)];
  const operator = only[0].replace(/\s+/g, ' ');
  // Of what is asked whether it is true no more is said than of what is only asked for.
  const isYes = /^(==|is)$/.test(operator) && right.trim() === 'True';
  const strength = isYes || /^(!=|is not|not in)$/.test(operator) ? 1 : /^(==|is)$/.test(operator) ? 3 : 2;
  return { subject: operator === 'in' ? right : left, says: condition, strength };
}

/** What is separated by commas outside of brackets and strings. */
function parts(text: string): string[] {
  const found: string[] = [];
  let from = 0;
  for (const { index } of blankInside(text).matchAll(/,/g)) {
    found.push(text.slice(from, index));
    from = index + 1;
  }
  return [...found, text.slice(from)];
}

/** The text with everything in brackets and strings blanked, character for character. */
function blankInside(text: string): string {
  let depth = 0;
  return text
    .replace(/(\w*)("""[^]*?"""|'''[^]*?'''|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')/g, (found) => '~'.repeat(found.length))
    .replace(/./gs, (one) => {
      if (')]}'.includes(one)) depth -= 1;
      const shown = depth > 0 ? '~' : one;
      if ('([{'.includes(one)) depth += 1;
      return shown;
    });
}

function plain(code: string): string {
  return code
    .replace(/\s+/g, '')
    .replace(/,(?=[)\]}])/g, '')
    .replaceAll('"', "'");
}
