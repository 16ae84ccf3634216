import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { StoredEvent } from '../../src/domain/event.ts';
import { verifyLedger } from '../../src/ledger/verify.ts';
import { checkpoints } from '../../src/pipeline/checkpoints.ts';
import { workspaceOf } from '../../src/pipeline/prepare.ts';
import { verifyCommit } from '../../src/pipeline/verify-commit.ts';
import { executeRun } from '../../src/pipeline/start.ts';
import { BAD, type ConfigParts, GOOD, TARGET } from '../rig/greeter.ts';
import { copyLine, makeLine, settled, type TestLine } from '../rig/line.ts';
import { LOGGING_AGENT, loggingAgent } from '../rig/logging-agent.ts';
import { runCli } from '../rig/program.ts';
import type { Files } from '../rig/repository.ts';

const CRASH_PROGRAM = fileURLToPath(new URL('../rig/crash-program.ts', import.meta.url));
/** A little more than the machine has cores: some of the time they wait for each other's disk and for the watch. */
const AT_ONCE = availableParallelism() + 1;

interface Prepared {
  readonly line: TestLine;
  readonly run: string;
}

/** A line with an approved order and a run that is prepared and not begun. */
async function prepare({ config, files, turns }: Pick<Case, 'config' | 'files' | 'turns'>): Promise<Prepared> {
  const line = makeLine({ config: { ...LOGGING_AGENT, ...config }, files: { ...files, ...loggingAgent(...turns) } });
  return { line, run: await line.prepare() };
}

interface Boundary {
  readonly name: string;
  readonly side: 'before' | 'after';
}

/** Everything about a finished run that a crash on the way must not have changed. */
interface EndState {
  readonly events: readonly unknown[];
  /** Nothing happens to a run behind its end. */
  readonly last: string | undefined;
  /** Commits on main behind the base, and the tree of its tip. */
  readonly commits: number;
  readonly tree: string;
  readonly notes: number;
  readonly deployments: number;
  readonly isAttested: boolean;
  readonly isWhole: boolean;
  readonly prompts: readonly string[];
  readonly hasWorkspace: boolean;
}

async function endState({ line, run }: Prepared): Promise<EndState> {
  using factory = await line.factory();
  const { repository, ledger } = factory;
  const { ok: isWhole } = await verifyLedger(ledger, await checkpoints(repository));
  const { ok: isAttested } = await verifyCommit(repository, line.git('rev-parse', 'main'));
  const everything = await ledger.read({});
  const events = everything.filter(({ chain }) => chain === run);
  return {
    events: withoutCrash(events),
    last: events.at(-1)?.type,
    commits: Number(line.git('rev-list', '--count', 'HEAD..main')),
    tree: line.git('rev-parse', 'main^{tree}'),
    notes: line.git('notes', '--ref=refs/notes/jidoka', 'list').split('\n').length,
    deployments: everything.filter(({ type }) => type === 'deployment.started').length,
    isAttested,
    isWhole,
    prompts: line.prompts(),
    hasWorkspace: existsSync(workspaceOf(repository, run)),
  };
}

