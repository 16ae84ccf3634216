import { existsSync, realpathSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, delimiter, dirname, extname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AdapterError, InvariantError } from '../domain/error.ts';
import type { Egress } from './egress.ts';
import { pythonBelow } from './python-environment.ts';

/** Where it may be: never by PATH, as a repository's own dependencies can be on it. */
const PLACES = ['/usr/bin/bwrap', '/usr/local/bin/bwrap', '/bin/bwrap', '/run/current-system/sw/bin/bwrap', '/run/wrappers/bin/bwrap'];

export function bubblewrapProgram(): string | null {
  return PLACES.find((place) => existsSync(place)) ?? null;
}

export interface BubblewrapHost {
  readonly callerEnv: Readonly<Record<string, string | undefined>>;
  /** Folders that are not mounted, except for what is named below. */
  readonly hidden: readonly string[];
  /** What programs of the PATH stand on elsewhere. */
  readonly toolchains: readonly string[];
}

/** A folder and where a command sees it; the same where it only cannot write to it. */
export interface Mount {
  readonly from: string;
  readonly at: string;
}

export interface Confinement {
  readonly argv: readonly [string, ...string[]];
  readonly cwd: string;
  /** Where the command sees its folder; without, where it is. */
  readonly seenAt?: string;
  readonly home: string;
  readonly network: 'own' | 'host';
  readonly writable?: readonly string[] | undefined;
  readonly readable?: readonly string[] | undefined;
  readonly readOnly?: readonly Mount[] | undefined;
  /** The only way out of a network of its own. */
  readonly egress?: Egress | null | undefined;
  /** What /dev/shm holds at most. */
  readonly sharedMemoryBytes: number;
  /** Does not end with this program. */
  readonly outlives?: boolean;
}

/** Where the ways out of a private network begin, seen from inside: nobody else listens there. */
const PROXY_PORT = 3128;
export const REACHABLE = `http://127.0.0.1:${PROXY_PORT}`;
const SOCKET_FOLDER = '/run/jidoka';

/** Where a release sees itself: it lies in the state folder, and what sends files passes over folders whose name begins with a dot. */
export const RELEASE_FOLDER = '/run/jidoka-release';

const RELAY = fileURLToPath(new URL(`./relay-program${extname(import.meta.url)}`, import.meta.url));
const PACKAGE = fileURLToPath(new URL('../../', import.meta.url)).replace(/\/$/, '');

const OWN_NAMESPACES = ['--unshare-user', '--unshare-pid', '--unshare-ipc', '--unshare-uts', '--cap-drop', 'ALL'];
const READ_ONLY_ROOT = ['--ro-bind', '/', '/', '--dev', '/dev', '--proc', '/proc'];

/**
 * The command line that runs `argv` with a read-only root, its own processes, and only the network it is given. Homes,
 * temporary folders, sockets below /run and what is hidden are not mounted; then what the command needs is.
 */
export function bubblewrapArgv(host: BubblewrapHost, confinement: Confinement): readonly [string, ...string[]] {
  const {
    argv,
    cwd,
    seenAt = cwd,
    home,
    network,
    writable = [],
    readable = [],
    readOnly = [],
    egress = null,
    sharedMemoryBytes,
    outlives = false,
  } = confinement;
  const program = bubblewrapProgram();
  if (program === null) throw new AdapterError('NO_BUBBLEWRAP', 'bubblewrap was found and is gone');
  const masked = maskedFolders(host);
  const isMasked = (path: string) => masked.some((mask) => isBelow(path, mask));
  const shown = [
    ...programs(host, [...masked, host.callerEnv['HOME'] ?? '']),
    ...host.toolchains,
    ...ownFiles(),
    // Programs and scripts by their path; a folder would come with all that is in it.
    ...argv.filter((argument) => argument.startsWith(sep) && existsSync(argument) && statSync(argument).isFile()),
    ...readable,
  ];
  // Once more, where what is shown lies around what is hidden.
  const hiddenAgain = host.hidden.filter((path) => existsSync(path) && shown.some((folder) => isBelow(path, folder)));
  return [
    program,
    ...OWN_NAMESPACES,
    ...(network === 'own' ? ['--unshare-net'] : []),
    ...(outlives ? [] : ['--die-with-parent']),
    ...READ_ONLY_ROOT,
    '--size',
    String(sharedMemoryBytes),
    '--tmpfs',
    '/dev/shm',
    ...masked.flatMap((mask) => (isTemporary(mask) ? ['--bind', join(home, 'tmp'), mask] : ['--tmpfs', mask])),
    // Names are resolved by what is found there.
    ...(network === 'host' ? ['--ro-bind-try', '/run/systemd/resolve', '/run/systemd/resolve'] : []),
    ...[...new Set(shown)].filter((path) => isMasked(path) && existsSync(path)).flatMap((path) => ['--ro-bind', path, path]),
    ...hiddenAgain.flatMap((path) => ['--tmpfs', path]),
    ...opened([cwd, home, ...writable], [...masked, ...host.hidden]).flatMap((path) => ['--bind', path, path === cwd ? seenAt : path]),
    ...readOnly.flatMap(({ from, at }) => ['--ro-bind', from, at]),
    // A cache inside of what is installed, for example.
    ...writable.filter((path) => readOnly.some(({ at }) => isBelow(path, at))).flatMap((path) => ['--bind', path, path]),
    ...(egress === null ? [] : ['--ro-bind', egress.folder, SOCKET_FOLDER]),
    // Nobody keeps anything in what is only there to hide something: it would be memory that nobody counts.
    ...[...masked.filter((mask) => !isTemporary(mask)), ...hiddenAgain, '/dev'].flatMap((mask) => ['--remount-ro', mask]),
    '--chdir',
    seenAt,
    '--',
    ...(egress === null
      ? argv
      : [process.execPath, RELAY, `${SOCKET_FOLDER}/${egress.socket}`, String(PROXY_PORT), egress.loopback.join(','), ...argv]),
  ] as [string, ...string[]];
}

