/**
 * Runs inside a sandbox, around one checker of a repository's own: gives it what it may know and says what it found, a line a message.
 * Argument: its file. Nothing here is believed outside; what the checker does to this process it does to its own verdict.
 */
import { registerHooks } from 'node:module';
import { extname } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import type { CheckContext, NotApplicable, Observation, Rule } from '../../checkers/checker.ts';
import type { Tree } from '../../domain/tree.ts';
import type { OwnStart } from './own-checker.ts';

/** What the checker prints is for people: only what goes through here is an answer. */
const write = process.stdout.write.bind(process.stdout);
process.stdout.write = process.stderr.write.bind(process.stderr) as typeof process.stdout.write;

/** A repository needs neither of them installed. */
const GIVEN: Readonly<Record<string, string>> = {
  'jidoka/checker': new URL(`../../checkers/checker${extname(import.meta.url)}`, import.meta.url).href,
  zod: import.meta.resolve('zod'),
};
registerHooks({
  resolve(specifier, context, next) {
    const url = Object.hasOwn(GIVEN, specifier) ? GIVEN[specifier] : undefined;
    return url === undefined ? next(specifier, context) : { url, shortCircuit: true };
  },
});

const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const first = await lines.next();
// Written by ourselves, for this process alone.
const { token, base, head, options, ...told } = JSON.parse(String(first.value)) as OwnStart;
const send = (message: object) => void write(`${token} ${JSON.stringify(message)}\n`);

const waiting = new Map<number, (text: string | null) => void>();
let lastId = 0;

function treeOf(side: 'base' | 'head', { id, entries }: OwnStart['base']): Tree {
  const byPath = new Map(entries.map(([path, mode, objectId]) => [path, { mode, objectId }]));
  return {
    id,
    paths: [...byPath.keys()],
    has: (path) => byPath.has(path),
    entry: (path) => byPath.get(path),
    read(path) {
      const { promise, resolve } = Promise.withResolvers<string | null>();
      lastId += 1;
      waiting.set(lastId, resolve);
      send({ type: 'read', id: lastId, side, path });
      return promise;
    },
  };
}

async function hear(): Promise<void> {
  for (let line = await lines.next(); line.done !== true; line = await lines.next()) {
    const { id, text } = JSON.parse(line.value) as { readonly id: number; readonly text: string | null };
    waiting.get(id)?.(text);
    waiting.delete(id);
  }
}

/** As the repository wrote it: its shape is looked at outside. */
interface Loaded {
  readonly on: unknown;
  readonly needs: unknown;
  readonly rules: Readonly<Record<string, Rule>>;
  readonly options: { parse(value: unknown): unknown };
  check(input: unknown): Promise<NotApplicable | void>;
}

async function judge(): Promise<void> {
  const { default: checker } = (await import(pathToFileURL(process.argv[2] ?? '').href)) as { readonly default: Loaded };
  send({ type: 'hello', on: checker.on, needs: checker.needs, rules: checker.rules });
  const given: Record<string, unknown> = { ...told, base: treeOf('base', base), head: treeOf('head', head) };
  const needed = Object.fromEntries((checker.needs as readonly string[]).map((need) => [need, given[need]]));
  const reasons = new Map<unknown, string>();
  const context: CheckContext<unknown, string> = {
    options: checker.options.parse(options),
    signal: new AbortController().signal,
    report: (rule: string, observation: Observation) => send({ type: 'report', rule, observation }),
    measure: (name, value, unit) => send({ type: 'measure', name, value, unit }),
    inScope: (paths) => send({ type: 'inScope', paths: [...paths] }),
    examined: (paths) => send({ type: 'examined', paths: [...paths] }),
    ignored: (paths) => send({ type: 'ignored', paths: [...paths] }),
    used: (tool) => send({ type: 'used', tool }),
    caveat: (words) => send({ type: 'caveat', words }),
    notApplicable(reason) {
      const answer = { reason } as NotApplicable;
      reasons.set(answer, reason);
      return answer;
    },
  };
  const answer = await checker.check({ ...needed, ...context });
  if (answer !== undefined && !reasons.has(answer)) throw new TypeError('answered what is neither nothing nor "not applicable"');
  send({ type: 'done', notApplicable: reasons.get(answer) ?? null });
}

// Read until we are ended from outside; a pipe that breaks is the end as well.
void hear();
await judge().catch((error: unknown) =>
  send({ type: 'failed', reason: String(error instanceof Error ? error.stack : error).slice(0, 1500) }),
);