/** What happened, apart from times, ids, digests of what holds times, and the marks a crash leaves. */
function withoutCrash(events: readonly StoredEvent[]): unknown[] {
  const cutOff = events.flatMap((event) => (event.type === 'attempt.interrupted' ? [event.payload.attempt] : []));
  const rank = (attempt: number) => attempt - cutOff.filter((interrupted) => interrupted < attempt).length;
  return events.flatMap(({ type, actor, payload }) => {
    if (type === 'run.resumed') return [];
    const said: Record<string, unknown> = { ...payload };
    const { attempt } = said;
    if (typeof attempt === 'number') {
      if (type !== 'repair.requested' && cutOff.includes(attempt)) return [];
      said.attempt = rank(attempt);
    }
    for (const key of ['durationMs', 'result', 'head', 'envelope', 'commit']) if (key in said) said[key] = `<${key}>`;
    if (typeof said.reason === 'string') said.reason = said.reason.replace(/^(promoted: )?The candidate's.*/, '<promoted>');
    return [{ type, actor, ...said }];
  });
}

/** Executes the run in a process that kills itself at this boundary, and takes it up again with the real program. */
async function crashAndResume(prepared: Prepared, boundary: number): Promise<EndState & { readonly left: string[] }> {
  await using line = copyLine(prepared.line);
  const { run } = prepared;
  const options = { cwd: line.root, env: line.env };
  const crash = await runCli([line.root, run, String(boundary)], { ...options, program: CRASH_PROGRAM });
  if (crash.signal !== 'SIGKILL') throw new Error(`boundary ${boundary}: it was not killed\n${JSON.stringify(crash)}`);
  const resumed = await runCli(['runs', 'resume', run, '--json'], options);
  if (resumed.code !== 0) throw new Error(`boundary ${boundary}: ${JSON.stringify(resumed)}`);
  const state = await endState({ line, run });
  if (state.deployments > 0) await runCli(['stop'], options);
  return { ...state, left: await settled(line.folder) };
}

/** The undisturbed run in a process of its own kind: its boundaries in their order, and where it ends. */
async function undisturbed(prepared: Prepared): Promise<{ readonly boundaries: Boundary[]; readonly end: EndState }> {
  await using line = copyLine(prepared.line);
  const boundaries: Boundary[] = [];
  {
    using factory = await line.factory();
    const { run } = prepared;
    await executeRun(factory, {
      run,
      signal: new AbortController().signal,
      observer: { boundary: (name, side) => boundaries.push({ name, side }) },
    });
  }
  return { boundaries, end: await endState({ ...prepared, line }) };
}

/** Every answer beside its boundary, a few at a time. */
async function atEach<T>(boundaries: readonly number[], work: (boundary: number) => Promise<T>): Promise<(T | Error)[]> {
  const answers: (T | Error)[] = [];
  const waiting = [...boundaries.entries()];
  const worker = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [place, boundary] = next;
      answers[place] = await work(boundary).catch((error: unknown) => (error instanceof Error ? error : new Error(String(error))));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return answers;
}

/** An agent that was cut off behind its prompt is asked again for the same turn, under a new attempt. */
function promptsFor({ name, side }: Boundary, isEndOfTurn: boolean, turns: readonly string[]): string[] {
  const attempt = /^generate\/(\d+)$/.exec(name)?.[1];
  return turns.flatMap((turn) => (turn === attempt && side === 'before' && isEndOfTurn ? [turn, turn] : [turn]));
}

interface Case {
  readonly title: string;
  readonly config: ConfigParts;
  readonly files: Files;
  readonly turns: readonly Files[];
  readonly only: RegExp;
}

/** A project without tests is judged in a third of the time, by as many steps. */
const UNTESTED: Files = { 'package.json': '{ "name": "greeter", "type": "module" }\n', 'test/greet.test.js': null };

function untested(turn: Files): Files {
  return Object.fromEntries(Object.entries(turn).filter(([path]) => !path.startsWith('test/')));
}

describe.each<Case>([
  // A red attempt and its repair, with nothing to release to.
  { title: 'up to the merge', config: { commands: {} }, files: UNTESTED, turns: [untested(BAD), untested(GOOD)], only: /./ },
  // The release itself; all that comes before is the same.
  { title: 'around a release', config: TARGET, files: {}, turns: [GOOD], only: /^(release|integrate|close\/evidence|finish)/ },
])('killed at a step boundary $title', ({ only, ...given }) => {
  let prepared: Prepared;
  beforeAll(async () => {
    prepared = await prepare(given);
  });
  afterAll(() => prepared.line[Symbol.asyncDispose]());

  test('a run ends as if nothing had happened', { timeout: 300_000 }, async () => {
    const { boundaries, end } = await undisturbed(prepared);
    const names = boundaries.map(({ name, side }) => `${side} ${name}`);
    const { events: _events, tree: _tree, ...rest } = end;
    expect({ ...rest, integrated: names.includes(`after integrate/${given.turns.length}`) }).toEqual({
      last: 'run.finished',
      commits: 1,
      notes: 1,
      deployments: given.config === TARGET ? 1 : 0,
      isAttested: true,
      isWhole: true,
      prompts: given.turns.map((_, turn) => String(turn + 1)),
      hasWorkspace: false,
      integrated: true,
    });
    // Behind a step the store is as it is before the next one is committed, whose work is then done as well: the harder place.
    const places = [...boundaries.entries()].filter(([, { name, side }]) => side === 'before' && only.test(name)).map(([place]) => place);
    const ends = await atEach(places, (place) => crashAndResume(prepared, place));
    expect(Object.fromEntries(ends.map((state, index) => [`${places[index]} ${names[places[index] ?? 0]}`, state]))).toEqual(
      Object.fromEntries(
        places.map((place) => {
          const boundary = boundaries[place] ?? { name: '', side: 'before' };
          // The second commit of a turn is its end.
          const isEndOfTurn = names.indexOf(names[place] ?? '') !== place;
          return [`${place} ${names[place]}`, { ...end, left: [], prompts: promptsFor(boundary, isEndOfTurn, end.prompts) }];
        }),
      ),
    );
  });
});
