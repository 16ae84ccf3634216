import { demo } from '../../demo/demo.ts';
import { jsonText } from '../../reporters/json/json-text.ts';
import { defineCommand } from '../command.ts';
import { programName } from '../program-name.ts';

export default defineCommand({
  usage: 'demo',
  summary: 'watch an order go down the whole line, in a temporary folder',
  details: 'Needs no key, no network, no container. Takes about a minute. Exit 1 when the story went another way than it must.',
  flags: {},
  positionals: { min: 0, max: 0 },
  async run({ program, env, json, terminal, signal }) {
    const { out, err, color, columns } = terminal;
    const { dir, surprises } = await demo({ env, out: json ? err : out, color, columns: Math.min(columns, 100), signal });
    if (json) out(jsonText({ schemaVersion: 1, dir, surprises }));
    else if (surprises.length > 0) out(`\nThe story did not go as it must:\n${surprises.map((surprise) => `  ✗ ${surprise}\n`).join('')}`);
    else {
      out(`
Where to look next
  ${program} -C ${dir} runs list
  ${program} -C ${dir} ledger verify
  ${program} -C ${dir} verify main
  ${program} -C ${dir} check
  cat ${dir}/.jidoka/state/tickets/*.md
and in a repository of your own, which needs no configuration for it:
  ${programName({ script: process.argv[1] ?? 'jidoka', cwd: null, path: env.PATH })} check
`);
    }
    return surprises.length === 0 ? 0 : 1;
  },
});
