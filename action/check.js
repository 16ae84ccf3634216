// The step of action.yml: finds what the change is meant for, installs Jidoka beside itself from its own lockfile, and runs the
// check. Plain JavaScript without dependencies: it starts on whatever Node the runner has.
import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chooseBase, Refusal } from './choose-base.js';

const home = fileURLToPath(new URL('..', import.meta.url));
const { GITHUB_EVENT_NAME = '', GITHUB_EVENT_PATH = '', GITHUB_OUTPUT = '', GITHUB_REF = '', GITHUB_WORKSPACE = '' } = process.env;
const { JIDOKA_BASE = '', JIDOKA_ARGS = '', JIDOKA_SARIF = '', JIDOKA_JUNIT = '' } = process.env;

const OUTCOMES = { 0: 'green', 1: 'red', 3: 'undecided' };
/** What this script says itself. */
const OURS = /^(?:-C|--directory|--json|--base|--head|--staged|--format|-o|--output|--also)/;

/** Exit code and standard output of git in the workspace; never a shell. */
function git(...args) {
  const { status, stdout, error } = spawnSync('git', ['-c', 'safe.directory=*', '-C', GITHUB_WORKSPACE, ...args], { encoding: 'utf8' });
  if (error !== undefined) throw new Refusal(`git cannot be started: ${error.message}`);
  return { status, text: stdout.trim() };
}

function requireFullClone() {
  const answer = git('rev-parse', '--is-shallow-repository');
  if (answer.status !== 0) throw new Refusal(`there is no git repository at ${GITHUB_WORKSPACE}: run actions/checkout before this action`);
  if (answer.text === 'true') {
    throw new Refusal(
      'this is a shallow clone, which does not hold the commit the change is compared with: give actions/checkout `fetch-depth: 0`',
    );
  }
}

/** This action's own version of Jidoka, never one that the judged repository brings. */
function install() {
  if (existsSync(join(home, 'node_modules', '.package-lock.json'))) return;
  const { status, stdout, stderr, error } = spawnSync('npm', ['ci', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: home,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Refusal(`Jidoka could not be installed: ${error?.message ?? ''}${stdout ?? ''}${stderr ?? ''}`);
}

function reports() {
  return Object.entries({ sarif: JIDOKA_SARIF, junit: JIDOKA_JUNIT }).flatMap(([format, file]) => {
    if (file === '') return [];
    if (/[,\r\n]/.test(file)) throw new Refusal(`the name of the ${format} file holds a comma or a line break: ${JSON.stringify(file)}`);
    return [`${format}=${file}`];
  });
}

function output(name, value) {
  if (GITHUB_OUTPUT === '') return;
  // With a delimiter nobody can guess, as a value may hold lines.
  const end = randomUUID();
  appendFileSync(GITHUB_OUTPUT, `${name}<<${end}\n${value}\n${end}\n`);
}

function run() {
  requireFullClone();
  const event = GITHUB_EVENT_PATH === '' ? {} : JSON.parse(readFileSync(GITHUB_EVENT_PATH, 'utf8'));
  const base = chooseBase({ asked: JIDOKA_BASE, name: GITHUB_EVENT_NAME, ref: GITHUB_REF, event, git });
  const more = JIDOKA_ARGS.split(/\s+/).filter((word) => word !== '');
  const taken = more.find((word) => OURS.test(word));
  if (taken !== undefined) throw new Refusal(`args cannot hold ${taken}: this action gives it itself`);
  const also = reports();
  install();
  const args = [
    join(home, 'bin', 'jidoka.js'),
    '-C',
    GITHUB_WORKSPACE,
    'check',
    ...(base === null ? [] : [`--base=${base}`]),
    `--head=${git('rev-parse', '--verify', 'HEAD').text}`,
    '--format=github',
    ...(also.length === 0 ? [] : [`--also=${also.join(',')}`]),
    ...more,
  ];
  output('base', base ?? '');
  const { status, error } = spawnSync(process.execPath, args, { stdio: 'inherit' });
  if (error !== undefined) throw new Refusal(`Jidoka cannot be started: ${error.message}`);
  output('outcome', OUTCOMES[status] ?? 'error');
  if (JIDOKA_SARIF !== '' && existsSync(join(GITHUB_WORKSPACE, JIDOKA_SARIF))) output('sarif', JIDOKA_SARIF);
  // Ended by a signal: no answer.
  return status ?? 3;
}

/** What a message holds must not end the command it is in. */
function annotate(message) {
  const text = message.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
  process.stdout.write(`::error title=jidoka::${text}\n`);
}

try {
  process.exitCode = run();
} catch (error) {
  annotate(error instanceof Refusal ? error.message : `this is a bug in Jidoka's action: ${error instanceof Error ? error.stack : error}`);
  output('outcome', 'error');
  process.exitCode = error instanceof Refusal ? 2 : 70;
}
