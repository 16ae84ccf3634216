// `npm run record`: runs the demo on a pseudo terminal and writes docs/demo.svg from what it printed, as it printed it.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { filmSvg } from './recording/film-svg.ts';
import { filmOf } from './recording/frames.ts';
import { recordTerminal } from './recording/record-terminal.ts';
import { terminalLines } from './recording/terminal-lines.ts';

const FILE = 'docs/demo.svg';
const MAX_BYTES = 300_000;
const COMMAND = 'node bin/jidoka.js demo';
const SCREEN = { columns: 100, rows: 30 };
const TIMING = {
  longestWaitMs: 1000,
  holds: [
    { after: /The gate is red/, ms: 4000 },
    { after: /The gate is green/, ms: 1500 },
    { after: /evidence .*: harmful/, ms: 2500 },
    { after: /in all that; \d+ failed/, ms: 2500 },
  ],
  lastMs: 9000,
};

const home = mkdtempSync(join(tmpdir(), 'record-'));
try {
  const { NO_COLOR: _plain, ...env } = process.env;
  const { chunks, exitCode } = await recordTerminal({
    command: COMMAND,
    ...SCREEN,
    env: { ...env, TERM: 'xterm-256color', TMPDIR: home },
  });
  const printed = chunks.map(({ text }) => text).join('');
  if (exitCode !== 0) throw new Error(`the demo ended with exit code ${exitCode}:\n${printed}`);
  const prompt = { atMs: 0, text: `\u001b[2m$\u001b[22m \u001b[1m${COMMAND}\u001b[22m\n` };
  const lines = terminalLines([prompt, ...chunks.map((chunk) => ({ ...chunk, text: hidePlace(chunk.text) }))], SCREEN.columns);
  const film = filmOf(lines, TIMING);
  const seconds = (ms: number) => `${(ms / 1000).toFixed(0)} s`;
  const svg = filmSvg({
    lines,
    film,
    ...SCREEN,
    title: 'jidoka demo',
    caption: `Recorded output. Waits over ${seconds(TIMING.longestWaitMs)} are shortened, with pauses to read: ${seconds(film.realMs)} shown in ${seconds(film.durationMs)}.`,
    description:
      'A terminal: a first release goes into service; an agent’s first attempt at an order is stopped by two checkers, repaired, signed and promoted; a second order passes every checker, fails its users and is rolled back within a second.',
  });
  if (svg.includes(home) || svg.includes(process.cwd())) throw new Error('the recording names a folder of this machine');
  if (Buffer.byteLength(svg) > MAX_BYTES) throw new Error(`${Buffer.byteLength(svg)} bytes, more than ${MAX_BYTES}`);
  writeFileSync(FILE, svg);
  console.log(`wrote ${FILE}: ${lines.length} lines, ${film.frames.length} frames, ${Buffer.byteLength(svg)} bytes`);
} finally {
  rmSync(home, { recursive: true, force: true, maxRetries: 3 });
}

/** The demo's temporary folder, as short as on any machine. A path is printed in one piece. */
function hidePlace(text: string): string {
  return text.replaceAll(home, '/tmp').replaceAll(/\/jidoka-demo-\w+/g, '/jidoka-demo');
}