/** Folders a command may write to. The root is none, and none lies around what is hidden: it would be mounted again with it. */
function opened(folders: readonly string[], secret: readonly string[]): string[] {
  const own = folders.filter((folder) => folder !== '/');
  const around = own.find((folder) => secret.some((hidden) => isBelow(hidden, folder)));
  if (around !== undefined)
    throw new InvariantError('FOLDER_AROUND_HIDDEN', `a command was to write to ${around}, around what it must not see`);
  return own;
}

/** Real paths of what is not mounted, outermost only. */
function maskedFolders({ callerEnv, hidden }: BubblewrapHost): string[] {
  const asked = ['/root', '/home', '/run', '/tmp', '/var/tmp', tmpdir(), callerEnv['HOME'] ?? '', ...hidden];
  const folders = asked
    .filter((path) => path.startsWith(sep) && statSync(path, { throwIfNoEntry: false })?.isDirectory())
    .map((path) => realpathSync(path));
  const outermost = [...new Set(folders)].filter((path) => !folders.some((other) => other !== path && isBelow(path, other)));
  // A HOME of `/`, as some containers have it, would take the system with it.
  return outermost.filter((path) => !SYSTEM.some((folder) => isBelow(folder, path))).toSorted();
}

const SYSTEM = ['/usr', '/etc', '/bin', '/lib', '/dev', '/proc'];

function isTemporary(mask: string): boolean {
  return mask === '/tmp' || mask === '/var/tmp';
}

function isBelow(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}${sep}`);
}

/** The folders of PATH, and what the programs in them stand on. Never a whole HOME. */
function programs({ callerEnv }: BubblewrapHost, masked: readonly string[]): string[] {
  const home = callerEnv['HOME'] ?? '';
  const folders = (callerEnv['PATH'] ?? '').split(delimiter).filter((folder) => folder.startsWith(sep) && existsSync(folder));
  // A HOME, or a folder around one, is no folder of programs, whatever the PATH says.
  const real = folders
    .flatMap((folder) => [folder, pythonBelow(folder) ?? folder])
    .flatMap((folder) => [folder, realpathSync(folder)])
    .filter((folder) => !masked.some((mask) => isBelow(mask, folder)));
  // `<prefix>/bin` beside `<prefix>/lib`: how Node, Python and Java are laid out. `~/bin` and `~/.local/bin` are not that.
  const prefixes = real
    .filter((folder) => basename(folder) === 'bin')
    .map((folder) => dirname(folder))
    .filter(
      (prefix) => prefix !== home && prefix !== join(home, '.local') && ['lib', 'libexec'].some((name) => existsSync(join(prefix, name))),
    );
  return [...real, ...prefixes, ...[callerEnv['PYENV_ROOT'] ?? []].flat(), join(home, '.pyenv')];
}

/** Jidoka itself, its dependencies and the Node it runs on: embedded tools are started from there. */
function ownFiles(): string[] {
  const [outermost] = PACKAGE.split(`${sep}node_modules${sep}`);
  return [
    PACKAGE,
    ...(outermost === PACKAGE ? [] : [join(outermost ?? '', 'node_modules')]),
    dirname(process.execPath),
    realpathSync(process.execPath),
  ];
}
