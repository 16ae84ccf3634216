import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { CheckDocument } from '../../src/reporters/json/check-document.ts';
import { startProgram } from '../rig/program.ts';
import { judgePlanted, stoppingOf } from './judge-planted.ts';
import type { Operator } from './operator.ts';
import { askOwnTools, type OwnAnswer } from './own-tools.ts';
import { plant } from './plant.ts';

// npm run plant -- <clone> … [--only <operator,…>] [--of <checker,…>] [--alone] [--results <file>]
//                  [--seed <word> [--limit <number>]]
//                  [--installed <clone> [--build <command>] [--lint <command>] [--test <command>]]
// Plants every operator's fault on top of each clone's HEAD, one at a time, and checks what the gate says of it: the whole gate, and where a
// cheaper checker stops the fault before the ones it was written for have judged it, those alone. It does so
// in the clone itself, detached, whose kept installations then serve every fault; in the end the clone is as it was.
// --seed puts the operators into an order of its own for each clone, --limit ends with so many faults planted there.
// --of takes the operators that one of these checkers has to catch, --alone asks these from the start. --installed is another clone of the same
// repository, with its dependencies: there its own commands say of each fault, caught or not, whether it is one there.
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    only: { type: 'string' },
    of: { type: 'string' },
    alone: { type: 'boolean' },
    seed: { type: 'string' },
    limit: { type: 'string' },
    results: { type: 'string' },
    installed: { type: 'string' },
    build: { type: 'string' },
    lint: { type: 'string' },
    test: { type: 'string' },
  },
});
const OPERATORS = join(import.meta.dirname, 'operators');
const TIMEOUT_MS = 20 * 60_000;
/** Takes as long as the limit of the tests, each time: asked when everything else has been. */
const LAST = 'wait-forever';

const chosen = values.only?.split(',');
const names = readdirSync(OPERATORS)
  .filter((file) => file.endsWith('.ts'))
  .map((file) => basename(file, '.ts'))
  .filter((name) => chosen?.includes(name) ?? true)
  .toSorted((one, other) => Number(one === LAST) - Number(other === LAST));

const rows: object[] = [];
const counts: Record<string, number> = {};
for (const given of positionals) {
  const clone = resolve(given);
  const git = (...args: readonly string[]) => execFileSync('git', args, { cwd: clone, encoding: 'utf8' }).trim();
  if (git('status', '--porcelain') !== '') throw new Error(`${given} has changes that are not committed: planting would lose them`);
  const base = git('rev-parse', 'HEAD');
  const branch = git('rev-parse', '--abbrev-ref', 'HEAD');
  try {
    let planted = 0;
    for (const name of inOrder(basename(clone))) {
      if (planted === Number(values.limit)) break;
      const row = await tryOperator(clone, { base, name });
      if (row === null) continue;
      planted++;
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
process.exitCode = rows.length > 0 && (counts['caught'] ?? 0) + (counts['no-fault'] ?? 0) === rows.length ? 0 : 1;

/** A choice that nobody makes: the seed's, another one for each clone. */
function inOrder(clone: string): readonly string[] {
  if (values.seed === undefined) return names;
  const order = (name: string) => createHash('sha256').update(`${values.seed} ${clone} ${name}`).digest('hex');
  return names.toSorted((one, other) => (order(one) < order(other) ? -1 : 1));
}

async function tryOperator(clone: string, { base, name }: { readonly base: string; readonly name: string }) {
  const { default: operator } = (await import(join(OPERATORS, `${name}.ts`))) as { readonly default: Operator };
  const { checkers } = operator;
  if (values.of !== undefined && !checkers.some((number) => values.of?.split(',').includes(String(number)))) return null;
  const fault = await plant(clone, { base, operator });
  if (fault === null) return null;
  const started = Date.now();
  const own = confirmed(clone, base, operator);
  const whole = values.alone === true ? null : await check(clone, base);
  const isCancelled =
    whole?.document?.checkers.some(({ number, verdict }) => checkers.includes(number) && verdict === 'cancelled') === true;
  const judges = (said: Said) => said.document !== null && judgePlanted(said.document, operator, fault) === 'caught';
  const isAskedAgain = whole === null || (isCancelled && !judges(whole));
  const { document, said } = isAskedAgain ? await check(clone, base, ['--only', checkers.join(',')]) : whole;
  const row = {
    operator: name,
    title: operator.title,
    at: fault.at,
    seconds: Math.round((Date.now() - started) / 1000),
    asked: isAskedAgain ? 'alone' : 'all',
    confirmed: own,
  };
  if (document === null) return { ...row, verdict: 'refused', said };
  const judged = judgePlanted(document, operator, fault);
  // Those it was written for may have had nothing to judge, where another stops it first.
  const others = judged === 'undecided' && values.of !== undefined ? await check(clone, base, ['--only', values.of]) : null;
  if (others?.document != null) {
    const verdict = judgePlanted(others.document, operator, fault);
    return {
      ...row,
      verdict: own?.isFault === false ? 'no-fault' : verdict,
      judged,
      by: stoppingOf(others.document).map(({ number }) => number),
      said: others.said,
    };
  }
  return {
    ...row,
    verdict: own?.isFault === false ? 'no-fault' : judged,
    judged,
    by: stoppingOf(document).map(({ number }) => number),
    said,
  };
}

/** Null where nobody but the gate can tell. */
function confirmed(clone: string, base: string, operator: Operator): OwnAnswer | null {
  const { installed, build, lint, test } = values;
  if (installed === undefined) return null;
  execFileSync('git', ['fetch', '--quiet', clone, 'HEAD'], { cwd: installed });
  const planted = execFileSync('git', ['rev-parse', 'FETCH_HEAD'], { cwd: installed, encoding: 'utf8' }).trim();
  const commands = { ...(build && { build }), ...(lint && { lint }), ...(test && { test }) };
  return askOwnTools(installed, operator, { base, planted, commands });
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
