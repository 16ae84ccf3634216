import { relative } from 'node:path';
import { openRecord, readmeOf } from '../../compose.ts';
import type { AnyChecker } from '../../checkers/checker.ts';
import { UserError } from '../../domain/error.ts';
import { keptFindings, resultsOf } from '../../gate/kept-findings.ts';
import type { Finding } from '../../domain/finding.ts';
import { lastCheckFile } from '../../gate/check.ts';
import { isWaivable } from '../../gate/waivers.ts';
import type { RegistryEntry } from '../../gate/run-gate.ts';
import { exists, readText } from '../../platform/files.ts';
import { jsonText } from '../../reporters/json/json-text.ts';
import { checkerExplanation, findingExplanation, ruleExplanation } from '../../reporters/pretty/explanation.ts';
import { shortFingerprint } from '../../reporters/pretty/finding-lines.ts';
import { runDetails } from '../../reporters/pretty/run-summary.ts';
import { defineCommand } from '../command.ts';

export default defineCommand({
  usage: 'explain <run | fingerprint | rule | checker>',
  summary: 'why a run, a finding or a rule is what it is',
  details:
    'A finding is named by the first characters of its fingerprint, a rule by its id or by checker/rule, a checker by its id or number.',
  flags: {},
  positionals: { min: 1, max: 1 },
  async run({ positionals: [subject = ''], dir, program, env, json, terminal }) {
    using factory = await openRecord({ dir, env });
    const { ledger, registry, repository, clock } = factory;
    const events = await ledger.read({ chain: subject });
    if (events.length > 0) {
      terminal.out(
        json
          ? jsonText({ schemaVersion: 1, events })
          : runDetails(events, {
              color: terminal.color,
              columns: terminal.columns,
              program,
              results: await resultsOf(ledger, events),
            }),
      );
      return 0;
    }
    const checkers = await Promise.all(registry.map(async (entry) => ({ entry, checker: (await entry.load()).default })));
    const rules = checkers.flatMap(({ entry, checker }) =>
      Object.entries(checker.rules).map(([id, rule]) => ({ id, rule, checker: described(entry, checker) })),
    );
    const named = rules.filter(({ id, checker }) => id === subject || `${checker.id}/${id}` === subject);
    if (named.length > 0) {
      terminal.out(json ? jsonText({ schemaVersion: 1, rules: named }) : named.map((rule) => ruleExplanation(rule, terminal)).join('\n'));
      return 0;
    }
    const ofChecker = rules.filter(({ checker }) => checker.id === subject || String(checker.number) === subject);
    const [one] = ofChecker;
    if (one !== undefined) {
      terminal.out(json ? jsonText({ schemaVersion: 1, rules: ofChecker }) : checkerExplanation(one.checker, ofChecker, terminal));
      return 0;
    }
    const found = (await keptFindings(ledger, await readText(lastCheckFile(repository)))).filter(
      ({ finding }) => subject.length >= 6 && finding.fingerprint.startsWith(subject),
    );
    const [first] = found;
    const rule = rules.find(({ id, checker }) => first !== undefined && id === first.finding.rule && checker.id === first.checker);
    if (first === undefined || rule === undefined) {
      throw new UserError('NOTHING_TO_EXPLAIN', `no run, finding, rule or checker is named ${JSON.stringify(subject)}`, {
        hint: 'Findings are those of the last check and of the runs; see `jidoka runs list`.',
      });
    }
    terminal.out(
      json
        ? jsonText({ schemaVersion: 1, ...first, rule })
        : findingExplanation(
            {
              ...rule,
              finding: first.finding,
              mode: first.mode,
              found: first.found,
              waive: waiveCommand(first.finding, { program, now: clock.now() }),
            },
            terminal,
          ),
    );
    return 0;
  },
});

const DAYS = 30;

function waiveCommand(finding: Finding, { program, now }: { readonly program: string; readonly now: number }): string | null {
  if (!isWaivable(finding.rule)) return null;
  const until = new Date(now + DAYS * 24 * 60 * 60_000).toISOString().slice(0, 10);
  return `${program} waive ${shortFingerprint(finding)} --reason "…" --expires ${until}`;
}

function described({ number, id }: RegistryEntry, { title }: AnyChecker) {
  const readme = readmeOf({ number, id });
  return { number, id, title, readme: exists(readme) ? asFound(readme) : null };
}

/** Shorter from here where it lies below; as a row of `..` nobody could read it. */
function asFound(path: string): string {
  const fromHere = relative(process.cwd(), path);
  return fromHere.startsWith('..') ? path : fromHere;
}
