import type { Project } from '../domain/project.ts';
import type { Sandbox } from '../platform/sandbox.ts';

/**
 * Answers what a program has said of itself before, where nothing that could change it has changed, and asks it otherwise: a package
 * manager takes as long as a linter to say its version. Null, which nobody remembers, when it said nothing.
 */
export type Recall = (program: string, ask: () => Promise<string | null>) => Promise<string | null>;

/** Versions of Node and package manager as the commands will find them: what is installed for one may not fit another. */
export async function toolchainVersions(sandbox: Sandbox, { manager }: Project, recall: Recall): Promise<string> {
  const ask = async (program: string) => {
    // One that fails has said nothing: what is remembered of it would outlive its repair.
    const { exitCode, stdout } = await sandbox.exec({ command: [program, '--version'], cwd: '/', timeoutMs: 30_000, network: 'none' });
    return exitCode === 0 ? stdout.trim() : null;
  };
  const versionOf = async (program: string) => {
    const version = await recall(program, () => ask(program));
    return version === null ? `no ${program}` : `${program} ${version}`;
  };
  const versions = await Promise.all(['node', ...(manager === null ? [] : [manager.name])].map(versionOf));
  return [process.platform, process.arch, ...versions].join(', ');
}
