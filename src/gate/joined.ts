import { ownCheckerFiles, ownCheckersDigest, OWN_CHECKERS } from '../config/joined-checkers.ts';
import type { EffectivePolicy } from '../config/effective-policy.ts';
import { type SpelledTool, spelledOut } from '../config/known-tools.ts';
import type { Tree } from '../domain/tree.ts';
import type { Sandbox } from '../platform/sandbox.ts';
import type { ReportingTool } from '../tools/tool.ts';
import { ownChecker } from './own/own-checker.ts';
import type { Joined } from './run-gate.ts';
import { toolChecker } from './tool-checker.ts';

/** Makes a tool of what the config says about it. */
export type Reporting = (name: string, config: SpelledTool) => Promise<ReportingTool>;

/** Whatever installing takes, and a second side. */
const TOOL_EXTRA_MS = 5 * 60_000;

export interface JoinedRequest {
  readonly reporting: Reporting;
  readonly policy: EffectivePolicy;
  /** All of it is read from here, never from the change. */
  readonly baseTree: Tree;
  readonly sandbox: Sandbox;
}

/** The checkers and tools that the base commit adds to the twenty, ready to run. */
export async function joinedTo({ policy, baseTree, sandbox, reporting }: JoinedRequest): Promise<Joined[]> {
  if (policy.joined.length === 0) return [];
  const files = await ownCheckerFiles(baseTree);
  const digest = (await ownCheckersDigest(baseTree)) ?? '';
  return policy.joined.map((entry) => {
    const { id } = entry;
    const config = policy.config.tools?.[id];
    if (config !== undefined) {
      const spelled = spelledOut(config);
      const { timeoutMinutes } = spelled;
      const load = async () => ({ default: toolChecker({ id, config: spelled, tool: await reporting(id, spelled) }) });
      return { entry, timeoutMs: 2 * timeoutMinutes * 60_000 + TOOL_EXTRA_MS, load };
    }
    const hasCanary = baseTree.paths.some((path) => path.startsWith(`${OWN_CHECKERS}/${id}/canary/head/`));
    return { entry, load: async () => ({ default: ownChecker({ id, files, digest, hasCanary, sandbox }) }) };
  });
}
