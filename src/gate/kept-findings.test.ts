import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../test/rig/temporary.ts';
import type { Finding } from '../domain/finding.ts';
import type { CheckerResult } from '../domain/verdict.ts';
import { openStore } from '../stores/sqlite/store.ts';
import { keptFindings } from './kept-findings.ts';

const finding: Finding = { rule: 'r', severity: 'error', message: 'bad', path: 'a.js', fingerprint: 'f'.repeat(32), baselineState: 'new' };
const result: CheckerResult = {
  number: 6,
  id: 'test-coverage',
  mode: 'enforced',
  verdict: 'failed',
  examined: 1,
  inScope: 1,
  durationMs: 1,
  cached: false,
  tools: [],
  findings: [finding],
  measurements: [],
};

test('what was kept of a run is told, and nothing that somebody has changed since', async () => {
  using folder = temporaryFolder();
  const file = `${folder.path}/ledger.db`;
  {
    using store = openStore(file);
    const digest = await store.ledger.keep(JSON.stringify(result));
    const { verdict, mode, number, examined, inScope, durationMs, cached } = result;
    const payload = { attempt: 1, checker: result.id, number, mode, verdict, reason: null, examined, inScope, blocking: 1, result: digest };
    const event = { type: 'checker.finished', payload: { ...payload, durationMs, cached } } as const;
    await store.ledger.append('run-1', [{ event, time: 0, actor: 'test' }]);
    expect(await keptFindings(store.ledger, null)).toEqual([
      { checker: 'test-coverage', mode: 'enforced', finding, found: { run: 'run-1', attempt: 1 } },
    ]);
  }
  const database = new DatabaseSync(file);
  database.exec(`update texts set content = replace(content, 'bad', 'good')`);
  database.close();
  using store = openStore(file);
  await expect(keptFindings(store.ledger, null)).rejects.toThrow('was changed');
});

test.each(['', '{"checkers": [', '{}', 'null', '{"checkers": [1]}'])(
  'a last check that reads %j is named, with what makes it anew',
  async (text) => {
    using folder = temporaryFolder();
    using store = openStore(`${folder.path}/ledger.db`);
    await expect(keptFindings(store.ledger, text)).rejects.toMatchObject({ code: 'LAST_CHECK_UNREADABLE' });
  },
);
