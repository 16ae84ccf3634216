#!/usr/bin/env node
// Starts the program on Node 24. Plain JavaScript that any Node can read: on an older one it starts
// the Node 24 that `npm ci` put beside it, forwards signals and the exit status, and ends with it.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import module from 'node:module';
import os from 'node:os';
import { fileURLToPath } from 'node:url';

const NEEDED = 24;

if (Number(process.versions.node.split('.')[0]) >= NEEDED) {
  module.enableCompileCache?.();
  // A checkout runs its sources; the published package has none and runs what was built from them.
  const source = new URL('../src/cli/main.ts', import.meta.url);
  await import(existsSync(source) ? source.href : new URL('../dist/cli/main.js', import.meta.url).href);
} else {
  const bundled = new URL(`../node_modules/node-${process.platform}-${process.arch}/bin/node`, import.meta.url);
  if (existsSync(bundled)) restartWith(fileURLToPath(bundled));
  else {
    // Only a checkout has its sources, and a lockfile that brings a Node.
    const isCheckout = existsSync(new URL('../src/cli/main.ts', import.meta.url));
    process.stderr.write(
      `jidoka needs Node ${NEEDED} or newer; this is Node ${process.versions.node}. Install it${isCheckout ? ', or run `npm ci` in the checkout' : ''}.\n`,
    );
    process.exitCode = 2;
  }
}

/** Asynchronous on purpose: with spawnSync a kill of this launcher would leave the real program running. */
function restartWith(node) {
  // As it was called, link and all: the program tells by it how to call it again.
  const child = spawn(node, [process.argv[1], ...process.argv.slice(2)], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  process.on('exit', () => child.kill('SIGTERM'));
  child.on('exit', (code, signal) => {
    process.exitCode = signal === null ? code : 128 + os.constants.signals[signal];
  });
}
