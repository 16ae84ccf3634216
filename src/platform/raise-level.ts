import { readText } from './files.ts';

const SETTINGS = [
  ['/proc/sys/kernel/apparmor_restrict_unprivileged_userns', '1', 'sysctl -w kernel.apparmor_restrict_unprivileged_userns=0'],
  ['/proc/sys/kernel/unprivileged_userns_clone', '0', 'sysctl -w kernel.unprivileged_userns_clone=1'],
  ['/proc/sys/user/max_user_namespaces', '0', 'sysctl -w user.max_user_namespaces=15000'],
] as const;

/** What makes an installed bubblewrap work here, as far as the system says why it does not. */
export async function howToRaiseLevel(): Promise<string> {
  for (const [file, value, command] of SETTINGS) if ((await readText(file))?.trim() === value) return command;
  return 'it needs user namespaces; a container must be let make them (Docker: --security-opt seccomp=unconfined)';
}
