import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { UserError } from '../domain/error.ts';
import { newOrder } from './new-order.ts';
import { orderDigest, parseOrder, writeOrder } from './order.ts';

const ORDER = `---
id: add-pagination
title: Add pagination
kind: feature
scope: [src/**]
mayChange:
  - package.json
budget: { usd: 2 }
---

The list is too long.

## Acceptance criteria

- AC-1: The list comes
  in pages.
- AC-2: A bad page is refused.

## Notes

Not urgent.
`;

const parse = (text: string, path = '.jidoka/orders/add-pagination.md') => parseOrder({ text, path });

function errorOf(text: string, path?: string): string[] {
  try {
    parse(text, path);
  } catch (error) {
    if (error instanceof UserError && error.code === 'ORDER_INVALID') return error.message.split('\n');
    throw error;
  }
  return [];
}

const EXPECTED = {
  id: 'add-pagination',
  title: 'Add pagination',
  kind: 'feature',
  scope: ['src/**'],
  mayChange: ['package.json'],
  budget: { usd: 2 },
  description: 'The list is too long.\n\n## Notes\n\nNot urgent.',
  criteria: [
    { id: 'AC-1', text: 'The list comes in pages.' },
    { id: 'AC-2', text: 'A bad page is refused.' },
  ],
};

test('reads an order', () => {
  expect(parse(ORDER)).toEqual({ ...EXPECTED, digest: orderDigest(ORDER) });
});

test('reads an order with the line ends of Windows', () => {
  const text = ORDER.replaceAll('\n', '\r\n');
  expect(parse(text)).toEqual({ ...EXPECTED, digest: orderDigest(text) });
});

const FRONT = '---\nid: a\ntitle: A\nkind: fix\n---\n';

test.each([
  ['no front matter', 'A\n', ['o.md:1: expected front matter between two lines of ---, found "A"']],
  ['an open front matter', '---\nid: a\n', ['o.md:1: expected front matter between two lines of ---, found "---"']],
  [
    'an unknown key',
    FRONT.replace('kind: fix', 'kind: fix\nscop: []'),
    ['o.md:5: scop: unknown key, expected one of id, title, kind, scope, mayChange, budget; did you mean "scope"?'],
  ],
  ['a missing key', FRONT.replace('title: A\n', ''), ['o.md:2: title: expected text, found nothing']],
  ['another kind', FRONT.replace('fix', 'bug'), ['o.md:4: kind: expected "feature", "fix" or "chore", found "bug"']],
  [
    'a path out of the repository',
    FRONT.replace('kind: fix', 'kind: fix\nscope: [../x]'),
    ['o.md:5: scope[0]: expected a glob inside the repository, found "../x"'],
  ],
  [
    'an id that is a path',
    FRONT.replace('id: a', 'id: ../a'),
    ['o.md:2: id: expected text that matches /^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/, found "../a"'],
  ],
  ['no criteria', `${FRONT}\nDo it.\n`, ['o.md:8: expected a section "## Acceptance criteria", found none']],
  ['an empty list of criteria', `${FRONT}## Acceptance criteria\n`, ['o.md:6: expected at least one criterion ("- AC-1: …"), found none']],
  [
    'a criterion without an id',
    `${FRONT}## Acceptance criteria\n- AC-1: A\n- It is fast\n`,
    ['o.md:8: expected a criterion ("- AC-1: …"), found "- It is fast"'],
  ],
  ['a criterion twice', `${FRONT}## Acceptance criteria\n- AC-1: A\n- AC-1: B\n`, ['o.md:8: AC-1 is there twice']],
])('refuses %s', (_, text, message) => {
  expect(errorOf(text, 'o.md')).toEqual(message);
});

test('the file must be named after the order', () => {
  expect(errorOf(ORDER, '.jidoka/orders/other.md')).toEqual([
    '.jidoka/orders/other.md:2: id: expected "other", as the file is named, found "add-pagination"',
  ]);
});

test('a description cannot pretend to be the list of criteria', () => {
  const order = { ...newOrder({ text: 'x', taken: [] }), description: 'a\n## Acceptance Criteria\n- AC-1: nothing' };
  expect(() => writeOrder(order)).toThrow(UserError);
});

