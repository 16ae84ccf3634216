import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { sandboxIn } from '../../test/rig/sandbox.ts';
import { temporaryFolder } from '../../test/rig/temporary.ts';
import { foundLevel } from './found-level.ts';
import type { Sandbox, SandboxedCommand } from './sandbox.ts';

const { level, reason } = await foundLevel();
if (reason !== null) console.warn(`skipped: ${reason}`);

/** A person's machine: a HOME with secrets and a toolchain, a repository with state, and a checkout in it. */
function machine() {
  const folder = temporaryFolder();
  const at = (path: string) => join(folder.path, path);
  const write = (path: string, text: string, mode = 0o644) => {
    mkdirSync(join(at(path), '..'), { recursive: true });
    writeFileSync(at(path), text, { mode });
  };
  write('home/.ssh/id_ed25519', 'secret key');
  write('home/.nvm/v1/bin/tool', '#!/bin/sh\nexec "$(dirname "$0")/../lib/tool.sh"\n', 0o755);
  write('home/.nvm/v1/lib/tool.sh', '#!/bin/sh\necho the tool works\n', 0o755);
  write('home/.nvm/token', 'secret token');
  write('home/.docker/bin/docker', '#!/bin/sh\necho docker\n', 0o755);
  write('home/.docker/config.json', 'secret login');
  write('repository/.env', 'secret environment');
  write('repository/.git/config', '[core]');
  write('repository/.jidoka/state/ledger.db', 'the ledger');
  write('repository/.jidoka/state/workspaces/other/secret.txt', 'another run');
  write('repository/.jidoka/state/workspaces/mine/README.md', 'mine');
  write('repository/.jidoka/state/workspaces/mine/node_modules/pkg/index.js', 'the package');
  const root = at('repository');
  const cwd = join(root, '.jidoka/state/workspaces/mine');
  const callerEnv = {
    // Some PATHs hold a HOME itself.
    PATH: [at('home/.nvm/v1/bin'), at('home/.docker/bin'), at('home'), at('.'), process.env.PATH].join(':'),
    HOME: at('home'),
  };
  const sandbox = sandboxIn(join(root, '.jidoka/state'), {
    level: 'bubblewrap',
    callerEnv,
    hidden: [root, join(root, '.git'), join(root, '.jidoka/state')],
  });
  return { at, cwd, callerEnv, sandbox, [Symbol.dispose]: () => folder[Symbol.dispose]() };
}

async function shell({ sandbox, cwd }: { sandbox: Sandbox; cwd: string }, command: string, more: Partial<SandboxedCommand> = {}) {
  const { end, exitCode, stdout, stderr } = await sandbox.exec({ command, cwd, network: 'none', timeoutMs: 30_000, ...more });
  return { end, exitCode, stdout: stdout.trim(), stderr: stderr.trim() };
}

