import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { EffectivePolicy } from '../config/effective-policy.ts';
import type { Change } from '../domain/change.ts';
import { canonicalJson } from '../domain/canonical-json.ts';
import type { CheckerResult } from '../domain/verdict.ts';
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
    if (existsSync(file)) {
      const kept = JSON.parse(await readFile(file, 'utf8')) as Kept;
      return { result: { ...kept.result, cached: true }, examined: new Set(kept.examined), ignored: new Set(kept.ignored) };
    }
    const ran = await proceed();
    if (isKept(ran.result)) {
      await mkdir(dir, { recursive: true });
      const kept: Kept = { result: ran.result, examined: [...ran.examined], ignored: [...ran.ignored] };
      await writeFile(`${file}.new`, JSON.stringify(kept));
      await rename(`${file}.new`, file);
    }
    return ran;
  };
}

interface Kept {
  readonly result: CheckerResult;
  readonly examined: readonly string[];
  readonly ignored: readonly string[];
}

function isKept({ verdict }: CheckerResult): boolean {
  return verdict === 'passed' || verdict === 'failed' || verdict === 'not-applicable';
}
