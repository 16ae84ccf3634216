import { chmodSync, lstatSync, mkdirSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { BEFORE, oneTurn } from '../../../test/rig/one-turn.ts';
import { testAgent } from '../test-agent.ts';
import { replayAgent } from './replay-agent.ts';

function replaying(...turns: readonly object[]) {
  return replayAgent({ script: JSON.stringify({ turns }), path: 'turns.yaml' });
}

testAgent('replay', { create: (script) => replaying(...script) });

describe('replay', () => {
  test('fails when the recording is over', async () => {
    const { result } = await oneTurn(replaying({ say: 'All done.' }), { finishedTurns: 1 });
    expect(result).toEqual({ outcome: 'failed', reason: 'the recording has 1 turn, this is turn 2', usage: null });
  });

  test('a turn may only say something', async () => {
    const { result } = await oneTurn(replaying({ say: 'All done.' }));
    expect(result).toEqual({ outcome: 'finished', session: null, usage: null });
  });

  test('makes a file executable, and keeps the mode of one it only rewrites', async () => {
    const modes: number[] = [];
    await oneTurn(replaying({ write: { 'run.sh': { text: '#!/bin/sh\n', executable: true }, 'src/kept.ts': 'export {};' } }), {
      arrange: (root) => chmodSync(join(root, 'src/kept.ts'), 0o755),
      inspect: (root) => modes.push(...['run.sh', 'src/kept.ts'].map((path) => statSync(join(root, path)).mode & 0o777)),
    });
    expect(modes).toEqual([0o755, 0o755]);
  });

  test('a file may become a folder', async () => {
    const { files } = await oneTurn(replaying({ delete: ['README.md'], write: { 'README.md/index.md': 'x' } }));
    expect(files['workspace/README.md/index.md']).toBe('x');
  });

  test.each([
    ['a folder that leads outside', '../beside', 'way', { write: { 'way/secret.txt': 'mine' } }, 'way/secret.txt leads through something'],
    ['a folder that leads inside', 'src', 'way', { write: { 'way/kept.ts': 'mine' } }, 'way/kept.ts leads through something'],
    ['a folder that leads nowhere', '../nowhere', 'way', { write: { 'way/a/b': 'mine' } }, 'way/a/b leads through something'],
    ['a file that leads outside', '../beside/secret.txt', 'way', { write: { way: 'mine' } }, 'way is not a regular file'],
    ['deletion through a folder', '../beside', 'way', { delete: ['way/secret.txt'] }, 'way/secret.txt leads through something'],
  ])('refuses a symlink: %s', async (_, target, link, turn, message) => {
    const { result, files } = await oneTurn(replaying(turn), {
      arrange: (root) => symlinkSync(target, join(root, link)),
      inspect: (root) => rmSync(join(root, link)),
    });
    expect([result.outcome, 'reason' in result && result.reason.includes(message), files]).toEqual(['failed', true, BEFORE]);
  });

  test('takes a symlink away without following it', async () => {
    const isThere: boolean[] = [];
    const { result, files } = await oneTurn(replaying({ delete: ['way'] }), {
      arrange: (root) => symlinkSync('../beside/secret.txt', join(root, 'way')),
      inspect: (root) => isThere.push(lstatSync(join(root, 'way'), { throwIfNoEntry: false }) !== undefined),
    });
    expect([result.outcome, isThere, files]).toEqual(['finished', [false], BEFORE]);
  });

  test.each([
    [{ write: { 'README.md/inside': 'x' } }, 'README.md/inside leads through something that is not a folder'],
    [{ write: { src: 'x' } }, 'src is not a regular file'],
    [{ delete: ['src'] }, 'src is not a file'],
    [{ delete: ['nothing/here'] }, 'nothing/here does not exist'],
    [{ write: { [`${'x'.repeat(300)}`]: 'x' } }, 'refused by the system: ENAMETOOLONG'],
  ])('an edit that is impossible here fails the turn: %j', async (turn, message) => {
    const { result, files } = await oneTurn(replaying(turn));
    expect([result.outcome, 'reason' in result && result.reason.includes(message), files]).toEqual(['failed', true, BEFORE]);
  });

  test('does not go on after it was cancelled', async () => {
    const controller = new AbortController();
    const write = Object.fromEntries(Array.from({ length: 2000 }, (_, index) => [`many/${index}.txt`, 'x']));
    const turn = oneTurn(replaying({ write }), {
      signal: controller.signal,
      arrange: (root) => {
        mkdirSync(join(root, 'many'));
        setImmediate(() => controller.abort());
      },
    });
    const { result, files } = await turn;
    expect([result, 'workspace/many/1999.txt' in files]).toEqual([
      { outcome: 'failed', reason: 'the turn was cancelled', usage: null },
      false,
    ]);
  });
});
