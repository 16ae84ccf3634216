import { join, resolve } from 'node:path';
import { openBench, openFactory } from '../../compose.ts';
import { initialConfig } from '../../config/initial-config.ts';
import { CONFIG_PATH } from '../../config/load.ts';
import { UserError } from '../../domain/error.ts';
import { proveHead } from '../../gate/prove-head.ts';
import { TRUSTED_KEYS_PATH, withTrustedKey } from '../../gate/trusted-keys.ts';
import { requireCommit, resolveCommit } from '../../git/repository.ts';
import { FACTORY_CHAIN } from '../../ledger/ledger.ts';
import { createText, exists, readText, writeText } from '../../platform/files.ts';
import { createSigningKey, loadSigningKey, signingKeyFile } from '../../platform/signing-key.ts';
import { escape } from '../../reporters/escape.ts';
import { foundLevel } from '../../platform/found-level.ts';
import { jsonText } from '../../reporters/json/json-text.ts';
import { defineCommand, type Invocation } from '../command.ts';
import { quoted } from '../program-name.ts';
import { progress } from '../progress.ts';

export default defineCommand({
  usage: 'init [--phase <n>] [--yes]',
  summary: 'detect the project, prove its clean head, write .jidoka/',
  details: `Says what it found and what it could not, installs, builds and tests a clean checkout of HEAD, writes ${CONFIG_PATH} and your
public key to ${TRUSTED_KEYS_PATH}, and commits nothing. Exit 1: written, but the clean head does not pass.`,
  flags: {
    phase: { type: 'string', value: '<n>', describe: 'adoption phase, 1 to 6; default 3' },
    yes: { type: 'boolean', describe: 'ask nothing' },
  },
  positionals: { min: 0, max: 0 },
  async run(invocation) {
    const { values, dir, program, env, json, terminal, signal } = invocation;
    const phase = Number(values.phase ?? 3);
    if (!Number.isInteger(phase) || phase < 1 || phase > 6)
      throw new UserError('USAGE', `expected a phase from 1 to 6, found ${JSON.stringify(values.phase)}`);
    const bench = await openBench({ dir, env });
    const { root } = bench.repository;
    if (root === null) throw new UserError('BARE_REPOSITORY', 'a bare repository has no working tree to write to');
    if ((await resolveCommit(bench.repository, 'HEAD')) === null)
      throw new UserError('NO_COMMITS', 'this repository has no commit yet', { hint: 'Commit something first.' });
    const config = join(root, CONFIG_PATH);
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
    await createText(
      config,
      initialConfig({
        phase,
        commands: proof.policy.project.commands,
        sandbox: level,
        hasSchema: exists(join(root, 'node_modules/jidoka')),
      }),
    );
    const keyId = await trustOwnKey(invocation, root);

    const seconds = (proof.durationMs / 1000).toFixed(0);
    const passes = proof.failures.length === 0;
    if (json)
      terminal.out(
        jsonText({
          schemaVersion: 1,
          passes,
          durationMs: Math.round(proof.durationMs),
          found: proof.policy.notes,
          sandbox: level,
          done: proof.done,
          failures: proof.failures,
          written: [CONFIG_PATH, TRUSTED_KEYS_PATH],
          keyId,
        }),
      );
    else {
      // Wherever the person stands, below the root or elsewhere.
      const git = root === resolve('.') ? 'git' : `git -C ${quoted(root)}`;
      const lines = [
        ...proof.policy.notes.slice(1).map((note) => `  ${note}`),
        `  sandbox: ${level}${reason === null ? '' : ` (${reason})`}`,
        '',
        passes ? `Your HEAD passes in ${seconds} s:` : `Your HEAD does not pass (${seconds} s):`,
        ...proof.done.map((step) => `  ✓ ${step}`),
        ...proof.failures.map((failure) => `  ✗ ${failure}`),
        '',
        `Written: ${CONFIG_PATH} and ${TRUSTED_KEYS_PATH} (key ${keyId.slice(0, 12)} in ${signingKeyFile(env)}).`,
        'Commit them, then judge a change:',
        `  ${git} add .jidoka && ${git} commit -m "Add Jidoka"`,
        `  ${program} check`,
      ];
      terminal.out(`${lines.map((text) => escape(text)).join('\n')}\n`);
    }
    return passes ? 0 : 1;
  },
});

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
