import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, symlinkSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../test/rig/temporary.ts';
import { UserError } from '../domain/error.ts';
import { createText, exists, makeFolder, modifiedAt, namesIn, readText, replaceText, sizeOf, writeText } from './files.ts';

test('writes and reads texts, and tells what is missing from what cannot be read', async () => {
  using folder = temporaryFolder();
  const file = join(folder.path, 'a/b/c.txt');
  expect([await readText(file), exists(file)]).toEqual([null, false]);
  await createText(file, 'one');
  await expect(createText(file, 'two')).rejects.toMatchObject({ code: 'FILE_EXISTS' });
  expect([await readText(file), await readText(join(file, 'below'))]).toEqual(['one', null]);
  await replaceText(file, 'two');
  expect([await readText(file), readdirSync(join(folder.path, 'a/b')), exists(file)]).toEqual(['two', ['c.txt'], true]);
  await expect(readText(join(folder.path, 'a'))).rejects.toThrow('EISDIR');
});

test('writes through a link and into a pipe, as a person who names one expects', async () => {
  using folder = temporaryFolder();
  const [file, link, pipe] = ['file', 'link', 'pipe'].map((name) => join(folder.path, name)) as [string, string, string];
  await writeText(file, 'one');
  symlinkSync('file', link);
  await writeText(link, 'two');
  execFileSync('mkfifo', [pipe]);
  const [, read] = await Promise.all([writeText(pipe, 'three'), readText(pipe)]);
  expect([readFileSync(file, 'utf8'), read]).toEqual(['two', 'three']);
});

test('lists, measures and dates', async () => {
  using folder = temporaryFolder();
  await makeFolder(join(folder.path, 'x/y'));
  await writeText(join(folder.path, 'x/b'), '123');
  await writeText(join(folder.path, 'x/a'), '12');
  const then = new Date('2020-01-01T00:00:00Z');
  utimesSync(join(folder.path, 'x/a'), then, then);
  mkdirSync(join(folder.path, 'empty'));
  expect([
    await namesIn(join(folder.path, 'x')),
    await namesIn(join(folder.path, 'none')),
    await sizeOf(join(folder.path, 'x')),
    await modifiedAt(join(folder.path, 'x/a')),
    await sizeOf(join(folder.path, 'gone')),
    await modifiedAt(join(folder.path, 'gone')),
  ]).toEqual([['a', 'b', 'y'], [], 5, then.getTime(), 0, null]);
});

test('a place where no file can be is said to be none', async () => {
  using folder = temporaryFolder();
  await writeText(join(folder.path, 'a'), '');
  await expect(writeText(folder.path, 'x')).rejects.toThrow(`${folder.path} cannot be written: it is a folder`);
  for (const below of ['a/b', 'a/b/c']) await expect(writeText(join(folder.path, below), 'x')).rejects.toThrow(UserError);
});
