import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { after, before, describe, test } from 'node:test';
import { createApp } from '../src/app.ts';
import { Directory } from '../src/directory.ts';
import { seed } from '../src/seed.ts';

describe('the HTTP interface', () => {
  const directory = new Directory(':memory:');
  const server = createApp(directory, 'test-release');
  let origin = '';

  before(async () => {
    seed(directory, 120);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  after(() => {
    server.close();
    server.closeAllConnections();
    directory.close();
  });

  const post = (body: string) => fetch(`${origin}/users`, { method: 'POST', body });

  test('says that it is healthy, and which release it is', async () => {
    const response = await fetch(`${origin}/health`);
    assert.equal(response.status, 200);
    assert.equal(response.headers.get('x-jidoka-release'), 'test-release');
    assert.deepEqual(await response.json(), { status: 'ok' });
  });

  test('lists the first users by id', async () => {
    const response = await fetch(`${origin}/users`);
    assert.equal(response.status, 200);
    const { users } = await response.json();
    assert.equal(users.length, 50);
    assert.equal(users[0].id, 1);
    assert.equal(users[49].id, 50);
  });

  test('shows one user', async () => {
    const response = await fetch(`${origin}/users/1`);
    assert.equal(response.status, 200);
    assert.deepEqual(await response.json(), {
      id: 1,
      name: 'Grace Johnson',
      email: 'grace.johnson.1@example.com',
      createdAt: '2020-01-01T00:01:00.000Z',
    });
  });

  test('answers 404 for a user that does not exist, and for any other route', async () => {
    for (const path of ['/users/121', '/users/x', '/nothing']) {
      const response = await fetch(`${origin}${path}`);
      assert.equal(response.status, 404);
      assert.deepEqual(await response.json(), { error: 'not found' });
    }
  });

  test('adds a user', async () => {
    const response = await post(JSON.stringify({ name: ' Radia Perlman ', email: 'Radia@Example.com' }));
    assert.equal(response.status, 201);
    const user = await response.json();
    assert.equal(user.name, 'Radia Perlman');
    assert.equal(user.email, 'radia@example.com');
    assert.equal(response.headers.get('location'), `/users/${user.id}`);
    const found = await fetch(`${origin}/users/${user.id}`);
    assert.deepEqual(await found.json(), user);
  });

  test('refuses an address that is taken', async () => {
    const response = await post(JSON.stringify({ name: 'Somebody Else', email: 'grace.johnson.1@example.com' }));
    assert.equal(response.status, 409);
  });

  test('refuses what is no user', async () => {
    for (const body of ['', 'null', '{', '{"name":""}', '{"name":"A","email":"nowhere"}', `"${'x'.repeat(70_000)}"`]) {
      const response = await post(body);
      assert.equal(response.status, 400, body.slice(0, 40));
    }
  });

  test('answers 500 when the database is gone, and stays alive', async () => {
    const closed = new Directory(':memory:');
    const broken = createApp(closed).listen(0, '127.0.0.1');
    await once(broken, 'listening');
    closed.close();
    const { port } = broken.address() as AddressInfo;
    const failed = await fetch(`http://127.0.0.1:${port}/users`);
    assert.equal(failed.status, 500);
    const health = await fetch(`http://127.0.0.1:${port}/health`);
    assert.equal(health.status, 200);
    assert.equal(health.headers.get('x-jidoka-release'), null);
    broken.close();
    broken.closeAllConnections();
  });
});
