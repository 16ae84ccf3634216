import { chmodSync, mkdirSync, renameSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../test/rig/temporary.ts';
import { toolchainParts } from './toolchain-parts.ts';

type Env = Record<string, string>;
interface Machine {
  readonly at: (path: string) => string;
  readonly write: (path: string, text: string) => void;
}

test.each<[part: string, what: string, (machine: Machine) => Env | void]>([
  ['nothing', 'nothing', () => undefined],
  ['nothing', 'what commands do not see of a HOME', ({ write }) => write('home/.bashrc', 'alias')],
  ['programs', 'a program that is written over', ({ write }) => write('first/node', 'another one')],
  [
    'programs',
    'a program of the same size and time',
    ({ at, write }) => {
      write('fresh', 'node 1');
      utimesSync(at('fresh'), 1000, 1000);
      renameSync(at('fresh'), at('first/node'));
    },
  ],
  ['programs', 'one that comes first now', ({ write }) => write('first/git', 'mine')],
  ['programs', 'one that is gone', ({ at }) => rmSync(at('second/npm'))],
  [
    'programs',
    'a link that leads to another version',
    ({ at }) => {
      rmSync(at('second/python3'));
      symlinkSync(at('other'), at('second/python3'));
    },
  ],
  ['programs', 'a program of any name', ({ write }) => write('second/eslint', '')],
  ['programs', 'the order of the folders', ({ at }) => ({ PATH: `${at('second')}:${at('first')}` })],
  ['toolchains', 'the toolchain that rustup takes', ({ write }) => write('home/.rustup/settings.toml', 'nightly')],
  ['toolchains', 'an updated toolchain', ({ write }) => write('home/.rustup/update-hashes/stable', 'x')],
  ['toolchains', 'another Java', ({ at }) => ({ JAVA_HOME: at('first') })],
  ['toolchains', 'the Python that pyenv takes', ({ write }) => write('home/.pyenv/version', '3.14')],
])('%s changes with %s', (part, _, change) => {
  using folder = temporaryFolder();
  const at = (path: string) => join(folder.path, path);
  const write = (path: string, text: string) => {
    mkdirSync(dirname(at(path)), { recursive: true });
    writeFileSync(at(path), text);
    chmodSync(at(path), 0o755);
  };
  for (const path of ['first/node', 'second/npm', 'second/git', 'other', 'python', 'home/.rustup/settings.toml', 'home/.pyenv/version'])
    write(path, 'node 1');
  mkdirSync(at('home/.rustup/update-hashes'), { recursive: true });
  symlinkSync(at('python'), at('second/python3'));
  utimesSync(at('first/node'), 1000, 1000);
  const env = { PATH: `${at('first')}:${at('second')}`, HOME: at('home') };
  const before = toolchainParts(env);
  expect(toolchainParts(env)).toEqual(before);
  const after = toolchainParts({ ...env, ...change({ at, write }) });
  const changed = Object.keys(before).filter((name) => before[name] !== after[name]);
  expect(changed).toEqual(part === 'nothing' ? [] : [part]);
});
