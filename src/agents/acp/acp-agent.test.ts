import { execFileSync } from 'node:child_process';
import { existsSync, linkSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { acpCommand, type AcpScript, type AcpTurn } from '../../../test/rig/acp-script.ts';
import { oneTurn } from '../../../test/rig/one-turn.ts';
import { temporaryFolder } from '../../../test/rig/temporary.ts';
import { testAgent } from '../test-agent.ts';
import { acpAgent, type AcpOptions } from './acp-agent.ts';

function agentOf(script: AcpScript, options: Partial<AcpOptions> = {}) {
  return acpAgent({ command: acpCommand(script), timeoutMs: 60_000, silenceMs: 60_000, network: [], env: {}, version: '0', ...options });
}

/** An agent that is a line of shell: it may say anything on its standard output. */
function shell(line: string, options: Partial<AcpOptions> = {}) {
  return agentOf({ turns: [] }, { command: ['/bin/sh', '-c', line], ...options });
}

testAgent('acp, version 1', { create: (turns) => agentOf({ turns, versions: [1] }) });
testAgent('acp, version 2', { create: (turns) => agentOf({ turns, versions: [2] }) });

describe('a session', () => {
  test.each([{ versions: [1] }, { versions: [2] }, { versions: [1, 2] }] as const)(
    'goes on where the agent still has it: $versions',
    async ({ versions }) => {
      using home = temporaryFolder();
      using workspace = temporaryFolder();
      const agent = agentOf({ turns: [{ notes: true }, { notes: true }], versions });
      const place = { home: home.path, arrange: () => undefined };
      const notes: unknown[] = [];
      const inspect = (dir: string) => notes.push(JSON.parse(readFileSync(join(dir, 'prompt.json'), 'utf8')));
      const first = await oneTurn(agent, { ...place, workspace: workspace.path, prompt: 'Do it.', inspect });
      const session = first.result.outcome === 'finished' ? first.result.session : null;
      const second = await oneTurn(agent, { ...place, workspace: workspace.path, prompt: 'Again.', session, finishedTurns: 1, inspect });
      expect([first.result, second.result, notes]).toEqual([
        { outcome: 'finished', session: expect.stringMatching(/^session-[\da-f-]+$/), usage: null },
        // What was said in it before is not said again.
        { outcome: 'finished', session, usage: null },
        [
          { session, prompt: [{ type: 'text', text: 'Do it.' }] },
          { session, prompt: [{ type: 'text', text: 'Again.' }] },
        ],
      ]);
    },
  );

  test.each([{ loads: true }, { loads: false }])('that is gone is a fresh one: %j', async ({ loads }) => {
    const { result } = await oneTurn(agentOf({ turns: [{}], versions: [1], loads }), { session: 'session-0' });
    expect(result).toEqual({ outcome: 'finished', session: expect.not.stringMatching(/^session-0$/), usage: null });
  });
});

describe('permission', () => {
  const OPTIONS = ['allow_always', 'allow_once', 'reject_once', 'reject_always'].map((kind) => ({ optionId: kind, name: kind, kind }));
  const asks = (toolCall: object, options: readonly object[] = OPTIONS) => ({
    method: 'session/request_permission',
    params: { sessionId: '<session>', toolCall: { toolCallId: 't', title: 'x', ...toolCall }, options },
  });
  const at = (path: string) => ({ locations: [{ path }] });
  const once = { outcome: { outcome: 'selected', optionId: 'allow_once' } };
  const no = { outcome: { outcome: 'selected', optionId: 'reject_once' } };
  const cancelled = { outcome: { outcome: 'cancelled' } };

  test('is given once for what is inside the workspace, and for nothing else', async () => {
    const cases = [
      [asks({ kind: 'edit', ...at('README.md') }), once],
      [asks({ kind: 'edit', ...at('new/folder/file.ts') }), once],
      [asks({ kind: 'execute' }), once],
      [asks({ kind: 'edit', ...at('../beside/secret.txt') }), no],
      [asks({ kind: 'edit', ...at('/etc/passwd') }), no],
      [asks({ kind: 'edit', ...at('link/secret.txt') }), no],
      [asks({ kind: 'edit', ...at('dangling') }), no],
      [asks({ kind: 'edit', locations: [{ path: 'README.md' }, { path: '/tmp' }] }), no],
      [asks({ kind: 'edit', content: [{ type: 'diff', path: '/etc/hosts', newText: '' }] }), no],
      [asks({ kind: 'edit', ...at('a\0b') }), no],
      [asks({ kind: 'fetch' }), no],
      [asks({ kind: 'switch_mode' }), no],
      [asks({}), no],
      [asks({ kind: 'edit' }, [{ optionId: 'a', name: 'a', kind: 'allow_always' }]), cancelled],
      [asks({ kind: 'edit' }, [{ optionId: 'a', name: 'a', kind: 'allow_for_ever' }]), cancelled],
      [asks({ kind: 'edit' }, []), cancelled],
      [{ method: 'session/request_permission', params: { sessionId: '<session>' } }, cancelled],
    ] as const;
    let answers: unknown;
    await oneTurn(agentOf({ turns: [{ ask: cases.map(([asked]) => asked) }], versions: [1] }), {
      arrange(workspace) {
        symlinkSync('../beside', join(workspace, 'link'));
        symlinkSync('/nowhere', join(workspace, 'dangling'));
      },
      inspect(workspace) {
        answers = JSON.parse(readFileSync(join(workspace, 'answers.json'), 'utf8'));
        rmSync(join(workspace, 'dangling'));
      },
    });
    expect(answers).toEqual(cases.map(([, answer]) => answer));
  });

  test('of version 2 names a subject', async () => {
    const about = (subject: object) => ({
      method: 'session/request_permission',
      params: { sessionId: '<session>', title: 'x', subject, options: OPTIONS },
    });
    const cases = [
      [about({ type: 'command', command: 'ls', cwd: '.' }), once],
      [about({ type: 'command', command: 'ls', cwd: '/' }), no],
      [about({ type: 'tool_call', toolCall: { toolCallId: 't', kind: 'edit', ...at('README.md') } }), once],
      [about({ type: '_magic' }), no],
    ] as const;
    let answers: unknown;
    await oneTurn(agentOf({ turns: [{ ask: cases.map(([asked]) => asked) }], versions: [2] }), {
      inspect: (workspace) => (answers = JSON.parse(readFileSync(join(workspace, 'answers.json'), 'utf8'))),
    });
    expect(answers).toEqual(cases.map(([, answer]) => answer));
  });

  test('is refused after a cancellation, and nothing is written any more', async () => {
    const controller = new AbortController();
    let late: unknown;
    const turn: AcpTurn = {
      hang: 'until-cancelled',
      usage: { inputTokens: 500, outputTokens: 5, usd: 0.01 },
      askLate: [
        asks({ kind: 'edit', ...at('README.md') }),
        { method: 'fs/write_text_file', params: { sessionId: '<session>', path: 'README.md', content: 'late' } },
      ],
    };
    const { result, files } = await oneTurn(agentOf({ turns: [turn] }), {
      signal: controller.signal,
      arrange: (workspace) => void whenThere(join(workspace, 'started')).then(() => controller.abort()),
      inspect: (workspace) => (late = JSON.parse(readFileSync(join(workspace, 'late.json'), 'utf8'))),
    });
    expect([result, files['workspace/README.md'], late]).toEqual([
      { outcome: 'failed', reason: 'the turn was cancelled', usage: { inputTokens: 500, outputTokens: 5, usd: 0.01 } },
      '# Before\n',
      [cancelled, { error: 'the turn was cancelled' }],
    ]);
  });
});

describe('files', () => {
  const read = (path: string, rest: object = {}) => ({ method: 'fs/read_text_file', params: { sessionId: '<session>', path, ...rest } });
  const write = (path: string, content = 'x') => ({ method: 'fs/write_text_file', params: { sessionId: '<session>', path, content } });
  const refused = {
    error: expect.stringMatching(
      /^(.* (is not a file of the workspace|leads out of the workspace|is not a plain file|has other names)|.*NUL)/s,
    ),
  };

  test('are handed out and written inside the workspace only', async () => {
    const cases = [
      [read('README.md'), { content: '# Before\n' }],
      [read('lines.txt', { line: 2, limit: 1 }), { content: 'two' }],
      [write('deep/er/new.ts', 'new'), {}],
      [read('../beside/secret.txt'), refused],
      [read('src/../../beside/secret.txt'), refused],
      [read('/etc/passwd'), refused],
      [read('link/secret.txt'), refused],
      [read('direct'), refused],
      [read('pipe'), refused],
      [read('src'), refused],
      [read('none'), { error: 'ENOENT' }],
      [read('a\0b'), refused],
      [write('link/new.txt'), refused],
      [write('direct'), refused],
      [write('hard'), refused],
      [write('pipe'), refused],
      [write('../new.txt'), refused],
      [write('.'), refused],
      [read(`${'x'.repeat(300)}`), { error: 'ENAMETOOLONG' }],
      [
        { method: 'terminal/create', params: { sessionId: '<session>', command: 'id' } },
        { error: expect.stringContaining('terminal/create') },
      ],
      [{ method: '_made/up', params: {} }, { error: expect.stringContaining('_made/up') }],
      [{ method: 'fs/write_text_file', params: { sessionId: '<session>', path: 7 } }, { error: expect.any(String) }],
    ] as const;
    let answers: unknown;
    const { files } = await oneTurn(agentOf({ turns: [{ ask: cases.map(([asked]) => asked) }], versions: [1] }), {
      arrange(workspace) {
        symlinkSync('../beside', join(workspace, 'link'));
        symlinkSync('../beside/secret.txt', join(workspace, 'direct'));
        linkSync(join(workspace, '../beside/secret.txt'), join(workspace, 'hard'));
        execFileSync('mkfifo', [join(workspace, 'pipe')]);
        writeFileSync(join(workspace, 'lines.txt'), 'one\ntwo\nthree\n');
      },
      inspect: (workspace) => (answers = JSON.parse(readFileSync(join(workspace, 'answers.json'), 'utf8'))),
    });
    expect(answers).toEqual(cases.map(([, answer]) => answer));
    expect([files['beside/secret.txt'], files['beside/new.txt'], files['new.txt'], files['workspace/deep/er/new.ts']]).toEqual([
      'not yours\n',
      undefined,
      undefined,
      'new',
    ]);
  });
});

describe('an agent that misbehaves', () => {
  test.each([
    { title: 'crashes', turn: { crash: true }, reason: 'the agent was ended by SIGKILL and printed nothing on standard error' },
    { title: 'will not go on', turn: { stopReason: 'refusal' }, reason: 'the agent stopped before it was done: refusal' },
    { title: 'runs out of tokens', turn: { stopReason: 'max_tokens' }, reason: 'the agent stopped before it was done: max_tokens' },
  ] as const)('$title', async ({ turn, reason }) => {
    const { result } = await oneTurn(agentOf({ turns: [turn] }));
    expect(result).toEqual({ outcome: 'failed', reason, usage: null });
  });

  test.each([{ hang: 'until-cancelled' }, { hang: 'deaf' }] as const)('hangs: $hang', async ({ hang }) => {
    const turn = { hang, usage: { inputTokens: 500, outputTokens: 5, usd: 0.01 } };
    const { result, files } = await oneTurn(agentOf({ turns: [turn] }, { timeoutMs: 6000 }));
    // Who still listens says what the turn took.
    const usage = hang === 'deaf' ? { inputTokens: 0, outputTokens: 0, usd: 0.01 } : turn.usage;
    expect([result, files['workspace/started']]).toEqual([
      { outcome: 'failed', reason: 'the agent did not end within 6 s and printed nothing on standard error', usage },
      '',
    ]);
  });

  test('says nothing for too long', async () => {
    const { result } = await oneTurn(agentOf({ turns: [{ hang: 'deaf' }] }, { silenceMs: 3000 }));
    expect(result).toEqual({
      outcome: 'failed',
      reason: 'the agent printed nothing for 3 s (`agent.silenceMinutes`) and printed nothing on standard error',
      usage: null,
    });
  });

  test('floods, and its last words still count', async () => {
    const turn = {
      flood: 20 * 1024 * 1024,
      noise: ['not json', '[]', '{"jsonrpc":"2.0"}', '{"jsonrpc":"2.0","id":99,"result":{}}', '\u001b[31m'],
    };
    const { result } = await oneTurn(agentOf({ turns: [{ ...turn, cannotSatisfy: 'too loud' }] }));
    expect(result).toEqual({ outcome: 'cannot-satisfy', reason: 'too loud', usage: null });
  });

  test('asks and does not listen', async () => {
    const { result } = await oneTurn(agentOf({ turns: [{ nag: 5000 }] }));
    expect(result.outcome).toEqual('finished');
  });

  test.each([
    ['a login', agentOf({ turns: [], wantsLogin: true }), /refused `session\/new`: .*asks for a login.*`agent\.env`/],
    ['another version', shell(`read x; echo '{"jsonrpc":"2.0","id":1,"result":{"protocolVersion":7}}'; sleep 60`), /speaks version 7 /],
    [
      'another protocol',
      shell(`read x; echo '{"jsonrpc":"2.0","id":1,"result":"hello"}'; sleep 60`),
      /does not speak the Agent Client Protocol/,
    ],
    [
      'a session without a name',
      shell(`read x; echo '{"id":1,"result":{"protocolVersion":1}}'; read x; echo '{"id":2,"result":{"sessionId":"a b"}}'; sleep 60`),
      /without a usable session id/,
    ],
    ['a line without an end', shell('head -c 40000000 /dev/zero; sleep 60'), /a message of more than 32 MiB/],
    ['nothing any more', shell('exec >&-; sleep 60'), /closed its output in the middle of the turn/],
    ['an early end', shell('echo broken >&2; exit 0'), /^the agent ended in the middle of the turn:\nbroken$/],
    ['no such program', agentOf({ turns: [] }, { command: ['no-such-agent-anywhere'] }), /could not be started: .*PATH/s],
  ] as const)('%s is a failure with a reason', async (_, agent, says) => {
    const { result } = await oneTurn(agent);
    expect(result).toEqual({ outcome: 'failed', reason: expect.stringMatching(says), usage: null });
  });

  test('an agent that takes offence at what is newer is asked in its own words', async () => {
    const { result } = await oneTurn(
      shell(
        `read x; echo '{"id":1,"error":{"code":-32602,"message":"no"}}'; read x; echo '{"id":2,"result":{"protocolVersion":1}}'
         read x; echo '{"id":3,"result":{"sessionId":"s"}}'; read x; echo '{"id":4,"result":{"stopReason":"end_turn"}}'; sleep 60`,
      ),
    );
    expect(result).toEqual({ outcome: 'finished', session: 's', usage: null });
  });
});

test('no program is a mistake of the config', () => {
  expect(() => agentOf({ turns: [] }, { command: [] })).toThrow('expected a program');
});

async function whenThere(path: string): Promise<void> {
  for (let looks = 0; looks < 1000 && !existsSync(path); looks += 1) await setTimeout(20);
}
