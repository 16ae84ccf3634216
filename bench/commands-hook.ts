// Loaded into the measured program by bench/repository.ts: says at its end how long commands of the repository ran (each in a process group of
// its own, unlike git's), and what its own process took.
import childProcess from 'node:child_process';
import { syncBuiltinESMExports } from 'node:module';

const { spawn } = childProcess;
const running = new Set<object>();
let [since, commandsMs] = [0, 0];

childProcess.spawn = ((...args: Parameters<typeof spawn>) => {
  const child = spawn(...args);
  const [, , options] = args;
  if ((options as { readonly detached?: boolean } | undefined)?.detached === true) {
    if (running.size === 0) since = performance.now();
    running.add(child);
    child.on('exit', () => {
      running.delete(child);
      if (running.size === 0) commandsMs += performance.now() - since;
    });
  }
  return child;
}) as typeof spawn;
syncBuiltinESMExports();

process.on('exit', () => {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  process.stderr.write(
    `measured ${JSON.stringify({ commandsMs, cpuMs: (userCPUTime + systemCPUTime) / 1000, memoryMb: maxRSS / 1024 })}\n`,
  );
});
