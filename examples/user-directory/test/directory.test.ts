import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Directory, EmailTaken } from '../src/directory.ts';
import { seed } from '../src/seed.ts';

test('a new directory is empty', () => {
  const directory = new Directory(':memory:');
  assert.deepEqual(directory.list(), []);
  assert.equal(directory.find(1), undefined);
  directory.close();
});

test('finds the user it added', () => {
  const directory = new Directory(':memory:');
  const added = directory.add({ name: 'Ada Lovelace', email: 'ada@example.com' });
  assert.deepEqual({ ...directory.find(added.id) }, added);
  assert.throws(() => directory.add({ name: 'Another Ada', email: 'ada@example.com' }), EmailTaken);
  directory.close();
});

test('the seed is the same each time, and only fills an empty directory', () => {
  const [one, two] = [new Directory(':memory:'), new Directory(':memory:')];
  seed(one, 60);
  seed(two, 60);
  seed(two, 60);
  assert.deepEqual(one.list(), two.list());
  assert.equal(two.find(60)?.email, 'ada.bartik.60@example.com');
  assert.equal(two.find(61), undefined);
  one.close();
  two.close();
});
