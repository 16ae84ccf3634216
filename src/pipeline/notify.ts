import type { Config } from '../config/schema.ts';
import type { EventOf } from '../domain/event.ts';
import type { Bench } from '../gate/judging.ts';
import { policyAt, sandboxFor } from '../gate/judging.ts';
import { protectedBranch, requireCommit } from '../git/repository.ts';
import { FACTORY_CHAIN, type Ledger } from '../ledger/ledger.ts';
import { postJson } from '../platform/post-json.ts';
import { privateFolder } from '../platform/private-folder.ts';

const TIMEOUT_MS = 10_000;

export interface Notice {
  readonly about: EventOf<'notice.sent'>['payload']['about'];
  /** The run, the deployment, or `line`. */
  readonly subject: string;
  readonly reason: string;
  /** What the operator may do next. */
  readonly next: string;
}

export type Notifier = Bench & { readonly ledger: Ledger };

/**
 * Tells the operator by what `notify:` names, and writes down whether that worked. It decides nothing: whatever goes wrong here is a
 * fact in the ledger and changes no outcome.
 */
export async function notify(factory: Notifier, notice: Notice): Promise<void> {
  const failed = await tell(factory, notice).catch((error: unknown) => (error instanceof Error ? error.message : String(error)));
  if (failed === 'nobody-named') return;
  const { about, subject } = notice;
  const payload = { about, subject, delivered: failed === null, reason: failed };
  await factory.ledger.append(FACTORY_CHAIN, [{ event: { type: 'notice.sent', payload }, time: factory.clock.now(), actor: 'jidoka' }]);
}

/** Null when it was told. */
async function tell(factory: Notifier, notice: Notice): Promise<string | null> {
  const { repository } = factory;
  const branch = await protectedBranch(repository, undefined);
  const policy = await policyAt(repository, await requireCommit(repository, branch === null ? 'HEAD' : `refs/heads/${branch}`));
  const { notify: named } = policy.config;
  if (named === undefined) return 'nobody-named';
  const document = { schemaVersion: 1, ...notice };
  if ('url' in named) return postJson(named.url, document, { timeoutMs: TIMEOUT_MS });
  await using folder = await privateFolder();
  const sandbox = await sandboxFor(factory, policy);
  const { end, exitCode, stderr } = await sandbox.exec({
    command: asCommand(named.command),
    cwd: folder.path,
    input: `${JSON.stringify(document)}\n`,
    timeoutMs: TIMEOUT_MS,
    network: 'host',
  });
  if (exitCode === 0) return null;
  const said = stderr.trim().split('\n').at(-1)?.slice(0, 200) ?? '';
  return `the command ${end === 'exited' ? `ended with exit code ${exitCode}` : `was ${end}`}${said === '' ? '' : `: ${said}`}`;
}

function asCommand(command: Extract<NonNullable<Config['notify']>, { command: unknown }>['command']): string | [string, ...string[]] {
  if (typeof command === 'string') return command;
  const [program = '', ...args] = command;
  return [program, ...args];
}
