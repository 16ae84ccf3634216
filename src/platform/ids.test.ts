import { expect, test } from 'vitest';
import { isProcessDead, processIdentity, systemIds } from './ids.ts';

test('a thousand names differ and say what they name', () => {
  const names = Array.from({ length: 1000 }, () => systemIds.next('run'));
  expect([new Set(names).size, names.every((name) => /^run-[0-9a-z]+-[0-9a-f]{6}$/.test(name))]).toEqual([1000, true]);
});

test('a nonce is 128 bits', () => {
  const nonces = Array.from({ length: 100 }, () => systemIds.nonce());
  expect([new Set(nonces).size, nonces.every((nonce) => /^[0-9a-f]{32}$/.test(nonce))]).toEqual([100, true]);
});

test('a process is dead when its pid is nobody’s or somebody else’s, never when it is elsewhere or unknown', () => {
  const [host = '', pid = '', start = ''] = processIdentity().split(' ');
  expect(
    [`${host} ${pid} ${start}`, `${host} ${pid} 1`, `${host} 999999999 ${start}`, `elsewhere ${pid} 1`, `${host} ${pid} unknown`].map(
      isProcessDead,
    ),
  ).toEqual([false, true, true, false, false]);
});
