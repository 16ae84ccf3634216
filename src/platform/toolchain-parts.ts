import { existsSync, readFileSync } from 'node:fs';
import { release } from 'node:os';
import { bubblewrapProgram } from './bubblewrap.ts';
import { fileStamp } from './file-stamp.ts';
import { pathStamp } from './path-stamp.ts';
import { programStamp } from './program-stamp.ts';
import { toolchainsStamp } from './toolchains-stamp.ts';

/** What a system says of who may make namespaces, which the sandbox needs. */
const NAMESPACES = ['kernel/unprivileged_userns_clone', 'kernel/apparmor_restrict_unprivileged_userns', 'user/max_user_namespaces'];

/** What of this machine may turn a verdict: Jidoka itself, its Node, the programs on the PATH, and what decides about the sandbox. */
export function toolchainParts(env: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> {
  const { version, platform, arch, getuid } = process;
  const bubblewrap = bubblewrapProgram();
  return {
    jidoka: programStamp(),
    'node of jidoka': version,
    programs: pathStamp(env['PATH']),
    toolchains: toolchainsStamp(env),
    machine: [platform, arch, release(), getuid?.(), ...NAMESPACES.map(settingAt)].join(' '),
    bubblewrap: bubblewrap === null ? 'none' : fileStamp(bubblewrap),
  };
}

function settingAt(name: string): string {
  const file = `/proc/sys/${name}`;
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : 'none';
}
