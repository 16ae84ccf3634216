import { AdapterError } from './error.ts';

/** What the system says when it does not do its part, by its codes and in git's words, and what a person does about it. */
const ADVICE: readonly (readonly [RegExp, string])[] = [
  [
    /\b(ENOSPC|EDQUOT)\b|no space left|out of diskspace|quota exceeded/i,
    'Free some space there: `df -h . /var/tmp` shows what is full, `jidoka clean` takes away what Jidoka keeps of earlier work.',
  ],
  [/\bEROFS\b|read-only file system/i, 'That disk is mounted read-only: make it writable, or check a clone that lies elsewhere.'],
  [
    /\b(EACCES|EPERM)\b|permission denied|operation not permitted/i,
    'Your user may not: `ls -ld` of it shows whose it is. What an earlier `sudo` left behind, `sudo chown -R "$(id -u)" .jidoka/state` gives back.',
  ],
  [/(failed|unable) to (write|create)/i, 'Is there space left, and may your user write there? `df -h . /var/tmp` and `ls -ld` of it tell.'],
  [/\b(EMFILE|ENFILE)\b/, 'Too many files are open: `ulimit -n 4096` allows more in this shell.'],
];

/** Undefined for what is none of those known. */
export function systemAdvice(words: string): string | undefined {
  return ADVICE.find(([pattern]) => pattern.test(words))?.[1];
}

const CODES = new Set(['ENOSPC', 'EACCES', 'EPERM', 'EROFS', 'EMFILE', 'ENFILE', 'EDQUOT', 'ERR_SQLITE_ERROR']);

/** A full disk, a folder that cannot be written: the environment's fault, with the path and what to do. Anything else as it came. */
export function asSystemFailure(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { code = '', path, message } = error as NodeJS.ErrnoException;
  if (!CODES.has(code)) return error;
  const hint = systemAdvice(message);
  const where = path === undefined || message.includes(path) ? '' : `: ${path}`;
  return new AdapterError('SYSTEM_FAILED', `${message}${where}`, { cause: error, ...(hint === undefined ? {} : { hint }) });
}
