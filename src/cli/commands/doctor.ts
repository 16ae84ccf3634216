import { canaryFolder, openFactory } from '../../compose.ts';
import { runCanary } from '../../gate/canary.ts';
import { CATALOG } from '../../gate/policy.ts';
import { lineState } from '../../pipeline/line-state.ts';
import { exec } from '../../platform/exec.ts';
import { foundLevel } from '../../platform/found-level.ts';
import { signingKeyFile, loadSigningKey } from '../../platform/signing-key.ts';
import { version } from '../../platform/version.ts';
import { escape } from '../../reporters/escape.ts';
import { jsonText } from '../../reporters/json/json-text.ts';
import { defineCommand } from '../command.ts';
import { progress } from '../progress.ts';
import { stoppedLines } from '../stopped-line.ts';

const PROGRAMS = ['git', 'node', 'npm', 'pnpm', 'yarn', 'bun'];

export default defineCommand({
  usage: 'doctor',
  summary: 'what is found, what is missing, and whether every checker can still fail',
  details: 'Every checker carries a canary, a planted fault; a checker that does not fail on it is broken. Exit 1 when one is.',
  flags: {},
  positionals: { min: 0, max: 0 },
  async run({ dir, program, env, json, terminal, signal }) {
    using bench = await openFactory({ dir, env });
    const state = await lineState(bench);
    const line = progress(terminal);
    const programs = await Promise.all(PROGRAMS.map(async (name) => ({ name, version: await versionOf(name, env) })));
    const key = loadSigningKey(env);
    const sandbox = await foundLevel();
    const canaries = [];
    for (const entry of CATALOG.filter(({ isBuilt }) => isBuilt)) {
      line.show(`canary of ${entry.id}`);
      const { verdict, reason, durationMs } = await runCanary(bench, { entry, folder: canaryFolder(entry), signal }).finally(() =>
        line.show(null),
      );
      canaries.push({ number: entry.number, id: entry.id, verdict, reason: reason ?? null, durationMs, canFail: verdict === 'failed' });
    }
    const isSound = canaries.every(({ canFail }) => canFail);
    if (json)
      terminal.out(
        jsonText({
          schemaVersion: 1,
          version,
          sandbox: sandbox.level,
          programs,
          line: state,
          signingKey: key?.keyId ?? null,
          canaries,
          notBuilt: CATALOG.filter(({ isBuilt }) => !isBuilt).map(({ number }) => number),
        }),
      );
    else {
      const lines = [
        `Jidoka ${version} on Node ${process.versions.node}`,
        `  ${sandbox.reason === null ? '✓' : '·'} sandbox level ${sandbox.level}${sandbox.reason === null ? '' : `: ${sandbox.reason}`}`,
        ...programs.map(({ name, version: found }) => (found === null ? `  · ${name} is not on the PATH` : `  ✓ ${name} ${found}`)),
        key === null ? `  ✗ no signing key; \`${program} init\` makes ${signingKeyFile(env)}` : `  ✓ signing key ${key.keyId.slice(0, 12)}`,
        ...(state.status === 'stopped' ? stoppedLines(state, program).map((text) => `  ✗ ${text}`) : ['  ✓ the line runs']),
        '',
        'Canaries: every checker must fail on the fault planted for it',
        ...canaries.map(
          ({ number, id, verdict, reason, canFail, durationMs }) =>
            `  ${canFail ? '✓' : '✗'} ${String(number).padStart(2)} ${id}: ${verdict}${reason === null ? '' : ` (${reason})`}, ${(durationMs / 1000).toFixed(1)} s`,
        ),
      ];
      terminal.out(`${lines.map((text) => escape(text)).join('\n')}\n`);
    }
    return isSound ? 0 : 1;
  },
});

async function versionOf(name: string, env: Readonly<Record<string, string | undefined>>): Promise<string | null> {
  const { exitCode, stdout } = await exec({
    argv: [name, '--version'],
    cwd: '/',
    env: { PATH: env.PATH ?? '', HOME: env.HOME ?? '/' },
    timeoutMs: 20_000,
  });
  return exitCode === 0 ? (/\d+\.\d+[^\s]*/.exec(stdout)?.[0] ?? stdout.trim()) : null;
}
