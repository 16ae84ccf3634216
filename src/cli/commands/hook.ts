import { join } from 'node:path';
import { openBench } from '../../compose.ts';
import { JidokaError, UserError } from '../../domain/error.ts';
import { check, lastCheckFile } from '../../gate/check.ts';
import { addTrailer, HOOKS, TRAILER } from '../../git/hooks.ts';
import { resolveCommit } from '../../git/repository.ts';
import { snapshotIndex } from '../../git/snapshot.ts';
import { readText, removeFile, replaceText } from '../../platform/files.ts';
import { cacheSecret } from '../../platform/cache-secret.ts';
import { trustDomainOf } from '../../platform/trust-domain.ts';
import { escape } from '../../reporters/escape.ts';
import { checkDocument } from '../../reporters/json/check-document.ts';
import { jsonText } from '../../reporters/json/json-text.ts';
import { checkReport } from '../../reporters/pretty/check-report.ts';
import { toolchainParts } from '../../platform/toolchain-parts.ts';
import { defineCommand, type Invocation } from '../command.ts';
import { checkProgress } from '../progress.ts';

/** What answers within seconds and builds nothing. */
const QUICK = ['generated-code-integrity', 'style-and-convention'];

type Called = Pick<Invocation, 'dir' | 'env' | 'program' | 'terminal' | 'signal'>;

export default defineCommand({
  usage: 'hook <pre-commit | commit-msg> [<file>]',
  summary: 'what git calls at a commit',
  flags: {},
  positionals: { min: 1, max: 2 },
  async run({ positionals: [name, file], ...call }) {
    const hook = HOOKS.find((known) => known === name);
    if (hook === undefined) throw new UserError('USAGE', `expected one of ${HOOKS.join(', ')}, found ${JSON.stringify(name)}`);
    if (hook === 'commit-msg' && file === undefined) throw new UserError('USAGE', 'commit-msg needs the file of the message');
    try {
      return await (hook === 'commit-msg' ? sign(call, file ?? '') : look(call));
    } catch (error) {
      // It is no gate: where it has no answer it says so, and the commit has no record.
      if (!(error instanceof JidokaError) || call.signal.aborted) throw error;
      call.terminal.err(`jidoka: this commit is not checked here: ${escape(error.message)}\n`);
      return 0;
    }
  },
});

/** What is staged, as a change of the last commit: what earlier ones brought in is not for this one to answer. */
async function look({ dir, env, program, terminal, signal }: Called): Promise<number> {
  const bench = await openBench({ dir, env });
  const record = recordFile(bench.repository.theirs.gitDir);
  await removeFile(record);
  const head = await resolveCommit(bench.repository, 'HEAD');
  if (head === null) return 0;
  const secret = cacheSecret(env);
  const { end, ...told } = checkProgress(terminal);
  const { gate, tree, policy, baseChoice } = await check(bench, {
    base: 'HEAD',
    source: 'index',
    only: QUICK,
    signal,
    toolchain: toolchainParts(env),
    cache: secret === null ? null : { secret, trustDomain: trustDomainOf(env) },
    ...told,
  }).finally(end);
  if (gate.outcome === 'green') {
    await replaceText(record, `${tree}\n`);
    return 0;
  }
  // Only the message of the last commit is new.
  if (gate.checkers.length === 0 && gate.outcome === 'undecided') return 0;
  const document = checkDocument({
    gate,
    base: head,
    head: 'index',
    tree,
    policy,
  });
  await replaceText(lastCheckFile(bench.repository), jsonText(document));
  terminal.err(checkReport(document, { color: terminal.color, columns: terminal.columns, program, baseChoice }));
  const isRed = gate.outcome === 'red';
  terminal.err(
    isRed
      ? 'jidoka: nothing was committed. `git commit --no-verify` goes around this look, not around the gate.\n'
      : 'jidoka: no answer, so this commit is not checked here.\n',
  );
  return isRed ? 1 : 0;
}

/** Says in the message that this very tree was looked at. Whoever makes the commit writes it: it informs, and proves nothing. */
async function sign({ dir, env }: Called, file: string): Promise<number> {
  const { repository } = await openBench({ dir, env });
  const record = recordFile(repository.theirs.gitDir);
  const tree = (await readText(record))?.trim() ?? null;
  await removeFile(record);
  if (tree === null || tree !== (await snapshotIndex(repository)) || isEmpty((await readText(file)) ?? '')) return 0;
  await addTrailer(repository, { file, key: TRAILER, value: tree });
  return 0;
}

/** Nobody wants a commit of a trailer alone: an empty message is how a person changes their mind. */
function isEmpty(message: string): boolean {
  const [text = ''] = message.split(/^. -{8,} >8 -{8,}$/m);
  return text.split('\n').every((line) => line.trim() === '' || line.startsWith('#') || /^[A-Za-z-]+-(?:by|Checked): /.test(line));
}

function recordFile(gitDir: string): string {
  return join(gitDir, 'jidoka-checked-tree');
}
