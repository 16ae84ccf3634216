import type { Project } from '../domain/project.ts';
import type { Sandbox } from '../platform/sandbox.ts';

/** Versions of Node and package manager as the commands will find them: what is installed for one may not fit another. */
export async function toolchainVersions(sandbox: Sandbox, { manager }: Project): Promise<string> {
  const asked: string[] = [process.platform, process.arch];
  for (const program of ['node', ...(manager === null ? [] : [manager.name])]) {
    const { end, stdout } = await sandbox.exec({ command: [program, '--version'], cwd: '/', timeoutMs: 30_000, network: 'none' });
    asked.push(end === 'exited' ? `${program} ${stdout.trim()}` : `no ${program}`);
  }
  return asked.join(', ');
}
