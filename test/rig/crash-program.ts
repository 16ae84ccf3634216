import module from 'node:module';

// As the program itself does: starting takes half as long with it.
module.enableCompileCache();
const [{ openFactory }, { executeRun }] = await Promise.all([import('../../src/compose.ts'), import('../../src/pipeline/start.ts')]);

/**
 * Executes a prepared run as the program does, and kills itself at the n-th boundary (from 0) or at a named one (`before attest/1`),
 * the way a power cut would: no handler runs, nothing is flushed. Without such a boundary it runs to the end.
 */
const [root = '', run = '', killAt = ''] = process.argv.slice(2);

using factory = await openFactory({ dir: root, env: process.env });
let boundary = 0;
await executeRun(factory, {
  run,
  signal: new AbortController().signal,
  observer: {
    boundary(name, side) {
      if (killAt === String(boundary) || killAt === `${side} ${name}`) process.kill(process.pid, 'SIGKILL');
      boundary += 1;
    },
  },
});
