import { testChecker } from '../test-checker.ts';

/** An API whose request and answer show examples that it keeps, each beside its schema. */
const api = (value: string, ref = '#/components/examples/A') =>
  `openapi: 3.0.0
info: { title: a, version: '1' }
paths:
  /a:
    post:
      requestBody:
        content:
          application/json:
            schema: { type: object, required: [name], properties: { name: { type: string }, size: { type: integer } } }
            examples:
              a:
                $ref: '${ref}'
      responses: { '200': { description: a } }
components:
  examples:
    A:
      value:
        ${value}
`;
const flagged = (name: string, value: string, line: number) => ({
  name,
  base: {},
  head: { 'a.yaml': api(value) },
  expect: { findings: [{ rule: 'example-mismatch', path: 'a.yaml', line }] },
});

testChecker(import.meta.url, {
  clean: [
    { name: 'an example that fits', base: {}, head: { 'a.yaml': api('name: b') } },
    { name: 'a text that may be the JSON', base: {}, head: { 'a.yaml': api('"{}"') } },
  ],
  flagged: [
    flagged('one that lacks a property', 'size: 1', 17),
    flagged('a property of another type', '{ name: b, size: c }', 18),
    flagged('a list', '[]', 17),
    flagged('a number', '3', 18),
    flagged('a name that is a number', 'name: 3', 18),
  ],
});
