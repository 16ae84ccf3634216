import { parseArgs } from 'node:util';
import { campaign, type Campaign } from './campaign.ts';
import { chanceOf } from './chance.ts';
import { attemptOnce } from './target.ts';
import { loadTarget, TARGET_NAMES } from './targets.ts';

// npm run fuzz [-- <target> …] [--inputs 10000] [--seed 1] [--only <index>]
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { inputs: { type: 'string', default: '10000' }, seed: { type: 'string', default: '1' }, only: { type: 'string' } },
});
const [inputs, seed] = [Number(values.inputs), Number(values.seed)];
const chosen = positionals.length === 0 ? TARGET_NAMES : positionals;

if (values.only !== undefined) {
  for (const name of chosen) {
    const target = await loadTarget(name);
    const open = await target.open();
    console.log(name, await attemptOnce(target, open, chanceOf(seed + Number(values.only))));
    await open.close?.();
  }
} else {
  const done: Campaign[] = [];
  for (const name of chosen) {
    const result = await campaign(name, { inputs, seed });
    done.push(result);
    console.log(row(result));
    for (const { index, kind, as, detail } of result.faults.slice(0, 5)) console.log(`  ${kind} at ${index}: ${as}: ${detail}`);
  }
  const faults = done.reduce((sum, one) => sum + one.faults.length, 0);
  console.log(`${done.reduce((sum, one) => sum + one.inputs, 0)} inputs, ${faults} faults`);
  process.exitCode = faults === 0 ? 0 : 1;
}

function row({ target, inputs: count, answered, refused, faults, slowest, seconds }: Campaign): string {
  const list = (counts: Readonly<Record<string, number>>) =>
    Object.entries(counts)
      .toSorted(([, a], [, b]) => b - a)
      .map(([as, times]) => `${as} ${times}`)
      .join(', ');
  const of = (kind: string) => faults.filter((fault) => fault.kind === kind).length;
  return [
    target.padEnd(18),
    `${count} inputs in ${seconds.toFixed(0)} s`,
    `crashes ${of('crashed')}, hangs ${of('hung')}, believed ${of('broken')}`,
    `slowest ${slowest.ms.toFixed(0)} ms (${slowest.index})`,
    `answered: ${list(answered)}`,
    `refused: ${list(refused)}`,
  ].join(' | ');
}
