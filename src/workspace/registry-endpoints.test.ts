import { expect, test } from 'vitest';
import { endpointsIn } from './registry-endpoints.ts';

test.each([
  ['registry=https://npm.example.com/path/\n', ['npm.example.com:443']],
  ['registry=http://localhost:4873/\n@own:registry="https://own.example:8443"', ['localhost:4873', 'own.example:8443']],
  ['git+ssh://git@github.com/a/b.git#1234', ['github.com:443']],
  ['https://user:secret@example.com/a.tgz', ['example.com:443']],
  ['see https:// and file:../x', []],
])('%j names %j', (text, endpoints) => {
  expect(endpointsIn(text)).toEqual(endpoints);
});
