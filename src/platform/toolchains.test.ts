import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { sandboxIn } from '../../test/rig/sandbox.ts';
import { temporaryFolder } from '../../test/rig/temporary.ts';
import { foundLevel } from './found-level.ts';
import { toolchainsOf } from './toolchains.ts';

const { level: best, reason } = await foundLevel();
if (reason !== null) console.warn(`skipped: ${reason}`);

/** A person whose tools have downloaded something, and who is logged in at registries. */
function person() {
  const folder = temporaryFolder();
  const home = join(folder.path, 'home');
  const files = {
    '.rustup/toolchains/stable/bin/rustc': 'the compiler',
    '.cargo/registry/src/index/itoa-1.0.0/lib.rs': 'a crate',
    '.cargo/git/checkouts/x/lib.rs': 'a crate of git',
    '.cargo/credentials.toml': 'secret token',
    'go/pkg/mod/example.org/m@v1.0.0/m.go': 'a module',
    '.m2/repository/org/x/x.jar': 'a jar',
    '.m2/settings.xml': 'secret password',
    '.gradle/caches/modules-2/x.jar': 'another jar',
    '.gradle/wrapper/dists/gradle-8/bin/gradle': 'a Gradle',
    '.gradle/gradle.properties': 'secret property',
    '.local/share/uv/tools/ruff/bin/ruff': 'a linter',
    '.local/share/uv/credentials/x': 'secret of an index',
  };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(home, path)), { recursive: true });
    writeFileSync(join(home, path), text);
  }
  const cwd = join(folder.path, 'work');
  mkdirSync(cwd);
  const run = async (level: 'process' | 'bubblewrap', command: string, network: 'none' | 'host' = 'none') => {
    const sandbox = sandboxIn(join(folder.path, 'state'), { level, callerEnv: { PATH: process.env.PATH, HOME: home } });
    const { stdout } = await sandbox.exec({ command, cwd, network, timeoutMs: 20_000 });
    return stdout;
  };
  return { home, run, [Symbol.dispose]: () => folder[Symbol.dispose]() };
}

const LEVELS = best === 'bubblewrap' ? (['process', 'bubblewrap'] as const) : (['process'] as const);

describe.each(LEVELS)('at level %s', (level) => {
  test('a command sees the programs of uv, to which links on the PATH lead', async () => {
    using machine = person();
    expect(await machine.run(level, `cat ${machine.home}/.local/share/uv/tools/ruff/bin/ruff`)).toBe('a linter');
  });

  test.each([
    ['the toolchains of rustup', 'cat "$RUSTUP_HOME/toolchains/stable/bin/rustc"', 'the compiler'],
    ['downloaded crates', 'cat ~/.cargo/registry/src/index/itoa-1.0.0/lib.rs', 'a crate'],
    ['crates of git', 'cat ~/.cargo/git/checkouts/x/lib.rs', 'a crate of git'],
    ['downloaded Go modules', 'cat "$GOMODCACHE/example.org/m@v1.0.0/m.go"', 'a module'],
    [
      'what Maven has downloaded, in the HOME that Java takes for one',
      'cat "${MAVEN_OPTS#-Duser.home=}/.m2/repository/org/x/x.jar"',
      'a jar',
    ],
    ['what Gradle has downloaded', 'cat "$GRADLE_RO_DEP_CACHE/modules-2/x.jar"', 'another jar'],
    ["the wrapper's Gradle", 'cat "$GRADLE_USER_HOME/wrapper/dists/gradle-8/bin/gradle"', 'a Gradle'],
    ['a writable home of Cargo', 'echo x > ~/.cargo/.package-cache && cat ~/.cargo/.package-cache', 'x\n'],
    ['nothing of credentials in its HOME', 'cat ~/.cargo/credentials.toml ~/.m2/settings.xml ~/.gradle/gradle.properties', ''],
  ])('a command sees %s', async (_, command, expected) => {
    using machine = person();
    expect(await machine.run(level, command)).toBe(expected);
  });

  test('only without a network is nothing to be downloaded', async () => {
    using machine = person();
    const asked = 'echo "$CARGO_NET_OFFLINE $GOPROXY"';
    expect([await machine.run(level, asked), await machine.run(level, asked, 'host')]).toEqual(['true off\n', ' \n']);
  });
});

describe.skipIf(best !== 'bubblewrap')('at level bubblewrap', () => {
  test.each(['.cargo/credentials.toml', '.m2/settings.xml', '.gradle/gradle.properties', '.local/share/uv/credentials/x'])(
    '%s is not there by its own path',
    async (path) => {
      using machine = person();
      expect(await machine.run('bubblewrap', `cat "${join(machine.home, path)}"`)).toBe('');
    },
  );

  test('what others will use is not written to', async () => {
    using machine = person();
    await machine.run('bubblewrap', 'echo forged > ~/.cargo/registry/src/index/itoa-1.0.0/lib.rs; echo forged > "$GOMODCACHE/x"');
    expect(readFileSync(join(machine.home, '.cargo/registry/src/index/itoa-1.0.0/lib.rs'), 'utf8')).toBe('a crate');
  });
});

test.each([
  ['RUSTUP_HOME', '/'],
  ['RUSTUP_HOME', '/home/person'],
  ['GOMODCACHE', '/home'],
  ['JAVA_HOME', '/home/'],
])('%s=%s shows no HOME and no folder around one', (name, value) => {
  expect(toolchainsOf({ HOME: '/home/person', [name]: value }).readable).toEqual([]);
});
