import { join, resolve } from 'node:path';
import { openBench, openFactory } from '../../compose.ts';
import { initialConfig } from '../../config/initial-config.ts';
import { CONFIG_PATH } from '../../config/load.ts';
import { UserError } from '../../domain/error.ts';
import { proveHead } from '../../gate/prove-head.ts';
import { TRUSTED_KEYS_PATH, withTrustedKey } from '../../gate/trusted-keys.ts';
import { type Repository, requireCommit, resolveCommit } from '../../git/repository.ts';
import { FACTORY_CHAIN } from '../../ledger/ledger.ts';
import { createText, exists, readText, writeText } from '../../platform/files.ts';
import { createSigningKey, loadSigningKey, signingKeyFile } from '../../platform/signing-key.ts';
import { escape } from '../../reporters/escape.ts';
import { foundLevel } from '../../platform/found-level.ts';
import { jsonText } from '../../reporters/json/json-text.ts';
import { agentLines, agentsDocument, type AgentsFound, arrangeAgents, blockFor } from '../agents.ts';
import { defineCommand, type Invocation } from '../command.ts';
import { arrangeHooks, hookLines, hooksDocument, removedLines, takeHooksAway } from '../git-hooks.ts';
import { quoted } from '../program-name.ts';
import { progress } from '../progress.ts';

const flags = {
  phase: { type: 'string', value: '<n>', describe: 'adoption phase, 1 to 6; default 3' },
  yes: { type: 'boolean', describe: 'ask nothing' },
  agents: { type: 'boolean', describe: 'drive the coding agent found on the PATH; have Claude Code run check at the end of a turn' },
  hooks: { type: 'boolean', describe: 'have git take a quick look at what is committed, and write no config; the gate stays in CI' },
  'remove-hooks': { type: 'boolean', describe: 'take these hooks away, and do nothing else' },
} as const;

type Called = Invocation<typeof flags>;

export default defineCommand({
  usage: 'init [--phase <n>] [--yes] [--agents] [--hooks | --remove-hooks]',
  summary: 'detect the project, prove its clean head, write .jidoka/',
  details: `Says what it found and what it could not, installs, builds and tests a clean checkout of HEAD, writes ${CONFIG_PATH} and your
public key to ${TRUSTED_KEYS_PATH}, and commits nothing. With --agents the config drives the coding agent found on the PATH, and Claude Code runs
check at the end of its turns; where there is a config already, it stays as it is and the block for it is printed. With --hooks
git takes a quick look at every commit; a hook that is there already is left alone. Exit 1: written, but the clean head does not pass.`,
  flags,
  positionals: { min: 0, max: 0 },
  async run(invocation) {
    const { values, dir, program, env, terminal, signal } = invocation;
    const phase = Number(values.phase ?? 3);
    if (!Number.isInteger(phase) || phase < 1 || phase > 6)
      throw new UserError('USAGE', `expected a phase from 1 to 6, found ${JSON.stringify(values.phase)}`);
    const bench = await openBench({ dir, env });
    const { root } = bench.repository;
    if (root === null) throw new UserError('BARE_REPOSITORY', 'a bare repository has no working tree to write to');
    if ((await resolveCommit(bench.repository, 'HEAD')) === null)
      throw new UserError('NO_COMMITS', 'this repository has no commit yet', { hint: 'Commit something first.' });
    if (values['remove-hooks'] === true) {
      const removed = await takeHooksAway(bench.repository);
      tell(invocation, { lines: removedLines(removed), document: { schemaVersion: 1, hooks: removed } });
      return 0;
    }
    const config = join(root, CONFIG_PATH);
    // The hooks need no config: who asks for them waits for no proof.
    if (values.hooks === true || (exists(config) && values.agents === true)) return besideConfig(invocation, bench.repository);
    if (exists(config))
      throw new UserError('ALREADY_INITIALISED', `${CONFIG_PATH} exists`, { hint: 'Edit it, or remove it and run `jidoka init` again.' });

    const line = progress(terminal);
    const proof = await proveHead(bench, {
      commit: await requireCommit(bench.repository, 'HEAD'),
      signal,
      onStep: (step) => line.show(step),
    }).finally(() => line.show(null));
    // What was cut off has proven nothing, and nothing is written.
    signal.throwIfAborted();
    const { level, reason } = await foundLevel();
    const agents = values.agents === true ? await arrangeAgents(invocation, { root, level }) : null;
    await createText(
      config,
      initialConfig({
        phase,
        commands: proof.policy.project.commands,
        agent: agents?.driven?.agent ?? null,
        sandbox: level,
        hasSchema: exists(join(root, 'node_modules/jidoka')),
      }),
    );
    const keyId = await trustOwnKey(invocation, root);

    const written = { proof, level, reason, keyId, agents };
    // Wherever the person stands, below the root or elsewhere.
    const git = root === resolve('.') ? 'git' : `git -C ${quoted(root)}`;
    tell(invocation, { lines: linesOf(written, { git, program, keyFile: signingKeyFile(env) }), document: documentOf(written) });
    return proof.failures.length === 0 ? 0 : 1;
  },
});

