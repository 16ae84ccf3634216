import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { AdapterError } from '../domain/error.ts';
import type { Service } from '../domain/project.ts';
import type { ExecResult } from '../platform/exec.ts';
import type { Sandbox, SandboxedCommand } from '../platform/sandbox.ts';
import { SERVICES_SOURCE } from './services-source.ts';

const refusal = z.object({ name: z.string(), why: z.string(), words: z.string() });

/**
 * Runs a command while services run beside it, in the same sandbox; they have ended when this answers. AdapterError when
 * one does not become ready: then the command did not run.
 */
export async function runWithServices(sandbox: Sandbox, command: SandboxedCommand, services: readonly Service[]): Promise<ExecResult> {
  const marker = `jidoka-services-${randomUUID()} `;
  // What is meant for the command, such as NODE_OPTIONS that ask for a report, is not for the services.
  const plan = JSON.stringify({ services, command: command.command, env: command.env ?? {}, marker });
  const { env: _, ...rest } = command;
  const waitingMs = services.reduce((sum, { timeoutSeconds }) => sum + timeoutSeconds * 1000, 0);
  const result = await sandbox.exec({
    ...rest,
    command: [process.execPath, '--input-type=module', '-e', SERVICES_SOURCE, '--', plan],
    timeoutMs: command.timeoutMs + waitingMs,
  });
  const at = result.stderr.lastIndexOf(marker);
  if (at === -1) return result;
  const { name, why, words } = refusal.parse(JSON.parse(result.stderr.slice(at + marker.length)));
  throw new AdapterError('SERVICE_NOT_READY', `the service ${name} ${why}${lastWords(words)}`, {
    hint: `look at services.${name} in .jidoka/config.yaml: its command, and what tells that it is ready`,
    isRetryable: true,
  });
}

function lastWords(words: string): string {
  const text = words.trim();
  return text === '' ? '; it said nothing' : `; its last words: ${text.slice(-1500)}`;
}
