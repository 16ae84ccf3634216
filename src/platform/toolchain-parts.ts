import { release } from 'node:os';
import { bubblewrapProgram } from './bubblewrap.ts';
import { fileStamp } from './file-stamp.ts';
import { pathStamp } from './path-stamp.ts';
import { programStamp } from './program-stamp.ts';
import { toolchainsStamp } from './toolchains-stamp.ts';

/** What of this machine may turn a verdict: Jidoka itself, its Node, the programs on the PATH, and what decides about the sandbox. */
export function toolchainParts(env: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> {
  const { version, platform, arch, getuid } = process;
  const bubblewrap = bubblewrapProgram();
  return {
    jidoka: programStamp(),
    'node of jidoka': version,
    programs: pathStamp(env['PATH']),
    toolchains: toolchainsStamp(env),
    machine: [platform, arch, release(), getuid?.()].join(' '),
    bubblewrap: bubblewrap === null ? 'none' : fileStamp(bubblewrap),
  };
}
