import { expect, test } from 'vitest';
import { treesOf } from './fixtures/trees-of.ts';
import { httpApiSightings } from './http-apis.ts';

const API = `openapi: 3.0.0
info:
  title: Pets
  version: '1'
servers:
  - url: https://pets.example/v1
paths:
  /pets:
    post:
      parameters:
        - $ref: '#/components/parameters/Limit'
      requestBody:
        content:
          application/json:
            schema:
              $ref: '#/components/schemas/Pet'
          application/xml: {}
      responses:
        '200':
          description: OK
          headers:
            X-Count:
              required: true
              schema: { type: integer }
          content:
            application/json:
              schema:
                $ref: '#/components/schemas/Pet'
        '202':
          description: later
    get:
      responses: {}
components:
  parameters:
    Limit:
      name: limit
      in: query
      schema:
        type: integer
        maximum: 30
  schemas:
    Pet:
      type: object
      required:
        - name
        - kind
      properties:
        name:
          type: string
          format: date
          pattern: ^a
        kind:
          type: string
          enum:
            - cat
            - dog
        tags:
          type: array
          items:
            type: string
            maxLength: 10
`;

/** A change of one file, with the lines between what both texts begin with and what both end with. */
function changeOf(base: string, head: string) {
  const trees = treesOf({ 'a.yaml': base }, { 'a.yaml': head });
  const [was, is] = [base.split('\n'), head.split('\n')];
  const shorter = Math.min(was.length, is.length);
  let [first, last] = [0, 0];
  while (first < shorter && was[first] === is[first]) first += 1;
  while (last < shorter - first && was.at(-1 - last) === is.at(-1 - last)) last += 1;
  const between = (end: number) => (end > first ? [{ start: first + 1, end }] : []);
  const lines = { added: between(is.length - last), removed: between(was.length - last) };
  return { ...trees, change: { ...trees.change, files: trees.change.files.map((file) => ({ ...file, ...lines })) } };
}

/** The lines, as they are written, where a break is said. */
async function linesAfter(from: string | RegExp, to: string): Promise<readonly (string | undefined)[]> {
  const head = API.replace(from, to);
  const found = await httpApiSightings({ ...changeOf(API, head), today: '2026-06-01' });
  const errors = found.filter(({ rule, severity = 'error' }) => rule === 'api-break' && severity === 'error');
  const lines = errors.map(({ range }) => head.split('\n')[(range?.startLine ?? 0) - 1]?.trim());
  return [...new Set(lines)];
}

test('what a server gives up, and its paths take', async () => {
  const was = API.replace('/v1', '/').replaceAll('  /pets:', '  /v1/pets:');
  const found = await httpApiSightings({ ...changeOf(was, API), today: '2026-06-01' });
  expect(found.some(({ code }) => code?.startsWith('base-path-changed'))).toBe(false);
});

test.each<[name: string, from: string | RegExp, to: string, line: string]>([
  ['a bound', 'maximum: 30', 'maximum: 5', 'maximum: 5'],
  ['a bound of entries', 'maxLength: 10', 'maxLength: 5', 'maxLength: 5'],
  ['a bound that is gone', '            maxLength: 10\n', '', 'type: string'],
  ['a type', 'in: query\n      schema:\n        type: integer', 'in: query\n      schema:\n        type: boolean', 'type: boolean'],
  ['a format', 'format: date', 'format: uuid', 'format: uuid'],
  ['a value of an enum that is gone', '            - cat\n', '', '- dog'],
  ['what is not required any more', '        - kind\n', '', 'properties:'],
  ['what is required', '        - kind\n', '        - kind\n        - tags\n', '- tags'],
  ['a property that is gone', /        kind:\n(?: {10}.*\n)+/, '', 'tags:'],
  ['a media type of a request', 'application/json:', 'application/merge-patch+json:', 'application/merge-patch+json:'],
  ['a media type that is gone', '          application/xml: {}\n', '', 'responses:'],
  ['a media type of an answer', /application\/json(?=:\n {14}schema)/, 'application/vnd.acme+json', 'application/vnd.acme+json:'],
  [
    'an answer that is wrapped',
    /(?<=- name[^]*|schema:\n {16})\$ref: '#\/components\/schemas\/Pet'/,
    "type: object\n                properties:\n                  data:\n                    $ref: '#/components/schemas/Pet'",
    'type: object',
  ],
  ['a header that may be missing', '              required: true\n', '              required: false\n', 'required: false'],
  ['a header that is gone', /            X-Count:\n(?: {14}.*\n)+/, '', 'content:'],
  ['a body that is demanded', 'requestBody:\n', 'requestBody:\n        required: true\n', 'required: true'],
  ['an operation that is gone', '    get:\n      responses: {}\n', '', 'components:'],
  ['a server on another path', '/v1', '/v2', '- url: https://pets.example/v2'],
  [
    'another parameter',
    "        - $ref: '#/components/parameters/Limit'\n",
    '        - { in: query, name: a, required: true }\n',
    '- { in: query, name: a, required: true }',
  ],
])('points at %s', async (_, from, to, line) => {
  expect(await linesAfter(from, to)).toEqual([line]);
});
