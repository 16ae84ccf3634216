import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { EffectivePolicy } from '../config/effective-policy.ts';
import type { Change } from '../domain/change.ts';
import { canonicalJson } from '../domain/canonical-json.ts';
import type { CheckerResult } from '../domain/verdict.ts';
import { readText, replaceText } from '../platform/files.ts';
import type { CheckerRun, CheckerRunResult } from './run-checker.ts';

export interface CacheScope {
  readonly dir: string;
  readonly change: Change;
  readonly policy: EffectivePolicy;
  /** Jidoka's version, Node's, the platform and everything of the environment a command may see. */
  readonly toolchain: unknown;
}

/**
 * Answers a checker from an earlier run over the very same trees, policy, options and toolchain, and says so. Only verdicts
 * that say something about the change are kept: what errored or was cut off is asked again.
 */
export function cached({
  dir,
  change,
  policy,
  toolchain,
}: CacheScope): (run: CheckerRun, proceed: () => Promise<CheckerRunResult>) => Promise<CheckerRunResult> {
  return async (run, proceed) => {
    const { id, mode, options, checker } = run;
    const trees = { base: change.baseTree, head: change.tree };
    const key = createHash('sha256')
      .update(canonicalJson({ id, version: checker.version, mode, options, policy: policy.digest, trees, toolchain }))
      .digest('hex');
    const file = join(dir, `${key}.json`);
    const kept = readKept(key, await readText(file));
    if (kept !== null) {
      return { result: { ...kept.result, cached: true }, examined: new Set(kept.examined), ignored: new Set(kept.ignored) };
    }
    const ran = await proceed();
    if (isKept(ran.result)) {
      const body = JSON.stringify({ result: ran.result, examined: [...ran.examined], ignored: [...ran.ignored] } satisfies Kept);
      await replaceText(file, `${sealOf(key, body)}\n${body}`);
    }
    return ran;
  };
}

/** What is kept under a key; null for a file that is not exactly what was written for it: then it is asked again. */
function readKept(key: string, text: string | null): Kept | null {
  if (text === null) return null;
  const end = text.indexOf('\n');
  const body = text.slice(end + 1);
  return text.slice(0, end) === sealOf(key, body) ? (JSON.parse(body) as Kept) : null;
}

function sealOf(key: string, body: string): string {
  return createHash('sha256').update(`${key}\n${body}`).digest('hex');
}

interface Kept {
  readonly result: CheckerResult;
  readonly examined: readonly string[];
  readonly ignored: readonly string[];
}

function isKept({ verdict }: CheckerResult): boolean {
  return verdict === 'passed' || verdict === 'failed' || verdict === 'not-applicable';
}
