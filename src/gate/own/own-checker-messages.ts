import { z } from 'zod';
import { AdapterError } from '../../domain/error.ts';

/** What a checker of a repository's own may ask for in `needs`: what it can be told. It runs nothing and reaches nothing. */
export const TOLD = ['change', 'base', 'head', 'workOrder', 'project', 'protectedPaths'] as const;

const text = z.string().max(20_000);
const line = z.int().min(1);
const severity = z.enum(['error', 'warning', 'note']);

/** A path inside the repository, or `.` for the change as a whole. */
const path = z
  .string()
  .max(4096)
  .refine((value) => value === '.' || !value.split('/').some((part) => ['', '.', '..'].includes(part)), {
    error: 'expected a path inside the repository',
  });
const paths = z.array(path).max(1_000_000);

const range = z.strictObject({
  startLine: line,
  startColumn: line.exactOptional(),
  endLine: line.exactOptional(),
  endColumn: line.exactOptional(),
});

const observation = z.strictObject({
  message: text.min(1),
  path,
  range: range.exactOptional(),
  side: z.enum(['base', 'head']).exactOptional(),
  code: text.exactOptional(),
  severity: severity.exactOptional(),
  reproduce: text.exactOptional(),
  remediation: text.exactOptional(),
});

const rule = z.strictObject({ severity, title: text.min(1), remediation: text.min(1) });

const message = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('hello'),
    on: z.tuple([z.literal('change')]),
    needs: z.array(z.enum(TOLD)),
    rules: z.record(z.string().regex(/^[a-z][a-z0-9-]{0,59}$/), rule),
  }),
  z.strictObject({ type: z.literal('report'), rule: z.string(), observation }),
  z.strictObject({ type: z.literal('measure'), name: text, value: z.number(), unit: text }),
  z.strictObject({ type: z.enum(['inScope', 'examined', 'ignored']), paths }),
  z.strictObject({ type: z.literal('used'), tool: z.strictObject({ name: text, version: text, digest: text.exactOptional() }) }),
  z.strictObject({ type: z.literal('caveat'), words: text.min(1) }),
  z.strictObject({ type: z.literal('read'), id: z.int(), side: z.enum(['base', 'head']), path: z.string() }),
  z.strictObject({ type: z.literal('done'), notApplicable: text.nullable() }),
  z.strictObject({ type: z.literal('failed'), reason: text }),
]);

export type OwnMessage = z.output<typeof message>;

/** One line of what it sent. AdapterError for everything that is no message of this run: it is never skipped. */
export function readOwnMessage(sent: string, token: string): OwnMessage {
  if (!sent.startsWith(`${token} `)) throw garbage(`it wrote past the protocol: ${JSON.stringify(sent.slice(0, 200))}`);
  const read = message.safeParse(parsed(sent.slice(token.length + 1)));
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw garbage(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'unknown'}`);
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (cause) {
    if (cause instanceof SyntaxError) throw garbage(cause.message);
    throw cause;
  }
}

export function garbage(what: string): AdapterError {
  return new AdapterError('OWN_CHECKER_GARBAGE', `what it answered cannot be read: ${what}`);
}