/** The config is the person's: what would go into it is shown. */
async function besideConfig(invocation: Called, repository: Repository): Promise<number> {
  const { values, env } = invocation;
  const root = repository.root ?? '';
  const agents = values.agents === true ? await arrangeAgents({ env }, { root, level: (await foundLevel()).level }) : null;
  const hooks = values.hooks === true ? await arrangeHooks({ env }, repository) : null;
  const block =
    agents?.driven == null
      ? []
      : [`For ${CONFIG_PATH}, unless it names an agent already:`, '', ...blockFor(agents.driven).trimEnd().split('\n')];
  tell(invocation, {
    lines: [...(hooks === null ? [] : hookLines(hooks)), ...(agents === null ? [] : agentLines(agents)), ...block],
    document: {
      schemaVersion: 1,
      written: [],
      ...(agents === null ? {} : { agents: agentsDocument(agents) }),
      ...(hooks === null ? {} : { hooks: hooksDocument(hooks) }),
    },
  });
  return 0;
}

function tell(
  { json, terminal }: Pick<Called, 'json' | 'terminal'>,
  { lines, document }: { readonly lines: readonly string[]; readonly document: object },
): void {
  terminal.out(json ? jsonText(document) : `${lines.map((text) => escape(text)).join('\n')}\n`);
}

interface Written {
  readonly proof: Awaited<ReturnType<typeof proveHead>>;
  readonly level: string;
  /** Why the sandbox level is no better; null when it is the best. */
  readonly reason: string | null;
  readonly keyId: string;
  readonly agents: AgentsFound | null;
}

function documentOf({ proof, level, keyId, agents }: Written) {
  return {
    schemaVersion: 1,
    passes: proof.failures.length === 0,
    durationMs: Math.round(proof.durationMs),
    found: proof.policy.notes,
    sandbox: level,
    done: proof.done,
    failures: proof.failures,
    written: [CONFIG_PATH, TRUSTED_KEYS_PATH],
    keyId,
    ...(agents === null ? {} : { agents: agentsDocument(agents) }),
  };
}

interface Place {
  readonly git: string;
  readonly program: string;
  readonly keyFile: string;
}

function linesOf({ proof, level, reason, keyId, agents }: Written, { git, program, keyFile }: Place): string[] {
  const seconds = (proof.durationMs / 1000).toFixed(0);
  return [
    ...proof.policy.notes.slice(1).map((note) => `  ${note}`),
    `  sandbox: ${level}${reason === null ? '' : ` (${reason})`}`,
    '',
    proof.failures.length === 0 ? `Your HEAD passes in ${seconds} s:` : `Nothing proves yet that your HEAD passes (${seconds} s):`,
    ...proof.done.map((step) => `  ✓ ${step}`),
    ...proof.failures.flatMap(failureLines),
    '',
    `Written: ${CONFIG_PATH} and ${TRUSTED_KEYS_PATH} (key ${keyId.slice(0, 12)} in ${keyFile}).`,
    ...(agents === null ? [] : agentLines(agents)),
    proof.failures.length === 0
      ? 'Commit them, then judge a change:'
      : `Put that right first, in the repository or in ${CONFIG_PATH}: until then a change is undecided. Then:`,
    `  ${git} add .jidoka && ${git} commit -m "Add Jidoka"`,
    `  ${program} check`,
  ];
}

/** What a command printed stands below, line by line. */
function failureLines(failure: string): string[] {
  const [first = '', ...others] = failure.split(/\r?\n/).filter((line) => line.trim() !== '');
  return [`  ✗ ${first}`, ...others.map((line) => `      ${line}`)];
}

/** Makes the person's key if there is none, and names its public half in the repository. */
async function trustOwnKey({ dir, env }: Pick<Invocation, 'dir' | 'env'>, root: string): Promise<string> {
  const existing = loadSigningKey(env);
  const key = existing ?? createSigningKey(env);
  if (existing === null) {
    using factory = await openFactory({ dir, env });
    await factory.ledger.append(FACTORY_CHAIN, [
      { event: { type: 'key.created', payload: { keyId: key.keyId } }, time: factory.clock.now(), actor: 'operator' },
    ]);
  }
  const file = join(root, TRUSTED_KEYS_PATH);
  await writeText(file, withTrustedKey(await readText(file), { key: key.publicKey, name: env.USER ?? 'operator' }));
  return key.keyId;
}
