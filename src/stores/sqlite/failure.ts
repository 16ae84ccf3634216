import { AdapterError } from '../../domain/error.ts';

/** Primary result codes of SQLite (sqlite.org/rescode.html); the rest of an extended code is cut off. */
const PRIMARY = 0xff;
const BUSY = 5;
const READ_ONLY = 8;
const CORRUPT = 11;
const FULL = 13;
const NOT_A_DATABASE = 26;

function codeOf(error: unknown): number | null {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number') return null;
  return error.errcode & PRIMARY;
}

/** Another process has the lock. */
export function isBusy(error: unknown): boolean {
  return codeOf(error) === BUSY;
}

/** Does the work; what SQLite says against it becomes an AdapterError that names the file and what to do. */
export function onFile<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (cause) {
    throw failure(file, cause);
  }
}

function failure(file: string, cause: unknown): unknown {
  const said = cause instanceof Error ? cause.message : String(cause);
  switch (codeOf(cause)) {
    case null:
      return cause;
    case BUSY:
      return new AdapterError('LEDGER_BUSY', `${file} is locked by another process`, {
        cause,
        isRetryable: true,
        hint: 'Try again. When it stays locked, see which process has it open.',
      });
    case READ_ONLY:
      return new AdapterError('LEDGER_READ_ONLY', `${file} cannot be written to: ${said}`, {
        cause,
        hint: 'You must be allowed to write to it and to its folder.',
      });
    case FULL:
      return new AdapterError('DISK_FULL', `there is no space left for ${file}: nothing of the last step was written`, {
        cause,
        hint: 'Free some space (`jidoka clean`), then go on with `jidoka runs resume <run>`.',
      });
    case CORRUPT:
    case NOT_A_DATABASE:
      return damaged(file, said, cause);
    default:
      return new AdapterError('LEDGER_FAILED', `${file}: ${said}`, {
        cause,
        hint: 'Is there space left, and may the file and its folder be written to?',
      });
  }
}

/** The file is no ledger any more: nothing is read from it or written to it. */
export function damaged(file: string, reason: string, cause?: unknown): AdapterError {
  return new AdapterError('LEDGER_UNREADABLE', `${file} cannot be read as a ledger: ${reason}`, {
    cause,
    hint: 'Put a copy of it back, together with its -wal file if it has one, or move both away to begin an empty ledger.',
  });
}