describe.skipIf(level !== 'bubblewrap')('at level bubblewrap', () => {
  test.each([
    ['a key of the person', 'home/.ssh/id_ed25519'],
    ['a secret beside a toolchain', 'home/.nvm/token'],
    ['a secret beside programs that are no toolchain', 'home/.docker/config.json'],
    ['an untracked file of the repository', 'repository/.env'],
    ['its git directory', 'repository/.git/config'],
    ['the ledger', 'repository/.jidoka/state/ledger.db'],
    ['the workspace of another run', 'repository/.jidoka/state/workspaces/other/secret.txt'],
  ])('%s is not there, by path or through a link', async (_, path) => {
    using place = machine();
    symlinkSync(place.at(path), join(place.cwd, 'link'));
    expect(await shell(place, `cat "${place.at(path)}" link`)).toMatchObject({ exitCode: 1, stdout: '' });
  });

  test('what is hidden cannot be replaced, and the rest of the machine not written to', async () => {
    using place = machine();
    const ledger = place.at('repository/.jidoka/state/ledger.db');
    const wrote = await shell(
      place,
      `echo forged > "${ledger}"; for f in /etc/x /usr/x /var/x; do touch $f && echo "wrote $f"; done; true`,
    );
    expect(wrote).toMatchObject({ exitCode: 0, stdout: '' });
    expect(readFileSync(ledger, 'utf8')).toBe('the ledger');
  });

  test('its own folder, a private HOME and temporary folder, and the programs on the PATH are there', async () => {
    using place = machine();
    const { exitCode, stdout } = await shell(
      place,
      'cat README.md && echo && echo changed > README.md && touch ~/x /tmp/y "$TMPDIR/z" && ls -d "$TMPDIR"/y "$TMPDIR"/z | xargs -n1 basename && tool && docker && node -p 1+1 && git --version >/dev/null',
    );
    expect([exitCode, stdout.split('\n')]).toEqual([0, ['mine', 'y', 'z', 'the tool works', 'docker', '2']]);
    expect([readFileSync(join(place.cwd, 'README.md'), 'utf8'), existsSync('/tmp/y')]).toEqual(['changed\n', false]);
  });

  test('a release sees its folder where no name begins with a dot, and writes to it', () => {
    using place = machine();
    const home = place.at('release-home');
    mkdirSync(join(home, 'tmp'), { recursive: true });
    const command = 'pwd && cat README.md && echo && echo changed > README.md';
    const { argv, env } = place.sandbox.launch({ command, cwd: place.cwd, home, env: {} });
    const [program, ...args] = argv;
    const { stdout, stderr } = spawnSync(program, args, { cwd: place.cwd, env, encoding: 'utf8' });
    expect([stdout.split('\n'), stderr]).toEqual([['/run/jidoka-release', 'mine', ''], '']);
    expect(readFileSync(join(place.cwd, 'README.md'), 'utf8')).toBe('changed\n');
  });

  test('a folder that is given read-only stays as it is', async () => {
    using place = machine();
    const file = 'node_modules/pkg/index.js';
    const modules = join(place.cwd, 'node_modules');
    const readOnly = [{ from: modules, at: modules }];
    expect(
      await shell(place, `cat ${file}; echo patched > ${file}; rm -rf node_modules; mv node_modules other`, { readOnly }),
    ).toMatchObject({
      exitCode: 1,
      stdout: 'the package',
    });
    expect(readFileSync(join(place.cwd, file), 'utf8')).toBe('the package');
  });

  test('the root as its folder is not a root to write to', async () => {
    using place = machine();
    const command = `cat "${place.at('home/.ssh/id_ed25519')}"; touch /etc/x && echo wrote`;
    expect(await shell(place, command, { cwd: '/' })).toMatchObject({ exitCode: 1, stdout: '' });
    await expect(shell(place, 'true', { writable: [place.at('..')] })).rejects.toThrow(/around what it must not see/);
  });

  test('what only hides something holds nothing: it would be memory that nobody counts', async () => {
    using place = machine();
    const { stdout } = await shell(
      place,
      'for f in /root /home /run /dev; do head -c 9 /dev/zero > "$f/kept" && echo "kept in $f"; done; head -c 2000000000 /dev/zero > /dev/shm/x; stat -c %s /dev/shm/x',
    );
    expect(Number(stdout)).toBeLessThanOrEqual(1024 ** 3);
  });

  test('neither does what is hidden once more inside of what is shown', async () => {
    using place = machine();
    const hidden = place.at('home/.nvm/v1/lib/hidden');
    mkdirSync(hidden);
    const sandbox = sandboxIn(place.at('again'), { level: 'bubblewrap', callerEnv: place.callerEnv, hidden: [hidden] });
    const { stdout } = await shell({ ...place, sandbox }, `ls "${hidden}/.." && echo x > "${hidden}/kept" && echo kept`);
    expect(stdout.split('\n')).toEqual(['hidden', 'tool.sh']);
  });

  test('a folder among the arguments brings nothing with it', async () => {
    using place = machine();
    const { stdout, exitCode } = await shell(place, '', { command: ['ls', '-A', place.at('home')] });
    expect([exitCode, stdout.split('\n')]).toEqual([0, ['.docker', '.nvm']]);
  });

  test('memory that processes share counts as well', async () => {
    using place = machine();
    const limits = { memoryBytes: 80 * 1024 ** 2, processes: 50, outputBytes: 1024 ** 2 };
    const limited = sandboxIn(place.at('limited'), { level: 'bubblewrap', limits });
    const script = 'import mmap, time\nm = mmap.mmap(-1, 200 * 1024 ** 2)\nfor i in range(0, len(m), 4096): m[i] = 1\ntime.sleep(20)';
    const { end } = await limited.exec({ command: ['python3', '-c', script], cwd: place.cwd, network: 'none', timeoutMs: 30_000 });
    expect(end).toBe('out-of-memory');
  });

  test('git finds no repository of the person', async () => {
    using place = machine();
    expect((await shell(place, 'git rev-parse --show-toplevel')).stderr).toMatch(/not a git repository/);
  });

  test('what it is does not depend on its privileges: root has none here', async () => {
    using place = machine();
    const { stdout } = await shell(place, 'grep CapEff /proc/self/status; umount /root; mount -o remount,rw / && echo remounted');
    expect(stdout).toMatch(/^CapEff:\s+0+$/);
  });

  test('it sees its own processes, and leaves none behind', async () => {
    using place = machine();
    const { stdout } = await shell(
      place,
      `(setsid sh -c 'sleep 1; touch late' >/dev/null 2>&1 &) ; ls /proc | grep -c '^[0-9]'; kill -9 ${process.pid}`,
    );
    expect(Number(stdout)).toBeLessThan(10);
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(existsSync(join(place.cwd, 'late'))).toBe(false);
  });

  test("its own loopback is no matter for the proxy, and the host's is where it was asked for, by either name", async () => {
    using place = machine();
    const host = createHttpServer((_, response) => response.end('host')).listen(0, '127.0.0.1');
    await once(host, 'listening');
    const { port } = host.address() as AddressInfo;
    const script = `
      const own = require('node:http').createServer((_, response) => response.end('own')).listen(0, '127.0.0.1', async () => {
        const ask = (at) => fetch(at).then((answer) => answer.text(), (error) => String(error.cause));
        console.log(await ask('http://127.0.0.1:' + own.address().port), await ask('http://127.0.0.1:${port}'), await ask('http://localhost:${port}'));
        process.exit();
      });`;
    const command = [process.execPath, '-e', script] as const;
    const said = await shell(place, '', { command, network: [`127.0.0.1:${port}`], env: { NODE_USE_ENV_PROXY: '1' } });
    host.close();
    expect(said).toMatchObject({ stdout: 'own host host', stderr: '' });
  });

  test('a program that is not there was not started', async () => {
    using place = machine();
    expect(await shell(place, '', { command: ['no-such-program'] })).toMatchObject({ end: 'not-started', exitCode: null });
    expect(await shell(place, '', { command: ['no-such-program'], network: ['example.com'] })).toMatchObject({
      end: 'not-started',
      exitCode: null,
    });
  });

  test('exit codes and input arrive, with and without a way out', async () => {
    using place = machine();
    for (const network of ['none', ['example.com']] as const) {
      const result = await place.sandbox.exec({
        command: 'read x; echo "got $x"; exit 7',
        cwd: place.cwd,
        network,
        timeoutMs: 30_000,
        input: 'this\n',
      });
      expect([result.exitCode, result.stdout]).toEqual([7, 'got this\n']);
    }
  });

  describe('the network', () => {
    /** Connects from the sandbox; what arrives is collected. */
    async function ask(network: (port: number) => SandboxedCommand['network']) {
      using place = machine();
      const arrived: string[] = [];
      const server = createServer((socket) => {
        socket.on('data', (chunk) => {
          arrived.push(String(chunk));
          socket.end('answer');
        });
      });
      server.listen(0, '127.0.0.1');
      await once(server, 'listening');
      const { port } = server.address() as AddressInfo;
      const script = `const s = require('net').connect(${port}, '127.0.0.1', () => s.write('asked')); s.on('data', (d) => console.log(String(d))); s.on('error', (e) => console.log(e.code))`;
      const { stdout } = await shell(place, '', { command: ['node', '-e', script], network: network(port) });
      server.close();
      return [stdout, arrived];
    }

    test('none: nothing of the host, its loopback included', async () => {
      expect(await ask(() => 'none')).toEqual(['ECONNREFUSED', []]);
    });

    test('host: all of it', async () => {
      expect(await ask(() => 'host')).toEqual(['answer', ['asked']]);
    });

    test('a list: what is in it, under its own address', async () => {
      expect(await ask((port) => [`127.0.0.1:${port}`])).toEqual(['answer', ['asked']]);
      expect(await ask(() => ['example.com:443'])).toEqual(['ECONNREFUSED', []]);
    });

    test('a loopback of its own works', async () => {
      using place = machine();
      const script = `const n = require('net'); const s = n.createServer((c) => c.end('hello')).listen(0, '127.0.0.1', () => n.connect(s.address().port, '127.0.0.1').on('data', (d) => { console.log(String(d)); s.close(); }))`;
      expect((await shell(place, '', { command: ['node', '-e', script] })).stdout).toBe('hello');
    });
  });
});
