import { join } from 'node:path';
import { openSandbox, type Sandbox, type SandboxOptions } from '../../src/platform/sandbox.ts';

/** Enough for every honest test, and little enough for the machine. */
const LIMITS = { memoryBytes: 4 * 1024 ** 3, processes: 500, outputBytes: 64 * 1024 ** 2 };

/** A sandbox that keeps its homes and its registry below a folder; level `process` unless asked otherwise. */
export function sandboxIn(folder: string, options: Partial<SandboxOptions> = {}): Sandbox {
  const { callerEnv = process.env } = options;
  return openSandbox({
    level: 'process',
    callerEnv,
    machinePath: callerEnv['PATH'] ?? '',
    passed: [],
    homes: join(folder, 'homes'),
    processRegistry: join(folder, 'processes'),
    hidden: [],
    limits: LIMITS,
    ...options,
  });
}
