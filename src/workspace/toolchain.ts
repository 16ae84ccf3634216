import type { Project } from '../domain/project.ts';
import type { Sandbox } from '../platform/sandbox.ts';

/** Versions of Node and package manager as the commands will find them: what is installed for one may not fit another. */
export async function toolchainVersions(sandbox: Sandbox, { manager }: Project): Promise<string> {
  const versionOf = async (program: string) => {
    const { end, stdout } = await sandbox.exec({ command: [program, '--version'], cwd: '/', timeoutMs: 30_000, network: 'none' });
    return end === 'exited' ? `${program} ${stdout.trim()}` : `no ${program}`;
  };
  const versions = await Promise.all(['node', ...(manager === null ? [] : [manager.name])].map(versionOf));
  return [process.platform, process.arch, ...versions].join(', ');
}
