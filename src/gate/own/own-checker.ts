import { randomUUID } from 'node:crypto';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { type AnyChecker, type Capabilities, type CheckContext, defineChecker, type Rule } from '../../checkers/checker.ts';
import { AdapterError } from '../../domain/error.ts';
import type { Tree } from '../../domain/tree.ts';
import { drained } from '../../platform/drained.ts';
import { HOW_IT_ENDED, type RunningProgram } from '../../platform/exec.ts';
import { type PrivateFolder, privateFolder } from '../../platform/private-folder.ts';
import type { Sandbox } from '../../platform/sandbox.ts';
import { boundedLines } from './bounded-lines.ts';
import { garbage, type OwnMessage, readOwnMessage, TOLD } from './own-checker-messages.ts';

const PROGRAM = fileURLToPath(new URL(`./own-checker-program${extname(import.meta.url)}`, import.meta.url));

/** MiB of JavaScript objects; what it may use in all is bounded by `limits` of the config. */
const HEAP_MB = 512;
const KEPT_OUTPUT = 64 * 1024;
const MAX_FINDINGS = 10_000;
/** Behind the time limit of the gate, which comes first. */
const TIMEOUT_MS = 10 * 60_000;

type Told = Pick<Capabilities, (typeof TOLD)[number]>;
type Input = Told & CheckContext<unknown, string>;

/** A tree's files as `[path, mode, object id]`. */
interface ToldTree {
  readonly id: string;
  readonly entries: readonly (readonly [string, string, string])[];
}

/** The first line it is told. */
export interface OwnStart extends Omit<Told, 'base' | 'head'> {
  /** In front of every answer: what else it prints is none. */
  readonly token: string;
  readonly base: ToldTree;
  readonly head: ToldTree;
  readonly options: unknown;
}

export interface OwnCheckerSource {
  readonly id: string;
  /** Everything in the folder of own checkers at base, by path in it. */
  readonly files: ReadonlyMap<string, string>;
  /** Digest of them. */
  readonly digest: string;
  /** Has it a planted fault to prove that it can fail? */
  readonly hasCanary: boolean;
  readonly sandbox: Sandbox;
}

/** A checker of the repository's own: the code of the base commit, in a process and a sandbox of its own, told what it asks for by line. */
export function ownChecker(source: OwnCheckerSource): AnyChecker {
  // It says them itself, before it reports anything.
  const rules: Record<string, Rule> = {};
  return defineChecker({
    title: `The repository's own checker ${source.id} finds nothing new`,
    kind: 'programmatic',
    on: ['change'],
    needs: TOLD,
    version: Number.parseInt(source.digest.slice(0, 12), 16),
    cost: 'cheap',
    // What it read is its word alone.
    parses: false,
    options: z.record(z.string(), z.unknown()),
    rules,
    async check(input) {
      if (!source.hasCanary) throw noCanary(source.id);
      await using folder = await privateFolder();
      for (const [path, text] of source.files) {
        await folder.folder(dirname(path));
        await folder.write(path, text);
      }
      // Awaited here: its folder lives until it has answered.
      return await converse(source, { folder, input, rules }).catch((error: unknown) => {
        // Its folder has another name each time.
        if (error instanceof AdapterError) throw new AdapterError(error.code, error.message.replaceAll(`${folder.path}/`, ''));
        throw error;
      });
    },
  });
}

interface Conversation {
  readonly folder: PrivateFolder;
  readonly input: Input;
  readonly rules: Record<string, Rule>;
}

async function converse({ id, sandbox }: OwnCheckerSource, { folder, input, rules }: Conversation) {
  const { signal } = input;
  const token = randomUUID();
  const program = await sandbox.start({
    command: [process.execPath, `--max-old-space-size=${HEAP_MB}`, PROGRAM, join(folder.path, id, 'checker.ts')],
    cwd: folder.path,
    network: 'none',
    timeoutMs: TIMEOUT_MS,
    maxOutputBytes: KEPT_OUTPUT,
    signal,
  });
  const answer = await answerOf(program, { input, token, rules }).finally(async () => {
    if (program.stdout.readableEnded) return;
    program.stop();
    await program.ended;
  });
  if (answer !== null) return answer.notApplicable === null ? undefined : input.notApplicable(answer.notApplicable);
  const { end, exitCode, stderr } = await program.ended;
  signal.throwIfAborted();
  const how = end === 'exited' ? `ended with exit code ${exitCode ?? 'none'}` : HOW_IT_ENDED[end];
  throw new AdapterError('OWN_CHECKER_SILENT', `it ${how} without an answer: ${stderr.trim().slice(-1000) || 'it printed nothing'}`);
}

/** Its last word; null when it ended without one. */
async function answerOf(
  program: RunningProgram,
  { input, token, rules }: { readonly input: Input; readonly token: string; readonly rules: Record<string, Rule> },
): Promise<Done | null> {
  program.stdin.write(`${JSON.stringify(startOf(input, token))}\n`);
  const hear = listener(input, { program, rules });
  for await (const line of boundedLines(program.stdout)) {
    const answer = await hear(readOwnMessage(line, token));
    if (answer !== null) return answer;
  }
  return null;
}

type Done = Extract<OwnMessage, { type: 'done' }>;

/** Takes its messages one by one; what it answers in the end, or null before. */
function listener(input: Input, { program, rules }: { readonly program: RunningProgram; readonly rules: Record<string, Rule> }) {
  const { report, measure, used, caveat } = input;
  let findings = 0;
  let isKnown = false;
  return async (message: OwnMessage): Promise<Done | null> => {
    if (isKnown !== (message.type !== 'hello') && message.type !== 'failed') throw garbage(`${message.type} out of turn`);
    switch (message.type) {
      case 'hello':
        isKnown = true;
        Object.assign(rules, message.rules);
        return null;
      case 'report':
        if (!Object.hasOwn(rules, message.rule)) throw garbage(`it reported the rule ${message.rule}, which it does not declare`);
        findings += 1;
        if (findings > MAX_FINDINGS) throw garbage(`it reported more than ${MAX_FINDINGS} findings`);
        report(message.rule, message.observation);
        return null;
      case 'measure':
        measure(message.name, message.value, message.unit);
        return null;
      case 'inScope':
      case 'examined':
      case 'ignored':
        input[message.type](message.paths);
        return null;
      case 'used':
        used(message.tool);
        return null;
      case 'caveat':
        caveat(message.words);
        return null;
      case 'read':
        program.stdin.write(`${JSON.stringify({ id: message.id, text: await input[message.side].read(message.path) })}\n`);
        await drained(program.stdin);
        return null;
      case 'failed':
        throw new AdapterError('OWN_CHECKER_FAILED', message.reason);
      case 'done':
        return message;
      default:
        return message satisfies never;
    }
  };
}

function startOf({ change, base, head, workOrder, project, protectedPaths, options }: Input, token: string): OwnStart {
  return { token, change, base: told(base), head: told(head), workOrder, project, protectedPaths, options };
}

function told({ id, paths, entry }: Tree): ToldTree {
  return { id, entries: paths.map((path) => [path, entry(path)?.mode ?? '', entry(path)?.objectId ?? '']) };
}

function noCanary(id: string): AdapterError {
  return new AdapterError('NO_CANARY', `.jidoka/checkers/${id} has no canary: nobody knows whether it can fail`, {
    hint: `put a fault that it must find into .jidoka/checkers/${id}/canary/head, and what was there before into canary/base`,
  });
}
