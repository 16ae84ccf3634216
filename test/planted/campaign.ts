import { execFileSync } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { CheckDocument } from '../../src/reporters/json/check-document.ts';
import { startProgram } from '../rig/program.ts';
import { judgePlanted } from './judge-planted.ts';
import type { Operator } from './operator.ts';
import { plant } from './plant.ts';

// npm run plant -- <clone> … [--only <operator,…>] [--results <file>]
// Plants every operator's fault on top of each clone's HEAD, one at a time, and checks what the gate says of it: the whole gate, and where a
// cheaper checker stops the fault before the ones it was written for have judged it, those alone. It does so
// in the clone itself, detached, whose kept installations then serve every fault; in the end the clone is as it was.
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { only: { type: 'string' }, results: { type: 'string' } },
});
const OPERATORS = join(import.meta.dirname, 'operators');
const TIMEOUT_MS = 20 * 60_000;

const chosen = values.only?.split(',');
const names = readdirSync(OPERATORS)
  .filter((file) => file.endsWith('.ts'))
  .map((file) => basename(file, '.ts'))
  .filter((name) => chosen?.includes(name) ?? true);

const rows: object[] = [];
const counts: Record<string, number> = {};
for (const given of positionals) {
  const clone = resolve(given);
  const git = (...args: readonly string[]) => execFileSync('git', args, { cwd: clone, encoding: 'utf8' }).trim();
  if (git('status', '--porcelain') !== '') throw new Error(`${given} has changes that are not committed: planting would lose them`);
  const base = git('rev-parse', 'HEAD');
  const branch = git('rev-parse', '--abbrev-ref', 'HEAD');
  try {
    for (const name of names) {
      const row = await tryOperator(clone, { base, name });
      if (row === null) continue;
      rows.push({ repository: basename(clone), base, ...row });
      counts[row.verdict] = (counts[row.verdict] ?? 0) + 1;
      console.log(`${row.verdict.padEnd(13)} ${basename(clone)} ${name} ${row.verdict === 'caught' ? '' : row.said}`);
      if (values.results !== undefined) writeFileSync(values.results, `${JSON.stringify(rows, null, 1)}\n`);
    }
  } finally {
    git('checkout', '--quiet', '--force', branch === 'HEAD' ? base : branch);
  }
}
console.log(
  `${rows.length} faults planted: ${Object.entries(counts)
    .map(([verdict, count]) => `${verdict} ${count}`)
    .join(', ')}`,
);
process.exitCode = rows.length > 0 && counts['caught'] === rows.length ? 0 : 1;

async function tryOperator(clone: string, { base, name }: { readonly base: string; readonly name: string }) {
  const { default: operator } = (await import(join(OPERATORS, `${name}.ts`))) as { readonly default: Operator };
  const fault = await plant(clone, { base, operator });
  if (fault === null) return null;
  const started = Date.now();
  const { checkers } = operator;
  const whole = await check(clone, base);
  const isCancelled = whole.document?.checkers.some(({ number, verdict }) => checkers.includes(number) && verdict === 'cancelled') === true;
  const judges = (said: Said) => said.document !== null && judgePlanted(said.document, operator, fault) === 'caught';
  const alone = isCancelled && !judges(whole) ? await check(clone, base, ['--only', checkers.join(',')]) : null;
  const { document, said } = alone ?? whole;
  const row = {
    operator: name,
    title: operator.title,
    at: fault.at,
    seconds: Math.round((Date.now() - started) / 1000),
    asked: alone === null ? 'all' : 'alone',
  };
  if (document === null) return { ...row, verdict: 'refused', said };
  return { ...row, verdict: judgePlanted(document, operator, fault), said };
}

interface Said {
  /** Null where the program refused to judge. */
  readonly document: CheckDocument | null;
  readonly said: string;
}

async function check(clone: string, base: string, more: readonly string[] = []): Promise<Said> {
  const program = startProgram(['check', '--base', base, '--head', 'HEAD', '--json', ...more], {
    cwd: clone,
    env: process.env as Record<string, string>,
    timeoutMs: TIMEOUT_MS,
  });
  const { code, stdout, stderr } = await program.ended;
  if (code !== 0 && code !== 1 && code !== 3) return { document: null, said: `exit ${code}: ${stderr.slice(0, 600)}` };
  const document = JSON.parse(stdout) as CheckDocument;
  const found = document.checkers.flatMap(({ number, findings }) =>
    findings
      .filter(({ baselineState }) => baselineState === 'new')
      .map((one) => `${number} ${one.rule} ${one.path}:${one.range?.startLine ?? ''}`),
  );
  return { document, said: [...found, ...document.reasons].join(' | ').slice(0, 600) };
}
