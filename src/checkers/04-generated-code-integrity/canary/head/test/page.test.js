import assert from 'node:assert/strict';
import { test } from 'node:test';
import { page } from '../src/page.js';

test('a page has its users and the number of all', () => {
  const { users } = page(['a', 'b', 'c'], { limit: 2, offset: 1 });
  assert.deepEqual(users, ['b', 'c']);
});
