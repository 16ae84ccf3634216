import type { z } from 'zod';

type Issue = z.core.$ZodIssue;

const TYPES: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a map',
  record: 'a map',
};

/** What would have been right, in words. */
export function expectedOf(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return TYPES[issue.expected] ?? issue.expected;
    case 'invalid_value':
      return oneOf(issue.values);
    case 'too_small':
      return bound({ origin: issue.origin, limit: issue.minimum, words: issue.inclusive === false ? 'more than' : 'at least' });
    case 'too_big':
      return bound({ origin: issue.origin, limit: issue.maximum, words: issue.inclusive === false ? 'less than' : 'at most' });
    case 'invalid_format':
      if ('prefix' in issue && issue.prefix !== undefined) return `text that starts with ${JSON.stringify(issue.prefix)}`;
      return issue.pattern === undefined ? `text of the form ${issue.format}` : `text that matches ${issue.pattern}`;
    case 'invalid_union':
      return 'options' in issue && issue.options !== undefined ? oneOf(issue.options) : issue.message;
    default:
      return issue.message;
  }
}

/** What was there instead, in words. */
export function foundOf(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'an empty value';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (typeof value === 'object') return 'a map';
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

function oneOf(values: readonly unknown[]): string {
  const words = values.map((value) => JSON.stringify(value));
  const last = words.pop() ?? 'nothing';
  return words.length === 0 ? last : `${words.join(', ')} or ${last}`;
}

function bound({ origin, limit, words }: { readonly origin: string; readonly limit: number | bigint; readonly words: string }): string {
  if (origin === 'string') return limit === 1 ? 'text that is not empty' : `text of ${words} ${limit} characters`;
  if (origin === 'array') return `a list of ${words} ${limit} ${limit === 1 ? 'entry' : 'entries'}`;
  return origin === 'int' ? `a whole number of ${words} ${limit}` : `a number of ${words} ${limit}`;
}
