import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { join } from 'node:path';
import type { EffectivePolicy } from '../config/effective-policy.ts';
import type { Change } from '../domain/change.ts';
import { canonicalJson } from '../domain/canonical-json.ts';
import type { CheckerResult } from '../domain/verdict.ts';
import { readText, replaceText } from '../platform/files.ts';
import type { TrustDomain } from '../platform/trust-domain.ts';
import type { CheckerRun, CheckerRunResult } from './run-checker.ts';

/** Whose kept verdicts are believed. */
export interface CacheTrust {
  /** Seals the entries: known to this person on this machine, and to no command of a repository. */
  readonly secret: string;
  readonly trustDomain: TrustDomain;
}

export interface CacheScope {
  readonly dir: string;
  readonly trust: CacheTrust;
  readonly change: Change;
  readonly policy: EffectivePolicy;
  /** Jidoka's version, Node's, the platform, the sandbox level and everything of the environment a command may see. */
  readonly toolchain: unknown;
}

/**
 * Answers a checker from an earlier run over the very same trees, policy, options and toolchain, and says so. Only verdicts
 * that say something about the change are kept: what errored or was cut off is asked again.
 */
export function cached({
  dir,
  trust: { secret, trustDomain },
  change,
  policy,
  toolchain,
}: CacheScope): (run: CheckerRun, proceed: () => Promise<CheckerRunResult>) => Promise<CheckerRunResult> {
  return async (run, proceed) => {
    const { id, mode, options, checker, capabilities } = run;
    const trees = { base: change.baseTree, head: change.tree };
    const parts = {
      id,
      version: checker.version,
      mode,
      options,
      policy: policy.digest,
      trees,
      toolchain,
      trustDomain,
      waivers: capabilities.waivers,
    };
    const key = createHash('sha256').update(canonicalJson(parts)).digest('hex');
    const file = join(dir, `${key}.json`);
    const seal = (body: string) => createHmac('sha256', secret).update(`${key}\n${body}`).digest('hex');
    const kept = readKept(await readText(file), seal);
    if (kept !== null) {
      return { result: { ...kept.result, cached: true }, examined: new Set(kept.examined), ignored: new Set(kept.ignored) };
    }
    const ran = await proceed();
    if (isKept(ran.result)) {
      const body = JSON.stringify({ result: ran.result, examined: [...ran.examined], ignored: [...ran.ignored] } satisfies Kept);
      await replaceText(file, `${seal(body)}\n${body}`);
    }
    return ran;
  };
}

/** What is kept in a file; null for one that is not exactly what was written there under this secret: then it is asked again. */
function readKept(text: string | null, seal: (body: string) => string): Kept | null {
  if (text === null) return null;
  const end = text.indexOf('\n');
  const body = text.slice(end + 1);
  const [said, due] = [Buffer.from(text.slice(0, Math.max(0, end))), Buffer.from(seal(body))];
  return said.length === due.length && timingSafeEqual(said, due) ? (JSON.parse(body) as Kept) : null;
}

interface Kept {
  readonly result: CheckerResult;
  readonly examined: readonly string[];
  readonly ignored: readonly string[];
}

function isKept({ verdict }: CheckerResult): boolean {
  return verdict === 'passed' || verdict === 'failed' || verdict === 'not-applicable';
}
