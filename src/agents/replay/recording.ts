import { parseDocument } from 'yaml';
import { z } from 'zod';
import { UserError } from '../../domain/error.ts';

/** Nobody records more; a parser fed more than this is being attacked, or fed the wrong file. */
const MAX_CHARACTERS = 4 * 1024 * 1024;
const MAX_ALIASES = 100;

/** Text that can be written into the ledger. */
const sentence = z
  .string()
  .min(1)
  .max(2000)
  .refine((text) => text.isWellFormed(), 'expected whole characters');

/** A path inside the workspace that names a file and cannot name anything else. */
const path = z
  .string()
  .max(1000)
  .refine(isInsidePath, 'expected the path of a file inside the workspace, without "..", and not of git')
  .refine((text) => text.isWellFormed(), 'expected whole characters');

const content = z.union([z.string(), z.strictObject({ text: z.string(), executable: z.boolean() })], {
  error: 'expected the text of a file, or a map of text and executable',
});

const usage = z.strictObject({
  inputTokens: z.int().nonnegative(),
  outputTokens: z.int().nonnegative(),
  usd: z.number().nonnegative().nullable().default(null),
});

const recordedTurn = z
  .strictObject({
    /** What the agent said, for the reader of the recording: its word decides nothing. */
    say: z.string().exactOptional(),
    /** Whole files by path. */
    write: z.record(path, content).default({}),
    /** Files to take away, before anything is written. */
    delete: z.array(path).default([]),
    cannotSatisfy: sentence.exactOptional(),
    fail: sentence.exactOptional(),
    usage: usage.nullable().default(null),
  })
  .refine((turn) => turn.cannotSatisfy === undefined || turn.fail === undefined, 'expected cannotSatisfy or fail, not both');

const recording = z.strictObject({ turns: z.array(recordedTurn).min(1) });

export type RecordedTurn = z.output<typeof recordedTurn>;

/** What one file becomes: its text, or text and executable bit. */
export type Content = z.output<typeof content>;

/** Reads a recording (YAML, or JSON). UserError when it is none; `path` is only for messages. */
export function parseRecording({ script, path: file }: { readonly script: string; readonly path: string }): readonly RecordedTurn[] {
  if (script.length > MAX_CHARACTERS)
    throw new UserError('REPLAY_SCRIPT', `${file}: expected at most ${MAX_CHARACTERS} characters, found ${script.length}`);
  const parsed = recording.safeParse(yaml(script, file));
  if (parsed.success) return parsed.data.turns;
  const faults = parsed.error.issues.map((issue) => `${file}: ${where(issue.path)}${issue.message}`);
  throw new UserError('REPLAY_SCRIPT', faults.slice(0, 10).join('\n'), {
    hint: 'A recording is `turns:`, a list of maps with say, write, delete, cannotSatisfy, fail, usage.',
  });
}

function yaml(script: string, file: string): unknown {
  const notYaml = (why: string, cause?: unknown) =>
    new UserError('REPLAY_SCRIPT', `${file}: ${why}`, { hint: 'The file must be valid YAML 1.2.', cause });
  try {
    const document = parseDocument(script, { strict: true, uniqueKeys: true, stringKeys: true, prettyErrors: false });
    const fault = document.errors[0] ?? document.warnings[0];
    if (fault !== undefined) throw notYaml(fault.message.split('\n')[0] ?? fault.code);
    return document.toJS({ maxAliasCount: MAX_ALIASES });
  } catch (cause) {
    // The parser throws for what it will not expand: alias bombs and nesting deeper than the stack.
    if (cause instanceof ReferenceError || cause instanceof RangeError) throw notYaml(cause.message, cause);
    throw cause;
  }
}

/** Relative, normalised, and no segment that git or the file system takes for something else. */
function isInsidePath(text: string): boolean {
  const segments = text.split('/');
  return (
    !/[\0\\]/.test(text) && segments.every((segment) => segment !== '' && segment !== '.' && segment !== '..' && !/^\.git$/i.test(segment))
  );
}

function where(keys: readonly PropertyKey[]): string {
  const text = keys.map((key, index) => (typeof key === 'number' ? `[${key}]` : `${index === 0 ? '' : '.'}${String(key)}`)).join('');
  return text === '' ? '' : `${text}: `;
}