test.each([
  ['Add pagination to the user list', [], 'add-pagination-to-the-user-list', 'Add pagination to the user list'],
  [
    'Add pagination to the user list',
    ['add-pagination-to-the-user-list'],
    'add-pagination-to-the-user-list-2',
    'Add pagination to the user list',
  ],
  ['  Über\n die Brücke: 3×! ', [], 'uber-die-brucke-3', 'Über die Brücke: 3×!'],
  ['自働化', [], 'order-6093d50f', '自働化'],
  [
    'Show the name of the person who approved an order beside the order, everywhere it is listed',
    [],
    'show-the-name-of-the-person-who-approved-an-orde',
    'Show the name of the person who approved an order beside the order,…',
  ],
])('%j becomes an order', (text, taken, id, title) => {
  const sentence = text.replaceAll(/\s+/g, ' ').trim();
  expect(newOrder({ text, taken })).toEqual({
    id,
    title,
    kind: 'feature',
    scope: [],
    mayChange: [],
    description: sentence,
    criteria: [{ id: 'AC-1', text: sentence }],
  });
});

const line = fc
  .string({ unit: 'grapheme', minLength: 1 })
  .map((text) => text.replaceAll(/\s+/g, ' ').trim())
  .filter((text) => text !== '');
const glob = fc.constantFrom('src/**', '*.md', '.github/**', '{a,b}/[!c].ts', '"quoted"', '# no comment', 'a: b', '- c', 'true', '1');
const order = fc.record({
  id: fc.stringMatching(/^[a-z0-9]{1,10}(-[a-z0-9]{1,10}){0,3}$/),
  title: line,
  kind: fc.constantFrom('feature' as const, 'fix' as const, 'chore' as const),
  scope: fc.array(glob, { maxLength: 3 }),
  mayChange: fc.array(glob, { maxLength: 3 }),
  budget: fc.record({ tokens: fc.integer({ min: 1 }), usd: fc.constantFrom(0.5, 1, 20) }, { requiredKeys: [] }),
  description: fc
    .array(fc.oneof(line, fc.constantFrom('', '---', '## Notes', '- AC-1: x', '```')), { maxLength: 5 })
    .map((lines) => lines.join('\n').trim()),
  criteria: fc.array(line, { minLength: 1, maxLength: 5 }).map((texts) => texts.map((text, i) => ({ id: `AC-${i + 1}`, text }))),
});

test('what is written is read back', () => {
  fc.assert(
    fc.property(order, (wanted) => {
      const text = writeOrder(wanted);
      expect(parseOrder({ text, path: 'o.md' })).toEqual({ ...wanted, digest: orderDigest(text) });
    }),
  );
});

function kindOf(act: () => unknown): 'value' | 'UserError' | 'another error' {
  try {
    act();
    return 'value';
  } catch (error) {
    return error instanceof UserError ? 'UserError' : 'another error';
  }
}

test('whatever a file holds, it is an order or a UserError', () => {
  const piece = fc.constantFrom(
    '---\n',
    'id: a\n',
    'title: A\n',
    'kind: fix\n',
    '## Acceptance criteria\n',
    '- AC-1: x\n',
    '\n',
    '  y\n',
    ': \n',
    '&a *a\n',
    '\t[',
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.array(piece).map((pieces) => pieces.join('')),
      ),
      (text) => {
        expect(kindOf(() => parseOrder({ text, path: 'o.md' }))).not.toBe('another error');
      },
    ),
    { numRuns: 1000 },
  );
});

test('whatever is asked becomes an order that can be read', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary' }).filter((text) => text.trim() !== ''),
      (text) => {
        const wanted = newOrder({ text: text.toWellFormed(), taken: [] });
        expect(parseOrder({ text: writeOrder(wanted), path: 'o.md' })).toMatchObject(wanted);
      },
    ),
  );
});

test.each(['add-pagination', 'add-search'])('the order %s of the demo can be read', (id) => {
  const text = readFileSync(new URL(`../../examples/user-directory-turns/${id}.md`, import.meta.url), 'utf8');
  const { id: read, kind, scope, mayChange } = parse(text, `.jidoka/orders/${id}.md`);
  expect({ id: read, kind, scope, mayChange }).toEqual({ id, kind: 'feature', scope: ['src/**', 'test/**', 'README.md'], mayChange: [] });
});

test('a line of blanks without end takes no time', { timeout: 5000 }, () => {
  const text = `---\nid: x\ntitle: x\nkind: fix\n---\n\n## Acceptance criteria\n\n- AC-1: a${' '.repeat(200_000)}b\n`;
  expect(parseOrder({ text, path: 'x.md' }).criteria.map(({ id }) => id)).toEqual(['AC-1']);
});
