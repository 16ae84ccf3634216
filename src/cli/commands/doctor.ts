import { benchAnywhere, canaryFolder, openRecord, type OpenRecord } from '../../compose.ts';
import { UserError } from '../../domain/error.ts';
import { CATALOG } from '../../gate/policy.ts';
import { health } from '../../pipeline/health.ts';
import { lineState } from '../../pipeline/line-state.ts';
import { signingKeyFile, loadSigningKey } from '../../platform/signing-key.ts';
import { version } from '../../platform/version.ts';
import { escape } from '../../reporters/escape.ts';
import { jsonText } from '../../reporters/json/json-text.ts';
import { healthLines } from '../../reporters/pretty/health-lines.ts';
import { asCalled } from '../as-called.ts';
import { defineCommand, type Invocation } from '../command.ts';
import { progress } from '../progress.ts';
import { stoppedLines } from '../stopped-line.ts';

export default defineCommand({
  usage: 'doctor',
  summary: 'what is found, what is missing, and whether every checker can still fail',
  details: `Looks for the programs that judging this repository starts, where they are started: in the sandbox. Every checker carries a canary, a
planted fault, and so does each of the repository's own, which are taken from the working tree. Outside of a repository it looks at this machine
alone. Exit 1 when a checker does not fail on its canary, a program is missing, the working tree's config is wrong, the signing key may
not be used, or the line is stopped: everything that is marked ✗.`,
  flags: {},
  positionals: { min: 0, max: 0 },
  async run({ dir, program, env, json, terminal, signal }) {
    using factory = await factoryAt({ dir, env });
    const line = progress(terminal);
    const onStep = (words: string | null) => line.show(words);
    const bench = factory ?? benchAnywhere(env);
    const found = await health({ bench, repository: factory?.repository ?? null, canaryFolder, signal, onStep }).finally(() =>
      line.show(null),
    );
    const state = factory === null ? null : await lineState(factory);
    const key = keyOf(env);
    const { sandbox, programs, canaries, policyProblem } = found;
    if (json) {
      const notBuilt = CATALOG.filter(({ isBuilt }) => !isBuilt).map(({ number }) => number);
      const { level, reason, raise } = sandbox;
      terminal.out(
        jsonText({
          schemaVersion: 1,
          version,
          sandbox: level,
          sandboxReason: reason,
          raiseSandbox: raise,
          isRepository: factory !== null,
          policyProblem,
          programs,
          line: state,
          signingKey: key.id,
          signingKeyProblem: key.problem,
          canaries,
          notBuilt,
        }),
      );
    } else {
      const lines = [
        `Jidoka ${version} on Node ${process.versions.node}`,
        ...keyLines(key, { program, file: signingKeyFile(env) }),
        ...(state === null ? ['  · not in a repository: what one needs is not looked for'] : []),
        ...(state?.status === 'stopped' ? stoppedLines(state, program).map((text) => `  ✗ ${text}`) : []),
        ...(state?.status === 'running' ? ['  ✓ the line runs'] : []),
        ...healthLines(found),
      ];
      terminal.out(`${lines.map((text) => escape(text)).join('\n')}\n`);
    }
    const isSound = canaries.every(({ canFail }) => canFail) && programs.every((one) => one.version !== null) && policyProblem === null;
    return isSound && key.problem === null && state?.status !== 'stopped' ? 0 : 1;
  },
});

interface OwnKey {
  readonly id: string | null;
  /** Why the key that is there may not be used, and what to do. */
  readonly problem: string | null;
}

function keyOf(env: Invocation['env']): OwnKey {
  try {
    return { id: loadSigningKey(env)?.keyId ?? null, problem: null };
  } catch (error) {
    if (error instanceof UserError) return { id: null, problem: `${error.message}. ${error.hint ?? ''}`.trimEnd() };
    throw error;
  }
}

/** A check needs none: only what is to be signed does. */
function keyLines({ id, problem }: OwnKey, { program, file }: { readonly program: string; readonly file: string }): string[] {
  if (problem !== null) return [`  ✗ ${asCalled(problem, { program, commands: ['keys'] })}`];
  if (id !== null) return [`  ✓ signing key ${id.slice(0, 12)}`];
  return [`  · no signing key, which a check does not need; for runs and waivers \`${program} init\` makes ${file}`];
}

/** Null outside of a repository. */
async function factoryAt(place: Pick<Invocation, 'dir' | 'env'>): Promise<OpenRecord | null> {
  try {
    return await openRecord(place);
  } catch (error) {
    if (error instanceof UserError && error.code === 'NOT_A_REPOSITORY') return null;
    throw error;
  }
}
