import { z } from 'zod';
import type { Answer } from './peer.ts';
import { decidePermission } from './permission.ts';
import type { Transcript } from './transcript.ts';
import { CAN_CONFINE, FileRefused, readInside, writeInside } from './workspace-files.ts';

const readRequest = z.object({ path: z.string(), line: z.int().nonnegative().nullish(), limit: z.int().nonnegative().nullish() });
const writeRequest = z.object({ path: z.string(), content: z.string() });

const METHOD_NOT_FOUND = -32_601;
const INVALID_PARAMS = -32_602;
const INTERNAL_ERROR = -32_603;

export interface Surroundings {
  readonly workspace: string;
  readonly transcript: Pick<Transcript, 'merge'>;
  readonly signal: AbortSignal;
}

/**
 * Answers whatever an agent asks of its client. Files are not offered, and confined to the workspace when it asks all the
 * same; terminals are refused: it has the sandbox to run commands in.
 */
export async function answerRequest(method: string, params: unknown, { workspace, transcript, signal }: Surroundings): Promise<Answer> {
  switch (method) {
    case 'session/request_permission': {
      const outcome = await decidePermission(params, { workspace, isCancelled: signal.aborted, merge: transcript.merge });
      return { result: { outcome } };
    }
    case 'fs/read_text_file':
      return withFile(readRequest, params, async ({ path, line, limit }) => ({
        content: cut(await readInside(workspace, path), { line: line ?? 1, limit: limit ?? null }),
      }));
    case 'fs/write_text_file':
      return withFile(writeRequest, params, async ({ path, content }) => {
        // A turn that is over leaves the workspace as it is.
        if (signal.aborted) throw new FileRefused('the turn was cancelled');
        await writeInside(workspace, path, content);
        return {};
      });
    default:
      return { error: { code: METHOD_NOT_FOUND, message: `${method.slice(0, 100)} is not served here` } };
  }
}

async function withFile<T>(schema: z.ZodType<T>, params: unknown, work: (request: T) => Promise<object>): Promise<Answer> {
  const request = schema.safeParse(params);
  if (!request.success) return { error: { code: INVALID_PARAMS, message: z.prettifyError(request.error).slice(0, 500) } };
  if (!CAN_CONFINE) return { error: { code: METHOD_NOT_FOUND, message: 'files are not served on this system' } };
  try {
    return { result: await work(request.data) };
  } catch (error) {
    if (error instanceof FileRefused) return { error: { code: INVALID_PARAMS, message: error.message.slice(0, 500) } };
    // The system's own refusals: no such file, no right, no space.
    if (error instanceof Error && 'code' in error) return { error: { code: INTERNAL_ERROR, message: String(error.code) } };
    throw error;
  }
}

/** Lines from `line` (from 1) on. */
function cut(text: string, { line, limit }: { readonly line: number; readonly limit: number | null }): string {
  if (line <= 1 && limit === null) return text;
  const from = Math.max(0, line - 1);
  return text
    .split('\n')
    .slice(from, limit === null ? undefined : from + limit)
    .join('\n');
}
