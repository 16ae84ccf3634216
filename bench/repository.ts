// `npm run bench:repository -- <repository> [--rounds n] [--only ids] [--audit n] [--whole] [--install command]`: what Jidoka costs on a
// repository of a size that matters, all in one run on a clone of it. `--install` is run there first, as a person has their packages
// installed; without it Jidoka installs them. Promises, for 150,000 lines of TypeScript on two cores: nothing changed <= 150 ms beyond Node's
// start; one file changed <= 2 s, without the repository's own build and tests; a whole check (`--whole`) <= 1.10 x the commands of the
// repository that it has to run, one after the other; its own process <= 400 MB; `audit --last 200` <= 60 s.
import { execFileSync, spawnSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { openBench } from '../src/compose.ts';
import { policyAt } from '../src/gate/judging.ts';
import { requireCommit } from '../src/git/repository.ts';
import { type OrdinaryFile, ordinaryFile } from './ordinary-file.ts';
import { publishedProgram } from './published-program.ts';

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '5' },
    only: { type: 'string', default: '4,7' },
    audit: { type: 'string', default: '200' },
    whole: { type: 'boolean', default: false },
    install: { type: 'string' },
  },
});
const rounds = Number(options.rounds);
const source = resolve(positionals[0] ?? '.');
const hook = resolve(import.meta.dirname, 'commands-hook.ts');
const folder = mkdtempSync(join(tmpdir(), 'jidoka-bench-'));
const clone = join(folder, 'clone');
const program = publishedProgram(folder);

interface Measured {
  readonly wallMs: number;
  /** In which at least one command of the repository ran. */
  readonly commandsMs: number;
  /** Of Jidoka's own process. */
  readonly cpuMs: number;
  readonly memoryMb: number;
}

try {
  execFileSync('git', ['clone', '--quiet', '--local', source, clone]);
  const files = execFileSync('git', ['ls-files', '-z'], { cwd: clone, encoding: 'utf8' }).split('\0');
  const sources = files.filter((path) => /\.[cm]?tsx?$/.test(path));
  const lines = sources.reduce((sum, path) => sum + readFileSync(join(clone, path), 'utf8').split('\n').length - 1, 0);
  const { project, protectedPaths } = await policyOf(clone);
  requireManager(project.manager?.name ?? null);
  const changed = ordinaryFile(clone, { paths: files.slice(0, -1), protectedPaths });
  if (changed === null) throw new Error(`${source} has no module of JavaScript or TypeScript that is neither a test nor protected`);
  const edit = (round: number) => appendFileSync(join(clone, changed.path), lineFor(changed, round));
  if (options.install !== undefined)
    execFileSync('/bin/sh', ['-c', options.install], { cwd: clone, stdio: ['ignore', 'ignore', 'inherit'] });
  console.log(
    `${basename(source)}: ${files.length - 1} files, ${lines} lines of TypeScript; Node ${process.versions.node}, ${availableParallelism()} cores, load ${loadavg()[0]?.toFixed(1)}; median of ${rounds}`,
  );
  console.log(`the changed file: ${changed.path}, ${changed.lines} lines, the one of middle length among ${changed.among} ordinary ones`);

  edit(0);
  const narrow = ['check', '--only', options.only];
  // Installs what is missing, and fills the caches.
  jidoka(narrow);
  const times = { node: new Array<number>(), unchanged: new Array<Measured>(), changed: new Array<Measured>() };
  for (let round = 1; round <= rounds; round += 1) {
    times.node.push(timed(['-e', '0']));
    times.unchanged.push(jidoka(narrow));
    edit(round);
    times.changed.push(jidoka(narrow));
  }
  const [node, unchanged] = [median(times.node), median(times.unchanged.map(({ wallMs }) => wallMs))];
  row('node -e 0', `${ms(node)}`);
  row('nothing changed', `${ms(unchanged - node)} beyond Node, ${(unchanged / node).toFixed(1)} x Node, ${inWords(times.unchanged)}`);
  row(`one file changed, ${options.only}`, inWords(times.changed));
  const peaks = [...times.unchanged, ...times.changed];
  if (options.whole) {
    const whole = jidoka(['check']);
    row('a whole check', inWords([whole]));
    peaks.push(whole);
  }
  const audit = jidoka(['audit', '--last', options.audit]);
  row(`audit --last ${options.audit}`, inWords([audit]));
  row(
    'its own process',
    `${Math.max(...peaks.map(({ memoryMb }) => memoryMb)).toFixed(0)} MB at most, audit ${audit.memoryMb.toFixed(0)} MB`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** As the file itself is written, so that a formatter has nothing to say about it. */
function lineFor({ path, endsStatements }: OrdinaryFile, round: number): string {
  const declared = /\.[cm]?tsx?$/.test(path) ? ': number' : '';
  return `export const measured${round}${declared} = ${round}${endsStatements ? ';' : ''}\n`;
}

async function policyOf(dir: string) {
  const { repository } = await openBench({ dir, env: process.env });
  return policyAt(repository, await requireCommit(repository, 'HEAD'));
}

/** Without it nothing of the repository can be installed, and what is measured would be an error. */
function requireManager(name: string | null): void {
  if (name === null || spawnSync(name, ['--version'], { cwd: clone }).error === undefined) return;
  throw new Error(`${basename(source)} is installed by ${name}, which is not on the PATH: install it, or put its folder there`);
}

function jidoka(args: readonly string[]): Measured {
  const started = performance.now();
  const { stdout, stderr, status } = spawnSync(process.execPath, ['--import', hook, program, ...args], { cwd: clone, encoding: 'utf8' });
  const wallMs = performance.now() - started;
  const said = /^measured (.*)$/m.exec(stderr)?.[1];
  // Red or undecided are answers; a broken program is none.
  if (said === undefined || (status ?? 70) > 3) throw new Error(`jidoka ${args.join(' ')} ended with ${status}\n${stdout}${stderr}`);
  if (!/\b(errored|timed-out|no answer:)/.test(stdout)) return { wallMs, ...(JSON.parse(said) as Omit<Measured, 'wallMs'>) };
  throw new Error(`jidoka ${args.join(' ')} gave no answer: its time says nothing\n${stdout}`);
}

function timed(args: readonly string[]): number {
  const started = performance.now();
  spawnSync(process.execPath, args);
  return performance.now() - started;
}

function inWords(measured: readonly Measured[]): string {
  const of = (name: keyof Measured) => median(measured.map((one) => one[name]));
  const [wall, commands] = [of('wallMs'), of('commandsMs')];
  const ratio = commands === 0 ? '' : `, ${(wall / commands).toFixed(2)} x its commands (${ms(commands)})`;
  return `${ms(wall)}${ratio}, own processor time ${ms(of('cpuMs'))}`;
}

function row(name: string, text: string): void {
  console.log(`${name.padEnd(28)}${text}`);
}

function ms(value: number): string {
  return value < 10_000 ? `${value.toFixed(0)} ms` : `${(value / 1000).toFixed(1)} s`;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
