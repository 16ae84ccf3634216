import { escape } from '../../../src/reporters/escape.ts';
import { FORMAT_NAMES } from '../../../src/cli/check-formats.ts';
import checkCommand from '../../../src/cli/commands/check.ts';
import explainCommand from '../../../src/cli/commands/explain.ts';
import type { Invocation } from '../../../src/cli/command.ts';
import type { CheckDocument } from '../../../src/reporters/json/check-document.ts';
import type { Level, OutputCase } from '../hostile-case.ts';
import { arrange, callerOf, type Seen, summary } from './play-gate.ts';
import { openStage, type Stage } from './stage.ts';

export interface OutputSeen extends Omit<Seen, 'reached'> {
  /** The outputs in which the text acts, with what acts. */
  readonly acted: readonly string[];
  /** The outputs that do not show it. */
  readonly unshown: readonly string[];
}

/** All formats a check can be told in: a new one is tried as soon as it is there. */
const FORMATS = FORMAT_NAMES.split(', ');

/** No flag given. */
const UNASKED = Object.fromEntries(Object.keys(checkCommand.flags).map((flag) => [flag, undefined])) as CheckFlags;

type CheckFlags = Parameters<typeof checkCommand.run>[0]['values'];

/** Judges the change and tells it by every reporter there is, then explains each finding. */
export async function playOutput(one: OutputCase, level: Level): Promise<OutputSeen> {
  await using stage = await openStage();
  arrange(stage, { ...one, config: {} }, level);
  const told = async (format: string) => ({
    name: format,
    text: await printed(stage, (invocation) =>
      checkCommand.run({
        ...invocation,
        values: { ...UNASKED, base: 'HEAD', format },
      }),
    ),
  });
  const outputs: { name: string; text: string }[] = [];
  for (const format of FORMATS) outputs.push(await told(format));
  const document = JSON.parse(outputs.find(({ name }) => name === 'json')?.text ?? '') as CheckDocument;
  for (const { fingerprint } of document.checkers.flatMap(({ findings }) => findings).slice(0, 1))
    outputs.push({
      name: 'explain',
      text: await printed(stage, (invocation) => explainCommand.run({ ...invocation, values: {}, positionals: [fingerprint] })),
    });
  return {
    ...summary(document),
    acted: outputs.flatMap(({ name, text }) => (one.acts.test(text) ? [`${name}: ${JSON.stringify(one.acts.exec(text)?.[0])}`] : [])),
    unshown: outputs.flatMap(({ name, text }) => (text.includes(one.shown) || decoded(text).includes(one.shown) ? [] : [name])),
  };
}

/** As a reader of SARIF or of workflow commands undoes it, with what would act in a terminal escaped again. */
function decoded(text: string): string {
  return escape(
    text.replace(/(?:%[0-9A-F]{2})+/gi, (bytes) => decodeURIComponent(bytes)),
    { limit: Infinity },
  );
}

/** What a command prints. */
async function printed(stage: Stage, run: (invocation: Omit<Invocation, 'values'>) => Promise<number>): Promise<string> {
  let text = '';
  const write = (chunk: string) => void (text += chunk);
  await run({
    positionals: [],
    dir: stage.person.root,
    program: 'jidoka',
    env: callerOf(stage),
    json: false,
    terminal: { out: write, err: write, isInteractive: false, color: false, columns: 100, ask: () => Promise.resolve('') },
    signal: new AbortController().signal,
  });
  return text;
}
